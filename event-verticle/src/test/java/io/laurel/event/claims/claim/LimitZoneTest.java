package io.laurel.event.claims.claim;

import static io.laurel.event.Calls.codeOf;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.event.InMemoryEventStore;
import io.laurel.event.catalog.reward.InMemoryRewardStore;
import io.laurel.event.catalog.reward.Limit;
import io.laurel.event.catalog.reward.Limit.Period;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.claims.attempt.InMemoryAttemptStore;
import io.laurel.event.facts.activity.InMemoryActivityStore;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C9: limits a day, week and month where the game's periods and those of UTC differ. */
final class LimitZoneTest {
  private final Vertx vertx = Vertx.vertx();
  private final InMemoryEventStore events = new InMemoryEventStore();
  private final InMemoryRewardStore rewards = new InMemoryRewardStore();
  private final Node.Stores stores =
      new Node.Stores(
          events,
          rewards,
          new InMemoryClaimStore(),
          new InMemoryActivityStore(),
          new InMemoryAttemptStore());

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Node at(Instant now, Map<String, ?> days) {
    return new Node(vertx, stores, Clock.fixed(now, ZoneOffset.UTC), Duration.ZERO, days);
  }

  @ParameterizedTest
  @CsvSource({
    // Seoul at 05:00 is 20:00 UTC of the day before: one date of UTC is two days of the game …
    "Asia/Seoul, 05:00, DAY, 2026-05-03T12:00:00Z, 2026-05-03T19:59:59.999Z, already-claimed",
    "Asia/Seoul, 05:00, DAY, 2026-05-03T12:00:00Z, 2026-05-03T20:00:00Z, done",
    // … and two dates of UTC are one
    "Asia/Seoul, 05:00, DAY, 2026-05-03T20:00:00Z, 2026-05-04T00:00:00Z, already-claimed",
    "Asia/Seoul, 05:00, DAY, 2026-05-03T20:00:00Z, 2026-05-04T19:59:59.999Z, already-claimed",
    "Asia/Seoul, 00:00, DAY, 2026-05-03T14:59:59.999Z, 2026-05-03T15:00:00Z, done",
    // the week begins on Monday, which is Sunday evening in UTC
    "Asia/Seoul, 05:00, WEEK, 2026-05-03T12:00:00Z, 2026-05-03T19:59:59.999Z, already-claimed",
    "Asia/Seoul, 05:00, WEEK, 2026-05-03T12:00:00Z, 2026-05-03T20:00:00Z, done",
    "Asia/Seoul, 05:00, WEEK, 2026-05-03T20:00:00Z, 2026-05-04T00:00:00Z, already-claimed",
    "Asia/Seoul, 05:00, WEEK, 2026-05-03T20:00:00Z, 2026-05-10T19:59:59.999Z, already-claimed",
    "Asia/Seoul, 05:00, WEEK, 2026-05-03T20:00:00Z, 2026-05-10T20:00:00Z, done",
    "Asia/Seoul, 05:00, MONTH, 2026-05-03T12:00:00Z, 2026-05-31T19:59:59.999Z, already-claimed",
    "Asia/Seoul, 05:00, MONTH, 2026-05-03T12:00:00Z, 2026-05-31T20:00:00Z, done",
    "Asia/Seoul, 05:00, MONTH, 2026-05-31T20:00:00Z, 2026-06-01T00:00:00Z, already-claimed",
    "Asia/Seoul, 05:00, MONTH, 2026-05-31T20:00:00Z, 2026-06-30T20:00:00Z, done",
    // the turn of the year; 1 January 2027 is a Friday of week 53
    "Asia/Seoul, 05:00, MONTH, 2026-12-31T19:59:59.999Z, 2026-12-31T20:00:00Z, done",
    "Asia/Seoul, 05:00, WEEK, 2026-12-31T19:59:59.999Z, 2026-12-31T20:00:00Z, already-claimed",
    "Asia/Seoul, 05:00, WEEK, 2026-12-31T20:00:00Z, 2027-01-03T20:00:00Z, done",
    // a day of 23 hours, 8 March 2026, and one of 25, 31 October
    "America/New_York, 04:00, DAY, 2026-03-07T09:00:00Z, 2026-03-08T07:59:59.999Z, already-claimed",
    "America/New_York, 04:00, DAY, 2026-03-07T09:00:00Z, 2026-03-08T08:00:00Z, done",
    "America/New_York, 04:00, DAY, 2026-10-31T08:00:00Z, 2026-11-01T08:59:59.999Z, already-claimed",
    "America/New_York, 04:00, DAY, 2026-10-31T08:00:00Z, 2026-11-01T09:00:00Z, done",
    "America/New_York, 04:00, WEEK, 2026-03-02T09:00:00Z, 2026-03-09T07:59:59.999Z,"
        + " already-claimed",
    "America/New_York, 04:00, WEEK, 2026-03-02T09:00:00Z, 2026-03-09T08:00:00Z, done",
    "America/New_York, 04:00, WEEK, 2026-10-26T08:00:00Z, 2026-11-02T08:59:59.999Z,"
        + " already-claimed",
    "America/New_York, 04:00, WEEK, 2026-10-26T08:00:00Z, 2026-11-02T09:00:00Z, done",
    "America/New_York, 04:00, MONTH, 2026-10-31T12:00:00Z, 2026-11-01T08:59:59.999Z,"
        + " already-claimed",
    "America/New_York, 04:00, MONTH, 2026-10-31T12:00:00Z, 2026-11-01T09:00:00Z, done",
    // far from UTC on either side, and half an hour off
    "Pacific/Kiritimati, 00:00, DAY, 2026-05-03T09:59:59.999Z, 2026-05-03T10:00:00Z, done",
    "Pacific/Kiritimati, 00:00, MONTH, 2026-05-31T09:59:59.999Z, 2026-05-31T10:00:00Z, done",
    "Pacific/Midway, 00:00, DAY, 2026-05-03T11:00:00Z, 2026-05-04T10:59:59.999Z, already-claimed",
    "Pacific/Midway, 00:00, WEEK, 2026-05-04T10:59:59.999Z, 2026-05-04T11:00:00Z, done",
    "Asia/Kolkata, 06:00, DAY, 2026-05-03T00:30:00Z, 2026-05-04T00:29:59.999Z, already-claimed",
    "Asia/Kolkata, 06:00, DAY, 2026-05-03T00:30:00Z, 2026-05-04T00:30:00Z, done",
  })
  void claim_again_asTheGamesPeriodsSay(
      ZoneId zone, LocalTime reset, Period period, Instant first, Instant then, String outcome) {
    Map<String, ?> days = Map.of("GAME_DAY_ZONE", zone.getId(), "GAME_DAY_RESET", reset.toString());
    Event event =
        anEvent(
            EventState.PUBLISHED,
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2028-01-01T00:00:00Z"));
    events.insert(event, anEntry(event.id())).await();
    Reward reward = with(aReward(event.id(), null), new Limit(1, period));
    rewards.insert(reward, anEntry(reward.id())).await();
    at(first, days).claim("usr_1", event.id(), null, null).await();

    Node later = at(then, days);
    JsonObject row =
        later.progress("usr_1", event.id()).await().getJsonArray("rewards").getJsonObject(0);
    String answer = codeOf(later.claim("usr_1", event.id(), null, null));

    assertThat(answer).isEqualTo(outcome);
    assertThat(row.getBoolean("claimable")).isEqualTo(outcome.equals("done"));
  }
}
