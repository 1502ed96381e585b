package io.laurel.event.claims.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.claims.attempt.RefusalHours.Refused;
import io.laurel.event.facts.gameday.GameDays;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalTallyTest {
  private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");
  private static final Attempted WHAT = new Attempted("evt_1", "rwd_1", "usr_1");

  /** Whose days begin at half past, in UTC. */
  private static final GameDays DAYS = new GameDays(ZoneId.of("Asia/Kolkata"), LocalTime.of(18, 0));

  private final InMemoryAttemptStore attempts = new InMemoryAttemptStore();
  private final InMemoryRefusalHourStore hours = new InMemoryRefusalHourStore();
  private int token;

  private RefusalTally tally(RefusalHourStore store) {
    return new RefusalTally(attempts, store, DAYS, prefix -> prefix + "_" + token++);
  }

  private void refuse(RefusalTally tally, int minutes) {
    Instant at = NOON.plus(Duration.ofMinutes(minutes));
    tally.refused(WHAT, new Attempt(at, "out-of-stock", List.of())).await();
  }

  private List<Refused> counted() {
    return hours
        .ofEvent("evt_1", NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(1)))
        .await();
  }

  @Test
  void refused_keptAtOnceAndCountedOnceWritten() {
    RefusalTally tally = tally(hours);
    refuse(tally, 61);
    refuse(tally, 119);

    assertThat(attempts.find(WHAT).await().count()).isEqualTo(2);
    assertThat(counted()).isEmpty();
    tally.write().await();
    tally.write().await();
    assertThat(counted())
        .containsExactly(new Refused(NOON.plus(Duration.ofHours(1)), "out-of-stock", 2));
  }

  @Test
  void refused_hourInWhichADayBegins_countedInTwo() {
    RefusalTally tally = tally(hours);
    refuse(tally, 29);
    refuse(tally, 30);
    refuse(tally, 59);
    tally.end().await();

    assertThat(counted())
        .containsExactlyInAnyOrder(
            new Refused(NOON, "out-of-stock", 1),
            new Refused(NOON.plus(Duration.ofMinutes(30)), "out-of-stock", 2));
  }

  /** Written, but nobody heard of it. */
  @Test
  void write_answerLost_triedAgainAndCountedOnce() {
    boolean[] lost = {true};
    RefusalHourStore deaf =
        new RefusalHourStore() {
          @Override
          public Future<Void> prepare() {
            return hours.prepare();
          }

          @Override
          public Future<Void> add(String token, Map<Slot, Long> counts) {
            Future<Void> added = hours.add(token, counts);
            return lost[0]
                ? Failure.unavailable("No answer", Duration.ofSeconds(1)).asFuture()
                : added;
          }

          @Override
          public Future<List<Refused>> ofEvent(String eventId, Instant from, Instant to) {
            return hours.ofEvent(eventId, from, to);
          }

          @Override
          public Future<List<Refused>> ofAll(Instant from, Instant to) {
            return hours.ofAll(from, to);
          }
        };
    RefusalTally tally = tally(deaf);
    refuse(tally, 0);
    assertThat(tally.write().failed()).isTrue();
    refuse(tally, 1);
    lost[0] = false;
    tally.end().await();

    assertThat(counted()).containsExactly(new Refused(NOON, "out-of-stock", 2));
  }
}
