package io.laurel.event.claims.claim;

import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.asking;
import static io.laurel.event.Fixtures.wins;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.bus.Reply;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.event.InMemoryEventStore;
import io.laurel.event.catalog.reward.InMemoryRewardStore;
import io.laurel.event.catalog.reward.Reward;
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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims judged by what their user did, what is kept of refused ones, and progress. */
final class ConditionedClaimTest {
  private final Vertx vertx = Vertx.vertx();
  private final InMemoryEventStore events = new InMemoryEventStore();
  private final InMemoryRewardStore rewards = new InMemoryRewardStore();
  private final InMemoryClaimStore claims = new InMemoryClaimStore();
  private final InMemoryActivityStore activities = new InMemoryActivityStore();
  private final InMemoryAttemptStore attempts = new InMemoryAttemptStore();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Node at(Clock clock) {
    return new Node(
        vertx,
        new Node.Stores(events, rewards, claims, activities, attempts),
        clock,
        Duration.ofHours(1));
  }

  private Event kept(Event event) {
    events.insert(event, anEntry("x")).await();
    return event;
  }

  private Reward kept(Reward reward) {
    rewards.insert(reward, anEntry("x")).await();
    return reward;
  }

  private void win(String id, Instant at) {
    activities.record(List.of(Activities.of(id, "usr_1", "WIN", 1, at))).await();
  }

  private static Failure refusal(Future<Reply> answer) {
    return catchThrowableOfType(Failure.class, answer::await);
  }

  private static JsonObject measured(long current, long target) {
    return new JsonObject()
        .put("type", "ACTIVITY_COUNT")
        .put("label", target + " wins")
        .put("current", current)
        .put("target", target)
        .put("met", current >= target);
  }

  private Attempts attempts(Reward reward) {
    return attempts.find(new Attempted(reward.eventId(), reward.id(), "usr_1")).await();
  }

  @Test
  void submit_allMet_grantedAndMeasuredKept() {
    Event event = kept(asking(anEvent(), wins(1)));
    kept(asking(aReward(event.id(), null), wins(2)));
    win("a", NOW);
    win("b", NOW);

    JsonObject claim = at(CLOCK).claim("usr_1", event.id(), null, null).await().body();

    assertThat(claim.getJsonArray("conditions"))
        .isEqualTo(new JsonArray().add(measured(2, 1)).add(measured(2, 2)));
    assertThat(claims.find(claim.getString("id")).await().conditions())
        .extracting(one -> one.current() + "/" + one.target())
        .containsExactly("2/1", "2/2");
  }

  @Test
  void submit_tierNotReached_refusalTellsEachAndTravels() {
    Event event = kept(asking(anEvent(), wins(1)));
    Reward bronze = kept(aReward(event.id(), null));
    Reward gold = kept(asking(aReward(event.id(), 5), wins(2)));
    win("a", NOW);
    Node node = at(CLOCK);

    Failure failure = refusal(node.claim("usr_1", event.id(), gold.id(), null));

    JsonObject problem = Failure.fromProblem(failure.toProblem("req").encode()).toProblem("req");
    assertThat(problem.getString("code")).isEqualTo("conditions-not-met");
    assertThat(problem.getInteger("status")).isEqualTo(422);
    assertThat(problem.getJsonArray("conditions").encode())
        .isEqualTo(new JsonArray().add(measured(1, 1)).add(measured(1, 2)).encode());
    assertThat(node.claim("usr_1", event.id(), bronze.id(), null).await().body()).isNotNull();
  }

  @Test
  void submit_rightAfterTheFact_seesIt() {
    Event event = kept(asking(anEvent(), wins(1)));
    kept(aReward(event.id(), null));
    Node node = at(CLOCK);
    assertThat(refusal(node.claim("usr_1", event.id(), null, null)).code())
        .isEqualTo("conditions-not-met");

    win("a", NOW);

    assertThat(node.claim("usr_1", event.id(), null, null).await().body()).isNotNull();
  }

  /** C4: the event ends 10 ms after NOW and takes claims for an hour more. */
  @ParameterizedTest
  @CsvSource({"-1, false", "0, true", "9, true", "10, false", "11, false"})
  void submit_afterTheEnd_whatWasBeforeItCounts(long millis, boolean counts) {
    Event event = kept(asking(anEvent(EventState.PUBLISHED, NOW, NOW.plusMillis(10)), wins(1)));
    kept(aReward(event.id(), null));
    win("a", NOW.plusMillis(millis));
    Clock later = Clock.offset(CLOCK, Duration.ofMinutes(59));

    Future<Reply> answer = at(later).claim("usr_1", event.id(), null, null);

    assertThat(answer.transform(done -> Future.succeededFuture(done.succeeded())).await())
        .isEqualTo(counts);
  }

  @Test
  void submit_refusedAgainAndAgain_oneAttemptDocument() {
    Event event = kept(asking(anEvent(), wins(1)));
    Reward reward = kept(aReward(event.id(), 1));
    Node node = at(CLOCK);
    refusal(node.claim("usr_1", event.id(), null, null));
    refusal(node.claim("usr_1", event.id(), null, null));
    assertThat(attempts(reward).lastCode()).isEqualTo("conditions-not-met");
    win("a", NOW);
    node.claim("usr_1", event.id(), null, null).await();

    refusal(node.claim("usr_1", event.id(), null, null));

    assertThat(attempts(reward).count()).isEqualTo(3);
    assertThat(attempts(reward).lastCode()).isEqualTo("already-claimed");
    assertThat(attempts(reward).lastAt()).isEqualTo(NOW);
  }

  @Test
  void submit_refusedForOtherReasons_nothingKept() {
    Event event = kept(anEvent());
    Reward reward = kept(aReward(event.id(), null));
    Node node = at(CLOCK);
    node.claim("usr_1", event.id(), null, "key").await();

    refusal(node.claim("usr_1", event.id(), "rwd_none", null));
    refusal(node.claim("usr_1", event.id(), reward.id(), "key"));

    assertThat(attempts(reward)).isNull();
  }

  @Test
  void submit_tooEarly_attemptKept() {
    Event event = kept(anEvent(EventState.PUBLISHED, NOW.plusMillis(1), NOW.plusMillis(9)));
    Reward reward = kept(aReward(event.id(), null));

    refusal(at(CLOCK).claim("usr_1", event.id(), null, null));

    assertThat(attempts(reward).lastCode()).isEqualTo("event-not-active");
  }

  @Test
  void submit_attemptsCannotBeKept_theRefusalStands() {
    Event event = kept(asking(anEvent(), wins(1)));
    kept(aReward(event.id(), null));
    InMemoryAttemptStore away = new InMemoryAttemptStore(Failure.internal());
    Node node =
        new Node(
            vertx,
            new Node.Stores(events, rewards, claims, activities, away),
            CLOCK,
            Duration.ofHours(1));

    assertThat(refusal(node.claim("usr_1", event.id(), null, null)).code())
        .isEqualTo("conditions-not-met");
  }

  @Test
  void progress_tiers_eachWithWhatStandsInTheWay() {
    Event event = kept(asking(anEvent(), wins(1)));
    Reward bronze = kept(aReward(event.id(), null));
    Reward gold = kept(asking(aReward(event.id(), 1), wins(2)));
    win("a", NOW);
    Node node = at(CLOCK);
    node.claim("usr_1", event.id(), bronze.id(), null).await();
    activities.record(List.of(Activities.of("x", "usr_2", "WIN", 1, NOW))).await();
    activities.record(List.of(Activities.of("y", "usr_2", "WIN", 1, NOW))).await();
    node.claim("usr_2", event.id(), gold.id(), null).await();

    JsonObject mine = node.progress("usr_1", event.id()).await();

    assertThat(mine.getString("eventId")).isEqualTo(event.id());
    assertThat(mine.getJsonArray("conditions")).isEqualTo(new JsonArray().add(measured(1, 1)));
    assertThat(reward(mine, bronze))
        .isEqualTo(
            new JsonObject()
                .put("rewardId", bronze.id())
                .put("claimable", false)
                .put("why", new JsonArray().add("already-claimed")));
    assertThat(reward(mine, gold))
        .isEqualTo(
            new JsonObject()
                .put("rewardId", gold.id())
                .put("claimable", false)
                .put("why", new JsonArray().add("conditions-not-met").add("out-of-stock"))
                .put("conditions", new JsonArray().add(measured(1, 2))));
    assertThat(reward(node.progress("usr_3", event.id()).await(), bronze).getJsonArray("why"))
        .containsExactly("conditions-not-met");
  }

  @Test
  void progress_claimable_sayNothingAndPausedOrDraftItsCode() {
    Event open = kept(anEvent());
    Reward free = kept(aReward(open.id(), 3));
    Event paused = kept(anEvent(EventState.PAUSED, NOW.minusSeconds(1), NOW.plusSeconds(1)));
    Reward shut = kept(aReward(paused.id(), null));
    Event draft = kept(anEvent(EventState.DRAFT, NOW.minusSeconds(1), NOW.plusSeconds(1)));
    Node node = at(CLOCK);

    assertThat(reward(node.progress("usr_1", open.id()).await(), free).getBoolean("claimable"))
        .isTrue();
    assertThat(reward(node.progress("usr_1", paused.id()).await(), shut).getJsonArray("why"))
        .containsExactly("event-not-active");
    assertThat(
            catchThrowableOfType(Failure.class, () -> node.progress("usr_1", draft.id()).await())
                .code())
        .isEqualTo("event-not-found");
  }

  private static JsonObject reward(JsonObject progress, Reward reward) {
    return progress.getJsonArray("rewards").stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("rewardId").equals(reward.id()))
        .findFirst()
        .orElseThrow();
  }
}
