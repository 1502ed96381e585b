package io.laurel.event.facts.condition;

import io.laurel.cache.RecentlyUsed;
import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.activity.Source;
import io.laurel.failure.Failure.Fault;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges by conditions. Remembers what they ask, since reading an expression takes a while. Belongs
 * to one event loop.
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

  /** Completes when these can be read and measured without holding up the event loop. */
  public Future<Void> ready(Conditions... several) {
    return expressions.learn(Stream.of(several).flatMap(Conditions::expressions).toList());
  }

  /** The same for the conditions of a message that fits the contract, perhaps of a patch. */
  public Future<Void> ready(JsonObject message) {
    JsonArray sent = message.getJsonArray(Conditions.CONDITIONS);
    return sent == null
        ? Future.succeededFuture()
        : ready(Conditions.of(new JsonObject().put(Conditions.CONDITIONS, sent)));
  }

  /** Loads what the first expression needs, so that its writer does not wait for it. */
  public Future<Void> warmUp() {
    return expressions.warmUp();
  }

  /**
   * The conditions of a message that fits the contract.
   *
   * @param faults is given one for each parameter that its type misses or does not take, and for
   *     each expression that cannot be
   */
  public Conditions read(JsonObject message, List<Fault> faults) {
    Conditions conditions = Conditions.of(message);
    for (int i = 0; i < conditions.all().size(); i++) {
      Condition condition = conditions.all().get(i);
      List<Fault> own = new ArrayList<>();
      Criterion criterion = read(condition, "/conditions/" + i + "/params", own);
      if (own.isEmpty()) {
        criteria.put(condition, criterion);
      }
      faults.addAll(own);
    }
    return conditions;
  }

  private Criterion read(Condition condition, String pointer, List<Fault> faults) {
    return condition.type().read(new Params(condition.params(), pointer, faults), expressions);
  }

  /** The activities that must be known to measure all of these. */
  public Set<Source> sources(Conditions... several) {
    Set<Source> sources = new HashSet<>();
    for (Conditions conditions : several) {
      conditions.all().forEach(condition -> sources.addAll(criterion(condition).sources()));
    }
    return sources;
  }

  /** How far a player is with each, in their order. */
  public List<Measured> measure(Conditions conditions, Facts facts) {
    return conditions.all().stream().map(condition -> measure(condition, facts)).toList();
  }

  private Measured measure(Condition condition, Facts facts) {
    Criterion criterion = criterion(condition);
    return Measured.of(condition, criterion, criterion.measure(facts));
  }

  /** Whether as many are met as must be. */
  public static boolean areMet(Conditions conditions, List<Measured> measured) {
    return switch (conditions.match()) {
      case ALL -> measured.stream().allMatch(Measured::met);
      case ANY -> measured.isEmpty() || measured.stream().anyMatch(Measured::met);
    };
  }

  private Criterion criterion(Condition condition) {
    return criteria.computeIfAbsent(
        condition,
        stored ->
            Objects.requireNonNull(
                read(stored, "", new ArrayList<>()), "A condition was kept that cannot be read"));
  }
}
