package io.laurel.event.claims.claim;

import static io.laurel.event.Calls.codeOf;
import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aClaim;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.asking;
import static io.laurel.event.Fixtures.wins;
import static io.laurel.event.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.Reply;
import io.laurel.event.Calls;
import io.laurel.event.catalog.event.ClaimRules;
import io.laurel.event.catalog.event.ClaimRules.Approval;
import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.InMemoryEventStore;
import io.laurel.event.catalog.reward.InMemoryRewardStore;
import io.laurel.event.catalog.reward.Limit;
import io.laurel.event.catalog.reward.Limit.Period;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.stock.Decade;
import io.laurel.event.claims.attempt.AttemptStore.Attempts;
import io.laurel.event.claims.attempt.Attempted;
import io.laurel.event.claims.attempt.InMemoryAttemptStore;
import io.laurel.event.facts.activity.Activities;
import io.laurel.event.facts.activity.InMemoryActivityStore;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims of all of an event's rewards, claims that may be made again, claims that wait. */
final class ClaimModesTest {
  private static final ClaimRules TOGETHER = new ClaimRules(Mode.ALL, Approval.AUTO);

  private final Vertx vertx = Vertx.vertx();
  private final InMemoryEventStore events = new InMemoryEventStore();
  private final InMemoryRewardStore rewards = new InMemoryRewardStore();
  private final InMemoryClaimStore claims = new InMemoryClaimStore();
  private final InMemoryActivityStore activities = new InMemoryActivityStore();
  private final InMemoryAttemptStore attempts = new InMemoryAttemptStore();
  private final Node node = at(NOW);
  private int made;

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Node at(Instant instant) {
    return new Node(
        vertx,
        new Node.Stores(events, rewards, claims, activities, attempts),
        Clock.fixed(instant, ZoneOffset.UTC),
        Duration.ZERO);
  }

  private Event kept(Event event) {
    events.insert(event, anEntry("x")).await();
    return event;
  }

  /** Each is younger than those before it. */
  private Reward kept(Reward reward) {
    Instant at = NOW.plusMillis(++made);
    Reward stamped =
        new Reward(
            reward.id(), reward.eventId(), reward.terms(), null, 1, at, at, reward.fingerprint());
    rewards.insert(stamped, anEntry("x")).await();
    return stamped;
  }

  private static List<String> held(JsonObject claim) {
    return claim.getJsonArray("rewards").stream()
        .map(JsonObject.class::cast)
        .map(reward -> reward.getString("rewardId") + "#" + reward.getInteger("serial"))
        .toList();
  }

  private Attempts attempts(Reward reward) {
    return attempts.find(new Attempted(reward.eventId(), reward.id(), "usr_1")).await();
  }

  @Test
  void all_everyReward_inOneClaim() {
    Event event = kept(with(anEvent(), TOGETHER));
    Reward gems = kept(aReward(event.id(), 5));
    Reward badge = kept(aReward(event.id(), null));
    Reward cup = kept(aReward(event.id(), 3));

    JsonObject claim = node.claim("usr_1", event.id(), null, null).await().body();

    assertThat(held(claim))
        .containsExactly(gems.id() + "#1", badge.id() + "#null", cup.id() + "#1");
    assertThat(claims.find(claim.getString("id")).await().locks()).hasSize(5);
    assertThat(codeOf(node.claim("usr_1", event.id(), null, null))).isEqualTo("already-claimed");
  }

  @Test
  void all_oneNamed_rewardNotAccepted() {
    Event event = kept(with(anEvent(), TOGETHER));
    Reward gems = kept(aReward(event.id(), 5));

    assertThat(codeOf(node.claim("usr_1", event.id(), gems.id(), null)))
        .isEqualTo("reward-not-accepted");
  }

  @Test
  void all_noRewards_rewardNotFound() {
    Event event = kept(with(anEvent(), TOGETHER));

    assertThat(codeOf(node.claim("usr_1", event.id(), null, null))).isEqualTo("reward-not-found");
  }

  @Test
  void all_oneSoldOut_nothingHeldAndItsSerialsGivenBack() {
    Event event = kept(with(anEvent(), TOGETHER));
    Reward gems = kept(aReward(event.id(), 100));
    Reward cup = kept(aReward(event.id(), 1));
    node.claim("usr_2", event.id(), null, null).await();

    assertThat(codeOf(node.claim("usr_1", event.id(), null, null))).isEqualTo("out-of-stock");

    assertThat(claims.countHeld(event.id(), gems.id(), Decade.ALL).await()).isEqualTo(1);
    assertThat(attempts(cup).lastCode()).isEqualTo("out-of-stock");
    assertThat(attempts(gems)).isNull();
    rewards.replace(cup, moreOf(cup, 2), anEntry("x")).await();
    assertThat(held(node.claim("usr_3", event.id(), null, null).await().body()))
        .containsExactly(gems.id() + "#2", cup.id() + "#2");
  }

  private static Reward moreOf(Reward reward, int stock) {
    Reward other = aReward(reward.eventId(), stock);
    return new Reward(
        reward.id(), reward.eventId(), other.terms(), null, 2, reward.createdAt(), NOW, null);
  }

  @Test
  void all_soldOutAndClaimed_alreadyClaimed() {
    Event event = kept(with(anEvent(), TOGETHER));
    kept(aReward(event.id(), null));
    kept(aReward(event.id(), 1));
    node.claim("usr_1", event.id(), null, null).await();

    assertThat(codeOf(node.claim("usr_1", event.id(), null, null))).isEqualTo("already-claimed");
  }

  @Test
  void all_conditionsOfOneNotMet_refusedWithAllOfThem() {
    Event event = kept(with(asking(anEvent(), wins(1)), TOGETHER));
    Reward first = kept(asking(aReward(event.id(), null), wins(1)));
    Reward second = kept(asking(aReward(event.id(), 5), wins(2)));
    activities.record(List.of(Activities.of("a", "usr_1", "WIN", 1, NOW))).await();

    Future<Reply> answer = node.claim("usr_1", event.id(), null, null);

    assertThat(codeOf(answer)).isEqualTo("conditions-not-met");
    assertThat(((Failure) answer.cause()).toProblem("r").getJsonArray("conditions")).hasSize(3);
    assertThat(attempts(second).lastCode()).isEqualTo("conditions-not-met");
    assertThat(attempts(first)).isNull();
  }

  @Test
  void all_conditionsMet_keptInTheirOrder() {
    Event event = kept(with(asking(anEvent(), wins(1)), TOGETHER));
    kept(asking(aReward(event.id(), null), wins(2)));
    kept(asking(aReward(event.id(), 5), wins(3)));
    for (String id : List.of("a", "b", "c")) {
      activities.record(List.of(Activities.of(id, "usr_1", "WIN", 1, NOW))).await();
    }

    JsonObject claim = node.claim("usr_1", event.id(), null, null).await().body();

    assertThat(claims.find(claim.getString("id")).await().conditions())
        .extracting(one -> one.current() + "/" + one.target())
        .containsExactly("3/1", "3/2", "3/3");
  }

  @Test
  void all_notOpen_keptUnderTheFirstReward() {
    Event event = anEvent();
    Event later =
        kept(with(anEvent(event.state(), NOW.plusSeconds(5), NOW.plusSeconds(10)), TOGETHER));
    Reward first = kept(aReward(later.id(), null));
    kept(aReward(later.id(), null));

    assertThat(codeOf(node.claim("usr_1", later.id(), null, null))).isEqualTo("event-not-active");

    assertThat(attempts(first).lastCode()).isEqualTo("event-not-active");
  }

  @Test
  void all_progress_claimableOnlyTogether() {
    Event event = kept(with(anEvent(), TOGETHER));
    kept(aReward(event.id(), null));
    kept(asking(aReward(event.id(), 5), wins(1)));

    assertThat(why(node, event)).containsExactly("[conditions-not-met]", "[conditions-not-met]");

    activities.record(List.of(Activities.of("a", "usr_1", "WIN", 1, NOW))).await();
    assertThat(why(node, event)).containsExactly("[]", "[]");

    node.claim("usr_1", event.id(), null, null).await();
    assertThat(why(node, event)).containsExactly("[already-claimed]", "[already-claimed]");
  }

  @Test
  void all_progressWithOneUsedUp_alreadyClaimedForBoth() {
    Event event = kept(with(anEvent(), TOGETHER));
    kept(aReward(event.id(), null));
    kept(with(aReward(event.id(), null), new Limit(2, Period.EVENT)));

    node.claim("usr_1", event.id(), null, null).await();

    assertThat(why(node, event)).containsExactly("[already-claimed]", "[already-claimed]");
    assertThat(codeOf(node.claim("usr_1", event.id(), null, null))).isEqualTo("already-claimed");
  }

  private static List<String> why(Node node, Event event) {
    return node.progress("usr_1", event.id()).await().getJsonArray("rewards").stream()
        .map(JsonObject.class::cast)
        .peek(
            reward ->
                assertThat(reward.getBoolean("claimable"))
                    .isEqualTo(reward.getJsonArray("why").isEmpty()))
        .map(reward -> reward.getJsonArray("why").getList().toString())
        .toList();
  }

  @Test
  void limit_soManyInTheEvent_thenAlreadyClaimed() {
    Event event = kept(anEvent());
    Reward reward = kept(with(aReward(event.id(), 50), new Limit(3, Period.EVENT)));
    for (int n = 0; n < 3; n++) {
      assertThat(why(node, event)).containsExactly("[]");
      node.claim("usr_1", event.id(), null, null).await();
    }

    assertThat(codeOf(node.claim("usr_1", event.id(), null, null))).isEqualTo("already-claimed");
    assertThat(why(node, event)).containsExactly("[already-claimed]");
    assertThat(claims.countHeld(event.id(), reward.id(), Decade.ALL).await()).isEqualTo(3);
    assertThat(codeOf(node.claim("usr_2", event.id(), null, null))).isEqualTo("done");
  }

  @Test
  void limit_manyInParallel_exactlySoManyAndNoOtherRefusal() {
    Event event = kept(anEvent());
    kept(with(aReward(event.id(), 1_000), new Limit(100, Period.EVENT)));

    List<Future<Reply>> answers =
        IntStream.range(0, 150).mapToObj(i -> node.claim("usr_1", event.id(), null, null)).toList();

    List<String> outcomes = answers.stream().map(Calls::codeOf).toList();
    assertThat(outcomes).containsOnly("done", "already-claimed");
    assertThat(outcomes.stream().filter("done"::equals)).hasSize(100);
  }

  /** The first of them is claimed on Sunday, 3 May 2026, in week 18. */
  @ParameterizedTest
  @CsvSource({
    "DAY,   2026-05-03T23:59:59.999Z, already-claimed",
    "DAY,   2026-05-04T00:00:00Z,     done",
    "WEEK,  2026-05-03T23:59:59.999Z, already-claimed",
    "WEEK,  2026-05-04T00:00:00Z,     done",
    "MONTH, 2026-05-31T23:59:59.999Z, already-claimed",
    "MONTH, 2026-06-01T00:00:00Z,     done",
    "EVENT, 2026-06-01T00:00:00Z,     already-claimed"
  })
  void limit_nextPeriod_mayBeHadAgain(Period period, Instant then, String outcome) {
    Event event = kept(anEvent(anEvent().state(), NOW, Instant.parse("2026-07-01T00:00:00Z")));
    kept(with(aReward(event.id(), null), new Limit(1, period)));
    node.claim("usr_1", event.id(), null, null).await();

    boolean claimable = why(at(then), event).equals(List.of("[]"));

    assertThat(codeOf(at(then).claim("usr_1", event.id(), null, null))).isEqualTo(outcome);
    assertThat(claimable).isEqualTo(outcome.equals("done"));
  }

  @Test
  void limit_locks_namePeriodAndNumber() {
    Event event = kept(anEvent());
    Reward daily = kept(with(aReward(event.id(), null), new Limit(1, Period.DAY)));
    Reward weekly = kept(with(aReward(event.id(), null), new Limit(1, Period.WEEK)));
    Reward monthly = kept(with(aReward(event.id(), 7), new Limit(1, Period.MONTH)));

    assertThat(locks(event, daily)).containsExactly(daily.id() + "@usr_1/2026-05-03/1");
    assertThat(locks(event, weekly)).containsExactly(weekly.id() + "@usr_1/2026-W18/1");
    assertThat(locks(event, monthly))
        .containsExactly(monthly.id() + "@usr_1/2026-05/1", monthly.id() + "#00000001");
  }

  private List<String> locks(Event event, Reward reward) {
    String id = node.claim("usr_1", event.id(), reward.id(), null).await().body().getString("id");
    return claims.find(id).await().locks();
  }

  @Test
  void manual_waits_holdingUserAndUnit() {
    Event event = kept(with(anEvent(), new ClaimRules(Mode.EACH, Approval.MANUAL)));
    Reward reward = kept(aReward(event.id(), 1));

    JsonObject claim = node.claim("usr_1", event.id(), null, null).await().body();

    assertThat(claim.getString("status")).isEqualTo("PENDING_APPROVAL");
    assertThat(claim.fieldNames()).doesNotContain("decidedAt", "decidedBy", "reason");
    assertThat(claim.getJsonArray("history"))
        .isEqualTo(
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("at", "2026-05-03T12:00:00.123Z")
                        .put("status", "PENDING_APPROVAL")
                        .put("by", "usr_1")));
    assertThat(claims.countHeld(event.id(), reward.id(), Decade.ALL).await()).isEqualTo(1);
    assertThat(codeOf(node.claim("usr_1", event.id(), null, null))).isEqualTo("already-claimed");
    assertThat(codeOf(node.claim("usr_2", event.id(), null, null))).isEqualTo("out-of-stock");
  }

  @Test
  void submit_insertFails_serialGivenBack() {
    Event event = kept(anEvent());
    Reward reward = kept(aReward(event.id(), 100));
    node.claim("usr_1", event.id(), null, null).await();
    claims.failNextInsert(Failure.unavailable("away", Duration.ofSeconds(1)));

    assertThat(codeOf(node.claim("usr_2", event.id(), null, null))).isEqualTo("unavailable");

    assertThat(held(node.claim("usr_2", event.id(), null, null).await().body()))
        .containsExactly(reward.id() + "#2");
  }

  /** The own claim is not there when it is looked for, and is when the locks are looked at. */
  @Test
  void submit_equalRequestFasterByAMoment_itsClaimIsAnswered() {
    Event event = kept(anEvent());
    Reward reward = kept(with(aReward(event.id(), 100), new Limit(5, Period.EVENT)));
    String first = node.claim("usr_1", event.id(), null, "k").await().body().getString("id");
    Claim faster = claims.find(first).await();
    InMemoryClaimStore others = new InMemoryClaimStore();
    others.insert(aClaim(event.id(), "usr_9", Locks.stock(reward.id(), 7))).await();
    others.insertBeforeNextLook(faster);

    Reply answer =
        new Node(
                vertx,
                new Node.Stores(events, rewards, others, activities, attempts),
                CLOCK,
                Duration.ZERO)
            .claim("usr_1", event.id(), null, "k")
            .await();

    assertThat(answer.headers()).containsEntry("Idempotency-Replayed", "true");
    assertThat(held(answer.body())).containsExactly(reward.id() + "#1");
  }

  /** Another node sold one of two units in hand: that one is replaced, the other one kept. */
  @Test
  void all_oneSerialTaken_theOthersKept() {
    Event event = kept(with(anEvent(), TOGETHER));
    Reward gems = kept(aReward(event.id(), 100));
    Reward cup = kept(aReward(event.id(), 100));
    claims.insert(aClaim(event.id(), "usr_9", Locks.stock(cup.id(), 1)));

    List<String> held = held(node.claim("usr_1", event.id(), null, null).await().body());

    assertThat(held.get(0)).isEqualTo(gems.id() + "#1");
    assertThat(held.get(1)).startsWith(cup.id() + "#").isNotEqualTo(cup.id() + "#1");
  }
}
