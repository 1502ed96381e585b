package io.laurel.event.facts.condition;

import io.laurel.cache.RecentlyUsed;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Expressions that were read, and those that cannot be. Reading one takes some milliseconds, so a
 * worker does it. Belongs to one event loop.
 */
final class Expressions {
  /** Of the longest, each takes some 20 KB. */
  private static final int MAX_KNOWN = 4_000;

  /** What a worker has to load before the first is read: one that can be, and two that cannot. */
  private static final Set<String> SAMPLES =
      Set.of("days(\"LOGIN\") * 2 >= 1 && !(count('WIN', 'arena') < -1)", "1 +", "level > 5");

  private final Worker worker;
  private final Map<String, Outcome> known = new RecentlyUsed<>(MAX_KNOWN);
  private final Map<String, Future<Void>> underWay = new HashMap<>();

  /** What reading a text led to. */
  sealed interface Outcome {
    /** It can be measured. */
    record Read(Expression expression) implements Outcome {}

    /** It cannot be. */
    record Refused(String why) implements Outcome {}
  }

  Expressions(Worker worker) {
    this.worker = worker;
  }

  /** Completes when all of these are known. */
  Future<Void> learn(Collection<String> texts) {
    List<Future<Void>> missing =
        texts.stream()
            .distinct()
            .filter(text -> !known.containsKey(text))
            .map(this::learn)
            .toList();
    return missing.isEmpty() ? Future.succeededFuture() : Future.all(missing).mapEmpty();
  }

  /** Loads what reading takes. */
  Future<Void> warmUp() {
    return learn(SAMPLES);
  }

  /** Many who ask at the same moment share one reading. */
  private Future<Void> learn(String text) {
    Future<Void> running = underWay.get(text);
    if (running != null) {
      return running;
    }
    AtomicReference<Outcome> outcome = new AtomicReference<>();
    Future<Void> reading =
        worker.run(() -> outcome.set(read(text))).onSuccess(done -> known.put(text, outcome.get()));
    if (!reading.isComplete()) {
      underWay.put(text, reading);
      reading.onComplete(done -> underWay.remove(text));
    }
    return reading;
  }

  /** What was learned of a text. One that was not, or was forgotten since, is read at once. */
  Outcome of(String text) {
    return known.computeIfAbsent(text, Expressions::read);
  }

  private static Outcome read(String text) {
    try {
      ExpressionRules.Ruled ruled = ExpressionRules.apply(ExpressionParser.parse(text));
      return new Outcome.Read(new Expression(ruled.truth(), ruled.sources()));
    } catch (ExpressionException e) {
      return new Outcome.Refused(e.why());
    }
  }
}
