package io.laurel.event.claims.claimable;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.asking;
import static io.laurel.event.Fixtures.wins;
import static io.laurel.event.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.catalog.event.ClaimRules;
import io.laurel.event.catalog.event.ClaimRules.Approval;
import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.reward.Limit;
import io.laurel.event.catalog.reward.Limit.Period;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.facts.activity.Activities;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a player can have now, over all events. */
final class ClaimableTest extends RunningEvents {
  private List<JsonObject> listed() {
    JsonObject page = node.claimables("usr_1", 100, null).await();
    assertThat(page.containsKey("nextCursor")).isFalse();
    return items(page);
  }

  private static List<JsonObject> items(JsonObject page) {
    return page.getJsonArray("items").stream().map(JsonObject.class::cast).toList();
  }

  private List<String> ids() {
    return listed().stream().map(item -> item.getString("rewardId")).toList();
  }

  @Test
  void list_oneReward_allThatIsTold() {
    Event event = kept(until(NOW.plusSeconds(60)));
    Reward reward = kept(with(aReward(event.id(), 10), new Limit(3, Period.DAY)));
    node.claim("usr_1", event.id(), null, null).await();

    assertThat(listed())
        .containsExactly(
            new JsonObject()
                .put("eventId", event.id())
                .put("eventName", event.terms().name())
                .put("rewardId", reward.id())
                .put("rewardName", "100 gems")
                .put("type", "CURRENCY")
                .put("quantity", 100L)
                .put("claimUntil", Instants.format(event.schedule().claimUntil()))
                .put("remaining", 9)
                .put("left", 2));
  }

  @Test
  void list_unlimited_saysNothingOfWhatRemains() {
    kept(aReward(kept(until(NOW.plusSeconds(60))).id(), null));

    assertThat(listed().get(0).containsKey("remaining")).isFalse();
  }

  @Test
  void list_several_whatEndsFirstFirst() {
    String late = kept(aReward(kept(until(NOW.plusSeconds(90))).id(), null)).id();
    Event soon = kept(until(NOW.plusSeconds(30)));
    List<String> ofSoon =
        Stream.of(kept(aReward(soon.id(), null)), kept(aReward(soon.id(), 5)))
            .map(Reward::id)
            .sorted()
            .toList();

    assertThat(ids()).containsExactly(ofSoon.get(0), ofSoon.get(1), late);
  }

  @Test
  void list_eventsThatTakeNoClaims_left() {
    Instant end = NOW.plusSeconds(60);
    for (EventState state : EventState.values()) {
      if (state != EventState.PUBLISHED) {
        kept(aReward(kept(anEvent(state, NOW.minusSeconds(60), end)).id(), null));
      }
    }
    kept(aReward(kept(anEvent(EventState.PUBLISHED, NOW.plusMillis(1), end)).id(), null));
    Event over =
        kept(anEvent(EventState.PUBLISHED, NOW.minusSeconds(9_000), NOW.minusSeconds(3_600)));
    assertThat(over.schedule().claimUntil()).isEqualTo(NOW);
    kept(aReward(over.id(), null));
    Event begins = kept(anEvent(EventState.PUBLISHED, NOW, end));
    String now = kept(aReward(begins.id(), null)).id();

    assertThat(ids()).containsExactly(now);
  }

  @Test
  void list_whatAClaimWouldNotGet_left() {
    Event event = kept(asking(until(NOW.plusSeconds(60)), wins(1)));
    Event other = kept(until(NOW.plusSeconds(60)));
    kept(aReward(event.id(), null));
    Reward soldOut = kept(aReward(other.id(), 1));
    Reward unmet = kept(asking(aReward(other.id(), null), wins(2)));
    Reward had = kept(aReward(other.id(), null));
    node.claim("usr_other", other.id(), soldOut.id(), null).await();
    node.claim("usr_1", other.id(), had.id(), null).await();
    assertThat(ids()).isEmpty();

    facts
        .record(
            List.of(
                Activities.of("a", "usr_1", "WIN", 1, NOW.minusSeconds(1)),
                Activities.of("b", "usr_1", "WIN", 1, NOW.minusSeconds(2))))
        .await();

    assertThat(ids()).hasSize(2).contains(unmet.id()).doesNotContain(soldOut.id(), had.id());
  }

  /** One read of facts, and yet each event counts what lies in its own window. */
  @Test
  void list_eventsOfDifferentWindows_eachJudgedByItsOwn() {
    Event today =
        kept(
            asking(
                anEvent(EventState.PUBLISHED, NOW.minusSeconds(100), NOW.plusSeconds(60)),
                wins(2)));
    Event month =
        kept(
            asking(
                anEvent(EventState.PUBLISHED, NOW.minus(Duration.ofDays(30)), NOW.plusSeconds(60)),
                wins(3)));
    String ofToday = kept(aReward(today.id(), null)).id();
    String ofMonth = kept(aReward(month.id(), null)).id();
    facts
        .record(
            List.of(
                Activities.of("a", "usr_1", "WIN", 1, NOW.minus(Duration.ofDays(9))),
                Activities.of("b", "usr_1", "WIN", 1, NOW.minusSeconds(101)),
                Activities.of("c", "usr_1", "WIN", 1, NOW.minusSeconds(100))))
        .await();

    assertThat(ids()).containsExactly(ofMonth);
    facts.record(List.of(Activities.of("d", "usr_1", "WIN", 1, NOW.minusSeconds(1)))).await();
    assertThat(ids()).containsExactlyInAnyOrder(ofToday, ofMonth);
  }

  @Test
  void list_givenTogether_allOrNone() {
    Event together =
        kept(with(until(NOW.plusSeconds(60)), new ClaimRules(Mode.ALL, Approval.AUTO)));
    kept(aReward(together.id(), null));
    kept(aReward(together.id(), 1));
    assertThat(ids()).hasSize(2);

    node.claim("usr_other", together.id(), null, null).await();

    assertThat(ids()).isEmpty();
  }

  @Test
  void list_pagesOfTwo_everyRewardOnceAlsoWherePagesCutAnEvent() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Event event = kept(until(NOW.plusSeconds(60 + i)));
      Stream.generate(() -> kept(aReward(event.id(), null)).id())
          .limit(3)
          .sorted()
          .forEach(expected::add);
    }
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      JsonObject page = node.claimables("usr_1", 2, cursor).await();
      items(page).forEach(item -> seen.add(item.getString("rewardId")));
      cursor = page.getString("nextCursor");
    } while (cursor != null);

    assertThat(seen).containsExactlyElementsOf(expected);
  }

  @Test
  void list_twoHundredEventsWithNothing_emptyPageThatGoesOn() {
    for (int i = 0; i < 200; i++) {
      kept(until(NOW.plusSeconds(60)));
    }
    String reward = kept(aReward(kept(until(NOW.plusSeconds(61))).id(), null)).id();

    JsonObject first = node.claimables("usr_1", 20, null).await();
    JsonObject second = node.claimables("usr_1", 20, first.getString("nextCursor")).await();

    assertThat(items(first)).isEmpty();
    assertThat(items(second))
        .extracting(item -> item.getString("rewardId"))
        .containsExactly(reward);
    assertThat(second.containsKey("nextCursor")).isFalse();
  }

  /** 400 rewards are counted for a page and no more, whatever became of them. */
  @Test
  void list_fourHundredSoldOut_emptyPageThatGoesOn() {
    for (int i = 0; i < 4; i++) {
      Event soldOut = kept(until(NOW.plusSeconds(60 + i)));
      IntStream.range(0, 100).forEach(n -> kept(aReward(soldOut.id(), 0)));
    }
    String reward = inEvent(70, 1).id();

    JsonObject first = node.claimables("usr_1", 100, null).await();
    JsonObject second = node.claimables("usr_1", 100, first.getString("nextCursor")).await();

    assertThat(items(first)).isEmpty();
    assertThat(items(second))
        .extracting(item -> item.getString("rewardId"))
        .containsExactly(reward);
    assertThat(second.containsKey("nextCursor")).isFalse();
  }

  @Test
  void list_oneLessThanFourHundredSoldOut_onePage() {
    Event soldOut = kept(until(NOW.plusSeconds(60)));
    IntStream.range(0, 399).forEach(n -> kept(aReward(soldOut.id(), 0)));
    inEvent(70, 1);

    assertThat(ids()).hasSize(1);
  }

  @Test
  void list_anotherPlayers_ownLimits() {
    Event event = kept(until(NOW.plusSeconds(60)));
    kept(aReward(event.id(), null));
    node.claim("usr_2", event.id(), null, null).await();

    assertThat(ids()).hasSize(1);
    assertThat(items(node.claimables("usr_2", 20, null).await())).isEmpty();
  }
}
