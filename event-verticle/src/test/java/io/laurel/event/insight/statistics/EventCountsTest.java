package io.laurel.event.insight.statistics;

import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aClaim;
import static io.laurel.event.Fixtures.anId;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.Fixtures;
import io.laurel.event.claims.attempt.Attempt;
import io.laurel.event.claims.attempt.Attempted;
import io.laurel.event.claims.attempt.InMemoryAttemptStore;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.event.claims.claim.InMemoryClaimStore;
import io.laurel.event.facts.gameday.GameDays;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventCountsTest {
  private static final Duration MAX_AGE = Duration.ofSeconds(5);

  /** Reset at no full hour, and with both changes of clocks. */
  private static final GameDays DAYS =
      new GameDays(ZoneId.of("America/New_York"), LocalTime.of(4, 7));

  private static final List<ClaimStatus> STATUSES = List.of(ClaimStatus.values());

  private final InMemoryClaimStore claims = new InMemoryClaimStore();
  private final InMemoryAttemptStore attempts = new InMemoryAttemptStore();
  private long now;

  private EventCounts counts(ClaimCounts of) {
    return new EventCounts(
        of, new InMemoryClaimSeries(claims), attempts, DAYS, MAX_AGE, CLOCK, () -> now);
  }

  private Claim kept(String eventId, Instant at, ClaimStatus status, List<String> rewards) {
    Claim claim =
        Fixtures.with(
            Fixtures.with(aClaim(anId("clm"), eventId, "usr_1", at, anId("lck")), status), rewards);
    claims.insert(claim).await();
    return claim;
  }

  @Test
  void recent_claimsOfAYear_asTheModelCounts() {
    Random random = new Random(7);
    List<Claim> all = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Instant at = NOW.minusMillis((long) (random.nextDouble() * Duration.ofDays(365).toMillis()));
      List<String> rewards = random.nextBoolean() ? List.of("rwd_1") : List.of("rwd_1", "rwd_2");
      all.add(kept("evt_1", at, STATUSES.get(random.nextInt(4)), rewards));
    }
    kept("evt_2", NOW, ClaimStatus.GRANTED, List.of("rwd_9"));

    Tally tally =
        counts(new InMemoryClaimCounts(claims)).recent("evt_1", List.of("rwd_1", "rwd_2")).await();

    JsonObject json = tally.toJson();
    assertThat(json.getString("countedAt")).isEqualTo("2026-05-03T12:00:00.123Z");
    assertThat(json.getJsonObject("claims").getLong("total")).isEqualTo(2_000);
    assertThat(json.getJsonObject("claims").getJsonObject("byStatus").getLong("REVOKED"))
        .isEqualTo(withStatus(all, ClaimStatus.REVOKED));
    assertThat(tally.ofReward("rwd_1").getLong("GRANTED"))
        .isEqualTo(withStatus(all, ClaimStatus.GRANTED));
    assertThat(tally.ofReward("rwd_2").getLong("GRANTED"))
        .isEqualTo(
            withStatus(
                all.stream().filter(claim -> claim.rewards().size() == 2).toList(),
                ClaimStatus.GRANTED));
    assertThat(tally.ofReward("rwd_none").getLong("GRANTED")).isZero();
    Map<String, Long> byDay =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    claim -> DAYS.dayOf(claim.requestedAt()).toString(),
                    TreeMap::new,
                    Collectors.counting()));
    JsonArray days = new JsonArray();
    byDay.forEach((day, count) -> days.add(new JsonObject().put("day", day).put("claims", count)));
    assertThat(json.getJsonArray("days")).isEqualTo(days);
  }

  private static long withStatus(List<Claim> all, ClaimStatus status) {
    return all.stream().filter(claim -> claim.status() == status).count();
  }

  private static Attempt refused(String code) {
    return new Attempt(NOW, code, List.of());
  }

  @Test
  void recent_refusals_byCode() {
    attempts.refused(new Attempted("evt_1", "rwd_1", "usr_1"), refused("out-of-stock")).await();
    attempts.refused(new Attempted("evt_1", "rwd_1", "usr_1"), refused("out-of-stock")).await();
    attempts.refused(new Attempted("evt_1", "rwd_2", "usr_2"), refused("already-claimed")).await();

    JsonObject json =
        counts(new InMemoryClaimCounts(claims)).recent("evt_1", List.of()).await().toJson();

    assertThat(json.getJsonArray("refusals").encode())
        .isEqualTo(
            "[{\"code\":\"already-claimed\",\"count\":1},{\"code\":\"out-of-stock\",\"count\":2}]");
    assertThat(json.getJsonObject("claims").getLong("total")).isZero();
  }

  /** Answers when it is told to. */
  private static final class SlowCounts implements ClaimCounts {
    private final Queue<Promise<Instant>> asked = new ArrayDeque<>();
    private final List<String> events = new ArrayList<>();

    @Override
    public Future<Instant> oldest(String eventId) {
      events.add(eventId);
      Promise<Instant> answer = Promise.promise();
      asked.add(answer);
      return answer.future();
    }

    @Override
    public Future<Map<ClaimStatus, Long>> ofReward(String rewardId) {
      return Future.succeededFuture(Map.of());
    }
  }

  @Test
  void recent_askedByMany_countedOnceUntilItIsTooOld() {
    SlowCounts slow = new SlowCounts();
    EventCounts counts = counts(slow);

    Future<Tally> first = counts.recent("evt_1", List.of());
    Future<Tally> second = counts.recent("evt_1", List.of());
    slow.asked.remove().complete(null);
    now += MAX_AGE.toNanos();
    Future<Tally> third = counts.recent("evt_1", List.of());
    now += 1;
    Future<Tally> fourth = counts.recent("evt_1", List.of());
    slow.asked.remove().complete(null);

    assertThat(second.await()).isSameAs(first.await()).isSameAs(third.await());
    assertThat(fourth.await()).isNotSameAs(first.await());
    assertThat(slow.events).hasSize(2);
  }

  @Test
  void recent_tookLong_restsTenTimesAsLong() {
    SlowCounts slow = new SlowCounts();
    EventCounts counts = counts(slow);

    Future<Tally> first = counts.recent("evt_1", List.of());
    now += Duration.ofSeconds(3).toNanos();
    slow.asked.remove().complete(null);
    now += Duration.ofSeconds(27).toNanos();

    assertThat(counts.recent("evt_1", List.of()).await()).isSameAs(first.await());
    now += 1;
    assertThat(counts.recent("evt_1", List.of()).isComplete()).isFalse();
  }

  @Test
  void recent_severalEvents_oneIsCountedAtATime() {
    SlowCounts slow = new SlowCounts();
    EventCounts counts = counts(slow);

    counts.recent("evt_1", List.of());
    Future<Tally> second = counts.recent("evt_2", List.of());
    assertThat(slow.events).containsExactly("evt_1");
    slow.asked.remove().fail("away");
    slow.asked.remove().complete(null);

    assertThat(second.await()).isNotNull();
    assertThat(slow.events).containsExactly("evt_1", "evt_2");
  }

  @Test
  void recent_failed_nextCallCountsAgain() {
    SlowCounts slow = new SlowCounts();
    EventCounts counts = counts(slow);

    Future<Tally> failing = counts.recent("evt_1", List.of());
    slow.asked.remove().fail("away");
    assertThat(failing.failed()).isTrue();
    Future<Tally> again = counts.recent("evt_1", List.of());
    slow.asked.remove().complete(null);

    assertThat(again.await()).isNotNull();
  }
}
