package io.laurel.event.condition;

import io.laurel.cache.RecentlyUsed;
import io.laurel.event.activity.Facts;
import io.laurel.event.activity.Source;
import io.laurel.failure.Failure.Fault;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Judges by conditions. Remembers what they ask, since reading an expression takes a while. Belongs
 * to one event loop.
 */
public final class Criteria {
  private static final int MAX_REMEMBERED = 10_000;

  private final Supplier<Future<Void>> warmUp;
  private Future<Void> warm;
  private final Map<Condition, Criterion> criteria = new RecentlyUsed<>(MAX_REMEMBERED);

  /**
   * Criteria that remember nothing yet.
   *
   * @param warmUp runs {@link #warmUp} off the event loop; called once, when the first expression
   *     is met
   */
  public Criteria(Supplier<Future<Void>> warmUp) {
    this.warmUp = warmUp;
  }

  /** Completes when these can be read and measured without holding up the event loop. */
  public Future<Void> ready(Conditions... several) {
    return Stream.of(several).anyMatch(Conditions::haveExpression)
        ? ready()
        : Future.succeededFuture();
  }

  /** Completes when any can, as those that an edit makes of old and new ones. */
  public Future<Void> ready() {
    if (warm == null || warm.failed()) {
      warm = warmUp.get();
    }
    return warm;
  }

  /** Loads what the first expression needs: most systems have none. Blocking, about a second. */
  public static void warmUp() {
    ConditionType.EXPRESSION.read(
        new Params(new JsonObject().put("expression", "true"), "", new ArrayList<>()));
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

  private static Criterion read(Condition condition, String pointer, List<Fault> faults) {
    return condition.type().read(new Params(condition.params(), pointer, faults));
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
