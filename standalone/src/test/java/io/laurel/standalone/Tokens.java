package io.laurel.standalone;

import io.laurel.auth.key.TokenSigner;
import io.laurel.id.Ids;
import io.laurel.security.KeyDirectory;
import io.laurel.security.KeyRing;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.laurel.security.SecurityConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Access tokens of users that never registered, by the keys of the processes under test: thousands
 * in seconds.
 */
public final class Tokens {
  private final TokenSigner signer;
  private final Ids ids = Ids.by(Clock.systemUTC());

  /** Tokens by the newest of those keys. */
  public Tokens(Vertx vertx, Path keys) {
    SecurityConfig config =
        new SecurityConfig(
            keys,
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            "laurel",
            "laurel",
            Duration.ZERO,
            1);
    signer =
        new TokenSigner(vertx, KeyRing.of(KeyDirectory.load(vertx, keys).await()), config, ids);
  }

  String of(Role role) {
    return sign(role).await();
  }

  /** Tokens of that many players. */
  List<String> players(int count) {
    List<Future<String>> tokens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tokens.add(sign(Role.USER));
    }
    return Future.all(tokens).map(all -> all.<String>list()).await();
  }

  /** Whose token it is. */
  public static String userOf(String token) {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return new JsonObject(Buffer.buffer(claims)).getString("sub");
  }

  /** A token that is a quarter of an hour old, so that no node's clock finds it of its future. */
  public Future<String> issuedEarlier(Role role) {
    return sign(role, Instant.now().minus(Duration.ofMinutes(15)));
  }

  private Future<String> sign(Role role) {
    return sign(role, Instant.now());
  }

  private Future<String> sign(Role role, Instant now) {
    String id = ids.next("usr");
    return signer.sign(
        new Principal(id, id, ids.next("ses"), Set.of(role), 0, now.plusSeconds(3_000)), now);
  }
}
