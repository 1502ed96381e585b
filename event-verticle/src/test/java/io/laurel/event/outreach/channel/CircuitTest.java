package io.laurel.event.outreach.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.catalog.endpoint.Health;
import io.laurel.event.catalog.endpoint.Health.State;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CircuitTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final CircuitConfig LONG =
      new CircuitConfig(5, Duration.ofSeconds(10), Duration.ofMinutes(5));

  /** Ends as soon as anybody looks. */
  private static final CircuitConfig SHORT =
      new CircuitConfig(5, Duration.ofMillis(1), Duration.ofMillis(4));

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Circuit circuit(CircuitConfig config) {
    return new Circuits(vertx, CLOCK, config).of("end_1");
  }

  private static void fail(Circuit circuit, int times) {
    IntStream.range(0, times).forEach(time -> circuit.failed());
  }

  /** Opens it, and waits until it may be tried. */
  private Circuit halfOpen() {
    Circuit circuit = circuit(SHORT);
    fail(circuit, 5);
    awaitHalfOpen(circuit);
    return circuit;
  }

  private void awaitHalfOpen(Circuit circuit) {
    for (int look = 0; look < 10_000 && circuit.health().state() != State.HALF_OPEN; look++) {
      vertx.timer(1).await();
    }
    assertThat(circuit.health().state()).isEqualTo(State.HALF_OPEN);
  }

  @Test
  void permits_closed_asManyAsAreWanted() {
    Circuit circuit = circuit(LONG);

    assertThat(circuit.permits(7)).isEqualTo(7);
    assertThat(circuit.health()).isEqualTo(new Health(State.CLOSED, 0, NOW));
  }

  @Test
  void failed_fiveInARow_opens() {
    Circuit circuit = circuit(LONG);

    fail(circuit, 4);
    assertThat(circuit.permits(7)).isEqualTo(7);

    circuit.failed();
    assertThat(circuit.permits(7)).isZero();
    assertThat(circuit.health()).isEqualTo(new Health(State.OPEN, 5, NOW));
  }

  @Test
  void succeeded_betweenFailures_beginsTheCountAnew() {
    Circuit circuit = circuit(LONG);

    fail(circuit, 4);
    circuit.succeeded();
    fail(circuit, 4);

    assertThat(circuit.permits(7)).isEqualTo(7);
    assertThat(circuit.health().failures()).isEqualTo(4);
  }

  @Test
  void permits_halfOpen_oneUntilItsOutcome() {
    Circuit circuit = halfOpen();

    assertThat(circuit.permits(0)).isZero();
    assertThat(circuit.permits(7)).isOne();
    assertThat(circuit.permits(7)).as("nothing was due").isOne();

    circuit.begun();
    assertThat(circuit.permits(7)).isZero();

    circuit.succeeded();
    assertThat(circuit.permits(7)).isEqualTo(7);
    assertThat(circuit.health()).isEqualTo(new Health(State.CLOSED, 0, NOW));
  }

  @Test
  void failed_halfOpen_opensAgain() {
    Circuit circuit = halfOpen();
    circuit.begun();

    circuit.failed();
    assertThat(circuit.health().failures()).isEqualTo(6);

    awaitHalfOpen(circuit);
    assertThat(circuit.permits(7)).isOne();
  }

  /** Attempts that were under way when it was opened. */
  @Test
  void failed_open_countsAndChangesNothingElse() {
    Circuit circuit = circuit(LONG);
    fail(circuit, 9);

    assertThat(circuit.health()).isEqualTo(new Health(State.OPEN, 9, NOW));
  }

  @Test
  void succeeded_open_closes() {
    Circuit circuit = circuit(LONG);
    fail(circuit, 5);

    circuit.succeeded();

    assertThat(circuit.permits(7)).isEqualTo(7);
    fail(circuit, 4);
    assertThat(circuit.permits(7)).isEqualTo(7);
  }

  @Test
  void circuits_endpoints_eachItsOwn() {
    Circuits circuits = new Circuits(vertx, CLOCK, LONG);
    fail(circuits.of("end_1"), 5);

    assertThat(circuits.of("end_1").permits(1)).isZero();
    assertThat(circuits.of("end_2").permits(1)).isOne();

    circuits.forget("end_1");
    assertThat(circuits.of("end_1").permits(1)).isOne();
  }
}
