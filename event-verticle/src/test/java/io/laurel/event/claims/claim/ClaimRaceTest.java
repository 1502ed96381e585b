package io.laurel.event.claims.claim;

import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.InMemoryAuditStore;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.MongoEventStore;
import io.laurel.event.catalog.reward.MongoRewardStore;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.stock.Decade;
import io.laurel.failure.Failure;
import io.laurel.mongo.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three nodes on one database: P1 and P2 under real concurrency. */
final class ClaimRaceTest {
  private final TestDatabase test = new TestDatabase();
  private final MongoEventStore events =
      new MongoEventStore(
          test.database(), new InMemoryAuditStore(), gone -> Future.succeededFuture());
  private final MongoRewardStore rewards =
      new MongoRewardStore(test.database(), new InMemoryAuditStore());
  private final MongoClaimStore claims =
      new MongoClaimStore(test.database(), new InMemoryAuditStore());
  private final List<Node> nodes =
      IntStream.range(0, 3)
          .mapToObj(i -> new Node(test.vertx(), events, rewards, claims, CLOCK))
          .toList();
  private final Event event = anEvent();

  @BeforeEach
  void prepare() {
    Future.all(events.prepare(), rewards.prepare(), claims.prepare()).await();
    events.insert(event, anEntry("x")).await();
  }

  @AfterEach
  void close() {
    test.close();
  }

  private Reward kept(Integer stock) {
    Reward reward = aReward(event.id(), stock);
    rewards.insert(reward, anEntry("x")).await();
    return reward;
  }

  private static List<Future<Reply>> all(List<Future<Reply>> answers) {
    Future.join(answers).transform(done -> Future.succeededFuture()).await();
    return answers;
  }

  private static String outcome(Future<Reply> answer) {
    if (answer.succeeded()) {
      return "granted";
    }
    return answer.cause() instanceof Failure failure ? failure.code() : answer.cause().toString();
  }

  private static Map<String, Long> outcomes(List<Future<Reply>> answers) {
    return answers.stream()
        .map(ClaimRaceTest::outcome)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  @Test
  void submit_oneUserManyTimesEverywhere_oneGrantTheRestAlreadyClaimed() {
    Reward reward = kept(50);
    List<Future<Reply>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      for (int user = 0; user < 20; user++) {
        answers.add(nodes.get(i % 3).claim("usr_" + user, event.id(), reward.id(), null));
      }
    }

    assertThat(outcomes(all(answers)))
        .containsOnly(Map.entry("granted", 20L), Map.entry("already-claimed", 380L));
  }

  @Test
  void submit_sameKeyEverywhere_allAnswersEqual() {
    Reward reward = kept(50);
    List<Future<Reply>> answers = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      answers.add(nodes.get(i % 3).claim("usr_1", event.id(), reward.id(), "key"));
    }

    Set<JsonObject> bodies =
        all(answers).stream().map(answer -> answer.result().body()).collect(Collectors.toSet());

    assertThat(bodies).hasSize(1);
    assertThat(claims.countHeld(event.id(), reward.id(), Decade.ALL).await()).isEqualTo(1);
  }

  @Test
  void submit_moreUsersThanStock_everyUnitSoldOnceNoneTwice() {
    int stock = 100;
    Reward reward = kept(stock);
    // A node that took a block and died.
    rewards.takeSerials(reward.id(), stock, 30).await();
    List<Future<Reply>> answers = new ArrayList<>();
    for (int user = 0; user < 600; user++) {
      answers.add(nodes.get(user % 3).claim("usr_" + user, event.id(), reward.id(), null));
    }

    Map<String, Long> outcomes = outcomes(all(answers));

    assertThat(outcomes).containsOnly(Map.entry("granted", 100L), Map.entry("out-of-stock", 500L));
    List<Integer> serials =
        answers.stream()
            .filter(Future::succeeded)
            .map(
                answer ->
                    answer
                        .result()
                        .body()
                        .getJsonArray("rewards")
                        .getJsonObject(0)
                        .getInteger("serial"))
            .toList();
    assertThat(serials).doesNotHaveDuplicates().allMatch(serial -> serial >= 1 && serial <= stock);
  }
}
