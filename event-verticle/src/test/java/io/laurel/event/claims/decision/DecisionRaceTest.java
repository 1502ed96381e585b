package io.laurel.event.claims.decision;

import static io.laurel.event.Calls.codeOf;
import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.entries;
import static io.laurel.event.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.InMemoryAuditStore;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.event.ClaimRules;
import io.laurel.event.catalog.event.ClaimRules.Approval;
import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.MongoEventStore;
import io.laurel.event.catalog.reward.MongoRewardStore;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.stock.Decade;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.event.claims.claim.MongoClaimStore;
import io.laurel.event.claims.claim.Node;
import io.laurel.mongo.TestDatabase;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Staff on several nodes who decide about one claim at once, while players claim. */
final class DecisionRaceTest {
  private final TestDatabase test = new TestDatabase();
  private final InMemoryAuditStore audit = new InMemoryAuditStore();
  private final MongoEventStore events =
      new MongoEventStore(test.database(), audit, gone -> Future.succeededFuture());
  private final MongoRewardStore rewards = new MongoRewardStore(test.database(), audit);
  private final MongoClaimStore claims = new MongoClaimStore(test.database(), audit);
  private final Node one = new Node(test.vertx(), events, rewards, claims, CLOCK);
  private final Node two = new Node(test.vertx(), events, rewards, claims, CLOCK);

  @BeforeEach
  void prepare() {
    Future.all(events.prepare(), rewards.prepare(), claims.prepare()).await();
  }

  @AfterEach
  void close() {
    test.close();
  }

  private Event kept(Approval approval) {
    Event event = with(anEvent(), new ClaimRules(Mode.ALL, approval));
    events.insert(event, anEntry("x")).await();
    return event;
  }

  private Reward keptReward(Event event, Integer stock) {
    Reward reward = aReward(event.id(), stock);
    rewards.insert(reward, anEntry("x")).await();
    return reward;
  }

  private String claimed(Event event, String userId) {
    return one.claim(userId, event.id(), null, null).await().body().getString("id");
  }

  @ParameterizedTest
  @CsvSource({
    "MANUAL,claim.approve,claim.reject,claim-not-pending",
    "MANUAL,claim.reject,claim.reject,claim-not-pending",
    "AUTO,claim.revoke,claim.revoke,claim-not-granted"
  })
  void decide_twoAtOnce_oneWinsTheOtherIsTold(
      Approval approval, String first, String second, String code) {
    Event event = kept(approval);
    keptReward(event, 1_000);
    for (int round = 0; round < 40; round++) {
      String id = claimed(event, "usr_" + round);

      Future<Reply> olga = one.decide(first, "usr_olga", id, "because");
      Future<Reply> otto = two.decide(second, "usr_otto", id, "because");

      assertThat(List.of(codeOf(olga), codeOf(otto))).containsExactlyInAnyOrder("done", code);
      Claim claim = claims.find(id).await();
      Reply won = olga.succeeded() ? olga.result() : otto.result();
      assertThat(won.body().getString("status")).isEqualTo(claim.status().name());
      assertThat(claim.history()).hasSize(2);
      assertThat(claim.lastChange().by()).isEqualTo(won.body().getString("decidedBy"));
      assertThat(entries(audit, id)).hasSize(1);
      assertThat(entries(audit, id).get(0).actor()).isEqualTo(claim.lastChange().by());
    }
  }

  /** The loops end when the unit is claimable: with what a scan finds, within the verdict's age. */
  @ParameterizedTest
  @CsvSource({"MANUAL,claim.reject", "AUTO,claim.revoke"})
  @Timeout(60)
  void release_lastUnit_oneClaimGetsItOnWhicheverNode(Approval approval, String operation) {
    Event event = kept(approval);
    Reward reward = keptReward(event, 1);
    keptReward(event, null);
    String id = claimed(event, "usr_ada");
    assertThat(codeOf(two.claim("usr_x", event.id(), null, null))).isEqualTo("out-of-stock");

    Future<Reply> decision = one.decide(operation, "usr_olga", id, "because");
    int granted = 0;
    int round = 0;
    while (granted == 0) {
      List<Future<Reply>> answers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        answers.add(two.claim("usr_" + round++, event.id(), null, null));
      }
      granted += (int) answers.stream().filter(answer -> codeOf(answer).equals("done")).count();
    }

    assertThat(codeOf(decision)).isEqualTo("done");
    assertThat(granted).isEqualTo(1);
    assertThat(claims.countHeld(event.id(), reward.id(), Decade.ALL).await()).isEqualTo(1);
    assertThat(claims.find(id).await().locks()).containsExactly("released:" + id);
  }

  /**
   * While staff reject, the rejected claim again: at no moment two of one user's hold something.
   */
  @Test
  void reject_whileItsUserClaims_oneClaimHoldsSomething() {
    Event event = kept(Approval.MANUAL);
    Reward reward = keptReward(event, 3);
    for (int round = 0; round < 20; round++) {
      String userId = "usr_" + round;
      String id = claimed(event, userId);
      List<Future<Reply>> racing = new ArrayList<>();
      racing.add(one.decide("claim.reject", "usr_olga", id, "because"));
      for (int i = 0; i < 10; i++) {
        racing.add((i % 2 == 0 ? one : two).claim(userId, event.id(), null, null));
      }
      Future.join(racing).transform(done -> Future.succeededFuture()).await();

      List<Future<Reply>> again =
          racing.subList(1, racing.size()).stream().filter(Future::succeeded).toList();
      assertThat(claims.find(id).await().status()).isEqualTo(ClaimStatus.REJECTED);
      assertThat(again).hasSizeLessThan(2);
      assertThat(claims.countHeld(event.id(), reward.id(), Decade.ALL).await())
          .isEqualTo(again.size());
      for (Future<Reply> claim : again) {
        String later = claim.result().body().getString("id");
        one.decide("claim.reject", "usr_olga", later, "because").await();
      }
    }
  }
}
