package io.laurel.event.facts.condition;

import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.activity.Source;
import io.laurel.failure.Failure.Fault;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Judges by conditions that have been learned: whoever holds one need not wait any more. Comes from
 * {@link Criteria}, and belongs to its event loop.
 */
public final class Yardstick {
  private final Expressions expressions;
  private final Map<Condition, Criterion> criteria;

  Yardstick(Expressions expressions, Map<Condition, Criterion> criteria) {
    this.expressions = expressions;
    this.criteria = criteria;
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
      if (own.isEmpty() && criterion != null) {
        criteria.put(condition, criterion);
      }
      faults.addAll(own);
    }
    return conditions;
  }

  private @Nullable Criterion read(Condition condition, String pointer, List<Fault> faults) {
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

  /**
   * The places of those that are met in none of the cases, so that nobody meets as many as must be;
   * none where one that is met is enough.
   */
  public List<Integer> unmetInAll(Conditions conditions, List<Facts> cases) {
    List<Integer> unmet =
        IntStream.range(0, conditions.all().size())
            .filter(
                place ->
                    cases.stream()
                        .noneMatch(facts -> measure(conditions.all().get(place), facts).met()))
            .boxed()
            .toList();
    boolean others =
        conditions.match() == Conditions.Match.ANY && unmet.size() < conditions.all().size();
    return others ? List.of() : unmet;
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
