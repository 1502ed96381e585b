package io.laurel.standalone.chaos;

import io.laurel.standalone.Tokens;
import io.laurel.standalone.chaos.Caller.Request;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Game servers that tell what players did, and tell old news again. */
final class Servers {
  private static final int NEW = 8;
  private static final int OLD = 4;
  private static final int MAX_AMOUNT = 1_000;

  private final Caller caller;
  private final Book book;
  private final String service;
  private final List<String> users;
  private final Random random = new Random(7);

  /** Servers with a SERVICE's token, whose players those are. */
  Servers(Caller caller, Book book, String service, List<String> players) {
    this.caller = caller;
    this.book = book;
    this.service = service;
    this.users = players.stream().map(Tokens::userOf).toList();
  }

  List<String> users() {
    return users;
  }

  /** One batch, sent until it is acknowledged. */
  Future<?> tell() {
    return caller
        .ask(Request.post("facts", "/activities", service, batch()))
        .onSuccess(book::acknowledged)
        .onFailure(cause -> book.fault("Not acknowledged: " + cause));
  }

  private synchronized JsonObject batch() {
    JsonArray activities = new JsonArray();
    List<JsonObject> told = book.facts();
    for (int i = 0; i < OLD && !told.isEmpty(); i++) {
      activities.add(told.get(random.nextInt(told.size())));
    }
    for (int i = 0; i < NEW; i++) {
      JsonObject fact = fact();
      book.sent(fact);
      activities.add(fact);
    }
    return new JsonObject().put("activities", activities);
  }

  private JsonObject fact() {
    // No clock of the nodes is so far behind that this would be its future.
    Instant at = Instant.now().minus(Duration.ofMinutes(20L + random.nextInt(600)));
    return new JsonObject()
        .put("id", UUID.randomUUID().toString())
        .put("userId", users.get(random.nextInt(users.size())))
        .put("type", Season.WIN)
        .put("amount", 1 + random.nextInt(MAX_AMOUNT))
        .put("at", at.toString());
  }
}
