package io.laurel.event.facts.condition;

import io.laurel.cache.RecentlyUsed;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Gives what conditions are judged by. Remembers what they ask, since reading an expression takes a
 * while. Belongs to one event loop.
 */
public final class Criteria {
  private static final int MAX_REMEMBERED = 4_000;

  private final Expressions expressions;
  private final Map<Condition, Criterion> criteria = new RecentlyUsed<>(MAX_REMEMBERED);

  /**
   * Criteria that remember nothing yet.
   *
   * @param worker reads expressions
   */
  public Criteria(Worker worker) {
    this.expressions = new Expressions(worker);
  }

  /** What measures by these conditions, when it can without holding up the event loop. */
  public Future<Yardstick> yardstick(Conditions... several) {
    return expressions
        .learn(Stream.of(several).flatMap(Conditions::expressions).toList())
        .map(learned -> new Yardstick(expressions, criteria));
  }

  /**
   * What reads the conditions of a message that fits the contract, perhaps of a patch.
   *
   * @param stored those that hold where the message has none
   */
  public Future<Yardstick> yardstick(JsonObject message, Conditions... stored) {
    JsonArray sent = message.getJsonArray(Conditions.CONDITIONS);
    return sent == null
        ? yardstick(stored)
        : yardstick(Conditions.of(new JsonObject().put(Conditions.CONDITIONS, sent)));
  }

  /** Loads what the first expression needs, so that its writer does not wait for it. */
  public Future<Void> warmUp() {
    return expressions.warmUp();
  }
}
