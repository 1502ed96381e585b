package io.laurel.bench;

import io.laurel.auth.key.TokenSigner;
import io.laurel.config.Settings;
import io.laurel.id.Ids;
import io.laurel.security.KeyDirectory;
import io.laurel.security.KeyRing;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.laurel.security.SecurityConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Signs access tokens for made-up accounts with a server's own key: thousands of registrations
 * would take minutes, because passwords are hashed slowly on purpose.
 */
final class Tokens {
  private final TokenSigner signer;
  private final Ids ids = Ids.by(Clock.systemUTC());

  private Tokens(TokenSigner signer) {
    this.signer = signer;
  }

  /** Signs with the newest key of that directory. Blocks. */
  static Tokens by(Vertx vertx, Path keyDirectory) {
    SecurityConfig security =
        SecurityConfig.of(
            Settings.defaults(List.of("process"))
                .with("the bench", Map.of("AUTH_SIGNING_KEYS", keyDirectory.toString())));
    var keys = KeyRing.of(KeyDirectory.load(vertx, keyDirectory).await());
    return new Tokens(new TokenSigner(vertx, keys, security, Ids.by(Clock.systemUTC())));
  }

  /** As many tokens, each of another account with that role. Blocks, about a millisecond each. */
  List<String> sign(int count, Role role) {
    return sign(Stream.generate(() -> ids.next("usr")).limit(count).toList(), role);
  }

  /** A token for each of these accounts. Blocks, about a millisecond each. */
  List<String> sign(List<String> userIds, Role role) {
    List<Future<String>> tokens = new ArrayList<>();
    for (String userId : userIds) {
      tokens.add(signer.sign(principal(userId, "bench-" + tokens.size(), role), Instant.now()));
    }
    return Future.all(tokens).map(all -> all.<String>list()).await();
  }

  private Principal principal(String userId, String username, Role role) {
    Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(12, ChronoUnit.HOURS);
    return new Principal(userId, username, ids.next("ses"), Set.of(role), 0, end);
  }
}
