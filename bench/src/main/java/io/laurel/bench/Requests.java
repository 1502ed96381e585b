package io.laurel.bench;

import io.laurel.bench.Catalog.Claimable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Whole HTTP/1.1 requests, in an order of their own for each contestant. */
final class Requests {
  private static final String CONNECTION = " HTTP/1.1\r\nHost: 127.0.0.1\r\n";

  private Requests() {}

  /** Reads one event, by one user after the other, over and over. */
  static Supplier<Buffer> reads(Claimable event, List<String> tokens) {
    return reads("/api/v1/events/" + event.eventId(), tokens);
  }

  /** Reads what is at that path, by one user after the other, over and over. */
  static Supplier<Buffer> reads(String path, List<String> tokens) {
    List<Buffer> requests =
        tokens.stream()
            .map(
                token ->
                    Buffer.buffer(
                        "GET " + path + CONNECTION + "Authorization: Bearer " + token + "\r\n\r\n"))
            .toList();
    return new Supplier<>() {
      private int next;

      @Override
      public Buffer get() {
        return requests.get(next++ % requests.size());
      }
    };
  }

  /** Claims of those events, as {@link #claims(List, List, BiFunction)}. */
  static Supplier<Buffer> claims(List<Claimable> events, List<String> tokens) {
    return claims(events, tokens, Requests::claim);
  }

  /**
   * Claims: one user after the other takes the first event's reward, then the second one's.
   *
   * @param claim the request of an event and a token
   * @return what throws {@link IllegalStateException} when everybody has everything
   */
  static <E> Supplier<Buffer> claims(
      List<E> events, List<String> tokens, BiFunction<E, String, Buffer> claim) {
    return new Supplier<>() {
      private int next;

      @Override
      public Buffer get() {
        if (next >= events.size() * tokens.size()) {
          throw new IllegalStateException(
              "Every user has claimed every reward: raise --events or --users");
        }
        E event = events.get(next / tokens.size());
        return claim.apply(event, tokens.get(next++ % tokens.size()));
      }
    };
  }

  /** Signs in one user after the other, over and over. */
  static Supplier<Buffer> logins(List<String> usernames, String password) {
    List<Buffer> requests =
        usernames.stream()
            .map(name -> new JsonObject().put("login", name).put("password", password).encode())
            .map(
                body ->
                    Buffer.buffer(
                        "POST /api/v1/auth/login"
                            + CONNECTION
                            + "Content-Type: application/json\r\nContent-Length: "
                            + body.length()
                            + "\r\n\r\n"
                            + body))
            .toList();
    return new Supplier<>() {
      private int next;

      @Override
      public Buffer get() {
        return requests.get(next++ % requests.size());
      }
    };
  }

  /** The claim of that event's reward by the owner of that token. */
  static Buffer claim(Claimable event, String token) {
    String body = "{\"rewardId\":\"" + event.rewardId() + "\"}";
    return Buffer.buffer(
        "POST /api/v1/events/"
            + event.eventId()
            + "/claims"
            + CONNECTION
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\nAuthorization: Bearer "
            + token
            + "\r\n\r\n"
            + body);
  }
}
