package io.laurel.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How long calls took, by what was called and what became of it. Nothing is looked up in the
 * registry while calls are measured, but the first time that something came of a call which never
 * did before. Safe from any thread.
 *
 * @param <E> what may come of a call
 */
public final class CallTimers<E extends Enum<E> & Label> {
  private final MeterRegistry registry;
  private final Kind<E> kind;
  private final Tags always;
  private final Map<String, CallTimer> timers = new ConcurrentHashMap<>();

  /**
   * A family of histograms.
   *
   * @param name without its unit
   * @param called the label that says what was called
   * @param became the label that says what became of it
   * @param usual what is exported from the start, before it happened, so that the first time counts
   *     as an increase
   */
  public record Kind<E extends Enum<E> & Label>(
      String name, String description, String called, String became, E usual) {}

  /**
   * Nothing was called yet.
   *
   * @param always labels of all of them
   */
  public CallTimers(MeterRegistry registry, Kind<E> kind, Tag... always) {
    this.registry = registry;
    this.kind = kind;
    this.always = Tags.of(always);
  }

  /**
   * That of one thing that is called; to be kept where that is known before.
   *
   * @param called one of those that are known before anybody calls, such as a name of the contract
   */
  public CallTimer of(String called) {
    CallTimer known = timers.get(called);
    return known == null ? timers.computeIfAbsent(called, CallTimer::new) : known;
  }

  /** How long calls of one thing took. */
  public final class CallTimer {
    private final String called;
    private final Map<E, Timer> byOutcome = new ConcurrentHashMap<>();

    private CallTimer(String called) {
      this.called = called;
      byOutcome.put(kind.usual(), made(kind.usual()));
    }

    /** Takes down a call that began then, as {@link System#nanoTime()} told. */
    public void ended(E outcome, long start) {
      took(outcome, System.nanoTime() - start);
    }

    /** Takes down a call that took so many nanoseconds. */
    public void took(E outcome, long nanos) {
      Timer timer = byOutcome.get(outcome);
      if (timer == null) {
        timer = byOutcome.computeIfAbsent(outcome, this::made);
      }
      timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer made(E outcome) {
      return Latency.named(kind.name(), kind.description())
          .tags(always.and(kind.called(), called, kind.became(), outcome.label()))
          .register(registry);
    }
  }
}
