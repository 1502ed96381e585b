package io.laurel.event.outreach.channel;

import io.laurel.event.catalog.endpoint.Health;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;

/**
 * Whether an endpoint is left alone by this node, because it failed too often in a row.
 *
 * <p>The state, and the timer that ends an open one, are those of Vert.x's circuit breaker. It
 * counts failures of a span of time and not in a row, though, and waits as long the tenth time as
 * the first, so it is told here when to open, and for each opening there is one with its own wait.
 * It does not run the attempts either: which of them may begin has to be known before one is
 * leased.
 */
public final class Circuit {
  private final String name;
  private final Vertx vertx;
  private final Clock clock;
  private final CircuitConfig config;
  private volatile CircuitBreaker breaker;
  private int failures;
  private int openings;
  private boolean trying;
  private volatile Instant since;

  Circuit(String name, Vertx vertx, Clock clock, CircuitConfig config) {
    this.name = name;
    this.vertx = vertx;
    this.clock = clock;
    this.config = config;
    breaker = CircuitBreaker.create(name, vertx);
    since = clock.instant();
  }

  /**
   * How many attempts may begin: none while it is open, one to try it out, else as many as are
   * wanted. Who begins one says so by {@link #begun}, at once.
   */
  public synchronized int permits(int wanted) {
    return switch (breaker.state()) {
      case CLOSED -> wanted;
      case OPEN -> 0;
      case HALF_OPEN -> trying ? 0 : Math.min(wanted, 1);
    };
  }

  /** An attempt has begun; it ends by {@link #succeeded} or {@link #failed}. */
  public synchronized void begun() {
    trying = breaker.state() == CircuitBreakerState.HALF_OPEN;
  }

  /** An attempt has succeeded, whenever it began: the endpoint takes deliveries. */
  public synchronized void succeeded() {
    failures = 0;
    openings = 0;
    trying = false;
    if (breaker.state() != CircuitBreakerState.CLOSED) {
      // An open one cannot be closed, by the breaker's rules; what its timer does is nobody's.
      breaker = CircuitBreaker.create(name, vertx);
      since = clock.instant();
    }
  }

  /** An attempt has failed. One that began before it was opened does not keep it open longer. */
  public synchronized void failed() {
    failures++;
    boolean opens =
        switch (breaker.state()) {
          case CLOSED -> failures >= config.failures();
          case OPEN -> false;
          case HALF_OPEN -> true;
        };
    if (opens) {
      open();
    }
  }

  private void open() {
    openings++;
    trying = false;
    since = clock.instant();
    CircuitBreaker opened =
        CircuitBreaker.create(
            name,
            vertx,
            new CircuitBreakerOptions().setResetTimeout(config.wait(openings).toMillis()));
    breaker = opened.halfOpenHandler(over -> halfOpened(opened)).open();
  }

  /** Takes no lock: the breaker holds its own here, and is asked by who holds this one's. */
  private void halfOpened(CircuitBreaker opened) {
    if (breaker == opened) {
      since = clock.instant();
    }
  }

  /** As it is shown. */
  public synchronized Health health() {
    return new Health(Health.State.valueOf(breaker.state().name()), failures, since);
  }
}
