package io.laurel.event.claims.claim;

import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.bus.Reply;
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
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Claims of several in one: all or none. */
final class CountedClaimTest {
  private final Vertx vertx = Vertx.vertx();
  private final InMemoryEventStore events = new InMemoryEventStore();
  private final InMemoryRewardStore rewards = new InMemoryRewardStore();
  private final InMemoryClaimStore claims = new InMemoryClaimStore();
  private final Node node = node();
  private final Event event = anEvent();

  CountedClaimTest() {
    events.insert(event, anEntry("x")).await();
  }

  private Node node() {
    return new Node(vertx, events, rewards, claims, CLOCK);
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Reward kept(Integer stock, int limit) {
    Reward reward = with(aReward(event.id(), stock), new Limit(limit, Period.EVENT));
    rewards.insert(reward, anEntry("x")).await();
    return reward;
  }

  private static Failure refusal(Future<Reply> answer) {
    return catchThrowableOfType(Failure.class, answer::await);
  }

  private static Integer left(Failure refusal) {
    return refusal.toProblem("r").getInteger("left");
  }

  private int held(Reward reward) {
    return claims.countHeld(event.id(), reward.id(), Decade.ALL).await();
  }

  private static List<Integer> serials(JsonObject claim) {
    return claim.getJsonArray("rewards").getJsonObject(0).getJsonArray("serials").stream()
        .map(Integer.class::cast)
        .toList();
  }

  @Test
  void submit_fiveOfTen_fiveUnitsInOneClaim() {
    Reward reward = kept(10, 7);

    JsonObject claim = node.claimSeveral("usr_1", reward, 5).await().body();

    JsonObject granted = claim.getJsonArray("rewards").getJsonObject(0);
    assertThat(granted.getInteger("count")).isEqualTo(5);
    assertThat(granted.getLong("quantity")).isEqualTo(100L);
    assertThat(granted.containsKey("serial")).isFalse();
    assertThat(serials(claim)).hasSize(5).doesNotHaveDuplicates();
    assertThat(claims.find(claim.getString("id")).await().locks()).hasSize(10);
    assertThat(held(reward)).isEqualTo(5);
  }

  @Test
  void submit_oneSaid_asIfNothingWereSaid() {
    Reward reward = kept(10, 7);

    JsonObject granted =
        node.claimSeveral("usr_1", reward, 1)
            .await()
            .body()
            .getJsonArray("rewards")
            .getJsonObject(0);

    assertThat(granted.containsKey("count")).isFalse();
    assertThat(granted.getInteger("serial")).isEqualTo(1);
  }

  @Test
  void submit_unlimited_countWithoutSerials() {
    Reward reward = kept(null, 7);

    JsonObject granted =
        node.claimSeveral("usr_1", reward, 5)
            .await()
            .body()
            .getJsonArray("rewards")
            .getJsonObject(0);

    assertThat(granted.getInteger("count")).isEqualTo(5);
    assertThat(granted.containsKey("serials")).isFalse();
  }

  @Test
  void submit_moreThanAreLeftToHer_alreadyClaimedWithWhatIsLeftAndNothingTaken() {
    Reward reward = kept(100, 7);
    node.claimSeveral("usr_1", reward, 5).await();

    Failure refusal = refusal(node.claimSeveral("usr_1", reward, 3));

    assertThat(refusal.code()).isEqualTo("already-claimed");
    assertThat(left(refusal)).isEqualTo(2);
    assertThat(held(reward)).isEqualTo(5);
    assertThat(node.claimSeveral("usr_1", reward, 2).await().body()).isNotNull();
    assertThat(left(refusal(node.claimSeveral("usr_1", reward, 1)))).isZero();
  }

  @Test
  void submit_moreThanTheLimitEverAdmits_alreadyClaimedWithWhatIsLeft() {
    Reward reward = kept(100, 3);

    Failure fresh = refusal(node.claimSeveral("usr_1", reward, 4));
    node.claimSeveral("usr_1", reward, 2).await();
    Failure later = refusal(node.claimSeveral("usr_1", reward, 4));

    assertThat(fresh.code()).isEqualTo("already-claimed");
    assertThat(left(fresh)).isEqualTo(3);
    assertThat(left(later)).isEqualTo(1);
    assertThat(held(reward)).isEqualTo(2);
  }

  @Test
  void submit_fiveOfAStockOfThree_outOfStockAndNoneTaken() {
    Reward reward = kept(3, 10);

    assertThat(refusal(node.claimSeveral("usr_1", reward, 5)).code()).isEqualTo("out-of-stock");

    assertThat(held(reward)).isZero();
    assertThat(serials(node.claimSeveral("usr_2", reward, 3).await().body()))
        .containsExactlyInAnyOrder(1, 2, 3);
    assertThat(refusal(node.claimSeveral("usr_3", reward, 2)).code()).isEqualTo("out-of-stock");
  }

  @Test
  void submit_givenBackWhileTooFewWereLeft_claimableAtOnce() {
    Reward reward = kept(5, 10);
    String first = node.claimSeveral("usr_1", reward, 3).await().body().getString("id");
    assertThat(refusal(node.claimSeveral("usr_2", reward, 5)).code()).isEqualTo("out-of-stock");

    node.decide("claim.revoke", "usr_olga", first, "Cheat").await();

    assertThat(held(reward)).isZero();
    assertThat(serials(node.claimSeveral("usr_2", reward, 5).await().body()))
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5);
  }

  /** P10: one of them gets all five; nobody is refused while five are free. */
  @Test
  void submit_twoNodesAfterTheLastFive_oneHasThemAll() {
    for (int round = 0; round < 50; round++) {
      Reward reward = kept(5, 10);
      List<Node> nodes = List.of(node(), node());
      List<Future<Reply>> all = new ArrayList<>();
      for (int user = 0; user < 10; user++) {
        all.add(nodes.get(user % 2).claimSeveral("usr_" + user, reward, 5));
      }
      Future.join(all).otherwiseEmpty().await();

      assertThat(all).as("round %s", round).filteredOn(Future::succeeded).hasSize(1);
      assertThat(held(reward)).isEqualTo(5);
    }
  }

  @Test
  void submit_manyOfManySizes_everyUnitOnceAndNoneLeftThatAnybodyWanted() {
    Reward reward = kept(100, 100);
    List<Node> nodes = List.of(node(), node(), node());
    List<Future<Reply>> all = new ArrayList<>();
    for (int user = 0; user < 120; user++) {
      all.add(nodes.get(user % 3).claimSeveral("usr_" + user, reward, 1 + user % 4));
    }
    Future.join(all).otherwiseEmpty().await();

    List<Integer> sold =
        claims.all().stream()
            .flatMap(claim -> claim.rewards().stream())
            .flatMap(granted -> granted.serials().stream())
            .toList();
    assertThat(sold).hasSize(100).doesNotHaveDuplicates();
  }

  /** P10: a user's own parallel calls of two each, of seven: three get through, none less. */
  @Test
  void submit_parallelOfOneUser_refusedOnlyWhileFewerAreLeft() {
    Reward reward = kept(null, 7);
    List<Node> nodes = List.of(node(), node());
    List<Future<Reply>> all =
        IntStream.range(0, 20)
            .mapToObj(i -> nodes.get(i % 2).claimSeveral("usr_1", reward, 2))
            .toList();
    Future.join(all).otherwiseEmpty().await();

    assertThat(all).filteredOn(Future::succeeded).hasSize(3);
    assertThat(all)
        .filteredOn(Future::failed)
        .allSatisfy(refused -> assertThat(left((Failure) refused.cause())).isEqualTo(1));
  }

  @Test
  void submit_togetherWithACount_refusedWithItsPointer() {
    Event together = with(anEvent(), new ClaimRules(Mode.ALL, Approval.AUTO));
    events.insert(together, anEntry("x")).await();
    rewards.insert(aReward(together.id(), 5), anEntry("x")).await();
    JsonObject ignored = new JsonObject().put("count", 2);

    Failure refusal = refusal(node.claimTogether("usr_1", together.id(), ignored));

    assertThat(refusal.code()).isEqualTo("invalid-request");
    assertThat(refusal.faults()).extracting(Failure.Fault::pointer).containsExactly("/count");
  }

  @Test
  void toDocument_several_readBackTheSame() {
    ClaimedReward several =
        new ClaimedReward("rwd_1", 1, "Key", "COUPON", 1, null, 3, List.of(4, 9, 2), true, "end_1");

    assertThat(ClaimedReward.fromDocument(several.toDocument())).isEqualTo(several);
    JsonObject told = several.toJson();
    several.putCodes(told, key -> "CODE-" + key.serial());
    assertThat(told.getJsonArray("codes"))
        .isEqualTo(new JsonArray().add("CODE-4").add("CODE-9").add("CODE-2"));
    several.putCodes(told.put("codes", "untouched"), key -> key.serial() == 9 ? null : "x");
    assertThat(told.getString("codes")).isEqualTo("untouched");
  }
}
