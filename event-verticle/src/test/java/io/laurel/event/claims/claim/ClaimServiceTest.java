package io.laurel.event.claims.claim;

import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.bus.Reply;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.event.InMemoryEventStore;
import io.laurel.event.catalog.reward.InMemoryRewardStore;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ClaimServiceTest {
  private final Vertx vertx = Vertx.vertx();
  private final InMemoryEventStore events = new InMemoryEventStore();
  private final InMemoryRewardStore rewards = new InMemoryRewardStore();
  private final InMemoryClaimStore claims = new InMemoryClaimStore();
  private final Node node = new Node(vertx, events, rewards, claims, CLOCK);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Event kept(Event event) {
    events.insert(event, anEntry("x")).await();
    return event;
  }

  private Reward kept(Reward reward) {
    rewards.insert(reward, anEntry("x")).await();
    return reward;
  }

  private static String refusal(Future<Reply> answer) {
    return catchThrowableOfType(Failure.class, answer::await).code();
  }

  @Test
  void submit_unlimited_grantedWithSnapshot() {
    Event event = kept(anEvent());
    Reward reward = kept(aReward(event.id(), null));

    JsonObject claim = node.claim("usr_1", event.id(), reward.id(), null).await().body();

    assertThat(claim.getString("status")).isEqualTo("GRANTED");
    assertThat(claim.getString("userId")).isEqualTo("usr_1");
    assertThat(claim.getInteger("eventVersion")).isEqualTo(1);
    JsonObject snapshot = claim.getJsonArray("rewards").getJsonObject(0);
    assertThat(snapshot)
        .isEqualTo(
            new JsonObject()
                .put("rewardId", reward.id())
                .put("version", 1)
                .put("name", "100 gems")
                .put("type", "CURRENCY")
                .put("quantity", 100L)
                .put("attributes", reward.terms().attributes()));
  }

  @Test
  void submit_eventAndRewardEditedBefore_saysWhichVersionsJudgedIt() {
    Event event = kept(anEvent(EventState.DRAFT, NOW.minusSeconds(5), NOW.plusSeconds(5)));
    Reward made = aReward(event.id(), null);
    kept(new Reward(made.id(), event.id(), made.terms(), null, 3, NOW, NOW, null));
    events.replace(event.in(EventState.PUBLISHED, NOW), anEntry("x")).await();

    JsonObject claim = node.claim("usr_1", event.id(), null, null).await().body();

    assertThat(claim.getInteger("eventVersion")).isEqualTo(2);
    assertThat(claim.getJsonArray("rewards").getJsonObject(0).getInteger("version")).isEqualTo(3);
  }

  @Test
  void submit_limited_serialInClaim() {
    Event event = kept(anEvent());
    kept(aReward(event.id(), 1));

    JsonObject claim = node.claim("usr_1", event.id(), null, null).await().body();

    assertThat(claim.getJsonArray("rewards").getJsonObject(0).getInteger("serial")).isEqualTo(1);
  }

  @Test
  void submit_again_alreadyClaimed() {
    Event event = kept(anEvent());
    kept(aReward(event.id(), 10));
    node.claim("usr_1", event.id(), null, null).await();

    assertThat(refusal(node.claim("usr_1", event.id(), null, null))).isEqualTo("already-claimed");
  }

  @Test
  void submit_againWhenSoldOut_alreadyClaimedWins() {
    Event event = kept(anEvent());
    kept(aReward(event.id(), 1));
    node.claim("usr_1", event.id(), null, null).await();

    assertThat(refusal(node.claim("usr_2", event.id(), null, null))).isEqualTo("out-of-stock");
    assertThat(refusal(node.claim("usr_1", event.id(), null, null))).isEqualTo("already-claimed");
  }

  @Test
  void submit_sameKey_sameClaimReplayed() {
    Event event = kept(anEvent());
    kept(aReward(event.id(), 10));
    Reply first = node.claim("usr_1", event.id(), null, "k").await();

    Reply second = node.claim("usr_1", event.id(), null, "k").await();

    assertThat(second.body()).isEqualTo(first.body());
    assertThat(first.headers()).isEmpty();
    assertThat(second.headers()).containsEntry("Idempotency-Replayed", "true");
  }

  @Test
  void submit_whenNobodyWaitsAnyMore_makesNothing() {
    Event event = kept(anEvent());
    kept(aReward(event.id(), 10));

    assertThat(refusal(node.claimWithin(Duration.ZERO, "usr_1", event.id(), "k")))
        .isEqualTo("deadline-exceeded");
    assertThat(refusal(node.claimAllWithin(Duration.ZERO, "usr_1", "all")))
        .isEqualTo("deadline-exceeded");

    Reply first = node.claimWithin(Duration.ofMinutes(1), "usr_1", event.id(), "k").await();
    assertThat(first.headers()).as("of a claim that is new").isEmpty();
  }

  @Test
  void submit_sameKeyOtherBody_keyReused() {
    Event event = kept(anEvent());
    Reward reward = kept(aReward(event.id(), 10));
    node.claim("usr_1", event.id(), null, "k").await();

    assertThat(refusal(node.claim("usr_1", event.id(), reward.id(), "k")))
        .isEqualTo("idempotency-key-reused");
  }

  @Test
  void submit_sameKeyOtherUserOrEvent_ownClaims() {
    Event event = kept(anEvent());
    kept(aReward(event.id(), 10));
    Event other = kept(anEvent());
    kept(aReward(other.id(), 10));

    String first = node.claim("usr_1", event.id(), null, "k").await().body().getString("id");
    String second = node.claim("usr_2", event.id(), null, "k").await().body().getString("id");
    String third = node.claim("usr_1", other.id(), null, "k").await().body().getString("id");

    assertThat(first).isNotEqualTo(second).isNotEqualTo(third);
  }

  @Test
  void submit_sameKeyAfterTheEventWasCanceled_stillItsClaim() {
    Event event = kept(anEvent());
    kept(aReward(event.id(), 10));
    Reply first = node.claim("usr_1", event.id(), null, "k").await();
    events.replace(event.in(EventState.CANCELED, NOW), anEntry(event.id())).await();
    Node elsewhere = new Node(vertx, events, rewards, claims, CLOCK);

    assertThat(elsewhere.claim("usr_1", event.id(), null, "k").await().body())
        .isEqualTo(first.body());
    assertThat(refusal(elsewhere.claim("usr_1", event.id(), null, "other")))
        .isEqualTo("event-not-active");
  }

  @Test
  void submit_noReward_rewardNotFound() {
    Event event = kept(anEvent());

    assertThat(refusal(node.claim("usr_1", event.id(), null, null))).isEqualTo("reward-not-found");
  }

  @Test
  void submit_twoRewardsNoneNamed_rewardRequired() {
    Event event = kept(anEvent());
    kept(aReward(event.id(), null));
    kept(aReward(event.id(), null));

    assertThat(refusal(node.claim("usr_1", event.id(), null, null))).isEqualTo("reward-required");
  }

  @Test
  void submit_twoRewards_eachOnce() {
    Event event = kept(anEvent());
    Reward one = kept(aReward(event.id(), 5));
    Reward two = kept(aReward(event.id(), null));

    node.claim("usr_1", event.id(), one.id(), null).await();
    node.claim("usr_1", event.id(), two.id(), null).await();

    assertThat(refusal(node.claim("usr_1", event.id(), two.id(), null)))
        .isEqualTo("already-claimed");
  }

  @Test
  void submit_anotherEventsReward_rewardNotFound() {
    Event event = kept(anEvent());
    Reward foreign = kept(aReward(kept(anEvent()).id(), null));
    kept(aReward(event.id(), null));

    assertThat(refusal(node.claim("usr_1", event.id(), foreign.id(), null)))
        .isEqualTo("reward-not-found");
  }

  @Test
  void submit_unknownEventOrDraft_eventNotFound() {
    Event draft = kept(anEvent(EventState.DRAFT, NOW, NOW.plusSeconds(5)));

    assertThat(refusal(node.claim("usr_1", "evt_none", null, null))).isEqualTo("event-not-found");
    assertThat(refusal(node.claim("usr_1", draft.id(), null, null))).isEqualTo("event-not-found");
  }

  @ParameterizedTest
  @EnumSource(
      value = EventState.class,
      names = {"PAUSED", "CANCELED"})
  void submit_pausedOrCanceled_eventNotActive(EventState state) {
    Event event = kept(anEvent(state, NOW.minusSeconds(5), NOW.plusSeconds(5)));
    kept(aReward(event.id(), null));

    assertThat(refusal(node.claim("usr_1", event.id(), null, null))).isEqualTo("event-not-active");
  }

  /** The event runs for 10 ms and takes claims for an hour more. */
  @ParameterizedTest
  @CsvSource({"-1,false", "0,true", "9,true", "10,true", "3600010,true", "3600011,false"})
  void submit_atTheEdgesOfItsTime_asPromised(long millisAfterStart, boolean taken) {
    Event event = kept(anEvent(EventState.PUBLISHED, NOW, NOW.plusMillis(10)));
    kept(aReward(event.id(), null));
    Clock then = Clock.offset(CLOCK, Duration.ofMillis(millisAfterStart));
    Future<Reply> answer =
        new Node(vertx, events, rewards, claims, then).claim("usr_1", event.id(), null, null);

    if (taken) {
      assertThat(answer.await().body().getString("status")).isEqualTo("GRANTED");
    } else {
      assertThat(refusal(answer)).isEqualTo("event-not-active");
    }
  }

  @Test
  void submit_publishedElsewhereAfterARefusal_takenAtOnce() {
    Event event = kept(anEvent(EventState.DRAFT, NOW.minusSeconds(5), NOW.plusSeconds(5)));
    kept(aReward(event.id(), null));
    assertThat(refusal(node.claim("usr_1", event.id(), null, null))).isEqualTo("event-not-found");

    events.replace(event.in(EventState.PUBLISHED, NOW), anEntry(event.id())).await();

    assertThat(
            node.claim("usr_1", event.id(), null, null).await().body().getInteger("eventVersion"))
        .isEqualTo(2);
  }
}
