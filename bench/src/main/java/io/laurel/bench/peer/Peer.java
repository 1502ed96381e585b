package io.laurel.bench.peer;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What the bench and the peer's process have to agree on: its made-up players and events, which are
 * numbered from 0, and how a claim of it looks.
 */
public final class Peer {
  /** Signs its tokens; of this machine and this run only. */
  static final String SECRET = "the-bench-signs-what-the-peer-verifies";

  private static final int LONG_ENOUGH_SECONDS = 86_400;

  private Peer() {}

  static JsonObject user(int number) {
    return id(0x10_0000_0000L + number);
  }

  static JsonObject event(int number) {
    return id(0x20_0000_0000L + number);
  }

  private static JsonObject id(long number) {
    return new JsonObject().put("$oid", String.format(Locale.ROOT, "%024x", number));
  }

  /** A token of each of the first so many players. */
  public static List<String> tokens(Vertx vertx, int users) {
    PubSecKeyOptions key = new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(SECRET);
    JWTAuth signer = JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(key));
    JWTOptions terms = new JWTOptions().setExpiresInSeconds(LONG_ENOUGH_SECONDS);
    return IntStream.range(0, users)
        .mapToObj(user -> new JsonObject().put("sub", user(user).getString("$oid")))
        .map(claims -> signer.generateToken(claims, terms))
        .toList();
  }

  /** The claim of that event by the owner of that token, as a whole HTTP/1.1 request. */
  public static Buffer claim(int event, String token) {
    return Buffer.buffer(
        "POST /v1/events/"
            + event(event).getString("$oid")
            + "/request-rewards HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n"
            + "Authorization: Bearer "
            + token
            + "\r\n\r\n");
  }
}
