package io.laurel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.failure.Failure;
import io.laurel.json.JsonSize;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a message costs before anybody knows whether it is right. Measured in processor time of one
 * thread, the least of several runs: a busy machine does not change it.
 */
class AdmissionCostTest {
  private static final Contract CONTRACT = Contract.load();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int RUNS = 2;

  /** What is more than it may be is measured so often before that is believed. */
  private static final int DOUBTS = 8;

  /** No event loop is held longer, by anything. */
  private static final Duration HELD = Duration.ofMillis(100);

  /** A worker checks a message in a few times what it takes to read it. */
  private static final int TIMES_READING = 8;

  private static final Duration ANY = Duration.ofMillis(20);
  private static final Principal ADMIN =
      new Principal("usr_1", "ada", "ses_1", EnumSet.allOf(Role.class), 0, Instant.MAX);

  @TestFactory
  Stream<DynamicTest> admit_hostileBody_costsNoMoreThanReadingIt() {
    return CONTRACT.operations().stream()
        .filter(operation -> operation.body() != null)
        .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> measure(operation)));
  }

  private static void measure(Operation operation) {
    String worst = "";
    Duration held = Duration.ZERO;
    for (Map.Entry<String, String> body : HostileBodies.of(CONTRACT, operation).entrySet()) {
      JsonObject message = read(body.getValue());
      if (message == null) {
        continue;
      }
      Duration reading = least(() -> read(body.getValue()));
      Duration allowed = reading.multipliedBy(TIMES_READING).plus(ANY);
      Duration admitting = least(() -> refused(operation, message), allowed);
      boolean toAWorker = JsonSize.isOver(32 * 1024, message);
      Duration loop =
          least(() -> JsonSize.isOver(32 * 1024, message))
              .plus(toAWorker ? Duration.ZERO : admitting);
      assertThat(loop).as(body.getKey() + " on the event loop").isLessThan(HELD);
      assertThat(admitting)
          .as(body.getKey() + ", which takes " + reading + " to read")
          .isLessThan(allowed);
      if (loop.compareTo(held) > 0) {
        held = loop;
        worst = body.getKey();
      }
    }
    System.out.printf(
        "%s: event loop held %d µs (%s)%n", operation.id(), held.toNanos() / 1_000, worst);
  }

  /** Null for what no reader takes, which is refused before it is a message. */
  private static JsonObject read(String body) {
    try {
      return new JsonObject(body);
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static boolean refused(Operation operation, JsonObject message) {
    try {
      return Objects.isNull(operation.admit(ADMIN, message));
    } catch (Failure failure) {
      assertThat(failure.faults()).hasSizeBetween(1, Failure.MAX_FAULTS);
      return true;
    }
  }

  private static Duration least(Runnable work) {
    return least(work, Duration.ofNanos(Long.MAX_VALUE));
  }

  private static Duration least(Runnable work, Duration allowed) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < RUNS || (i < DOUBTS && least >= allowed.toNanos()); i++) {
      long begun = THREADS.getCurrentThreadCpuTime();
      work.run();
      least = Math.min(least, THREADS.getCurrentThreadCpuTime() - begun);
    }
    return Duration.ofNanos(least);
  }
}
