package io.laurel.event.claims.claim;

import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.asking;
import static io.laurel.event.Fixtures.wins;
import static io.laurel.event.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.InMemoryAuditStore;
import io.laurel.event.catalog.event.ClaimRules;
import io.laurel.event.catalog.event.ClaimRules.Approval;
import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.event.MongoEventStore;
import io.laurel.event.catalog.reward.Limit;
import io.laurel.event.catalog.reward.Limit.Period;
import io.laurel.event.catalog.reward.MongoRewardStore;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.claims.attempt.MongoAttemptStore;
import io.laurel.event.facts.activity.Activities;
import io.laurel.event.facts.activity.Activity;
import io.laurel.event.facts.activity.MongoActivityStore;
import io.laurel.mongo.CountedCommands;
import io.laurel.mongo.TestDatabase;
import io.laurel.schedule.HeldLoops;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S3: what a claim costs is counted in the commands it sends to the database. */
final class ClaimCostTest {
  private static final Instant LATER = NOW.plus(Duration.ofDays(1));

  private final CountedCommands commands = new CountedCommands();
  private final TestDatabase test = new TestDatabase(commands);
  private final MongoEventStore events =
      new MongoEventStore(
          test.database(), new InMemoryAuditStore(), gone -> Future.succeededFuture());
  private final MongoRewardStore rewards =
      new MongoRewardStore(test.database(), new InMemoryAuditStore());
  private final MongoClaimStore claims =
      new MongoClaimStore(test.database(), new InMemoryAuditStore());
  private final MongoActivityStore activities = new MongoActivityStore(test.database(), 1_000);
  private final MongoAttemptStore attempts = new MongoAttemptStore(test.database());
  private final Node node =
      new Node(
          test.vertx(),
          new Node.Stores(events, rewards, claims, activities, attempts),
          CLOCK,
          Duration.ofHours(1));
  private final Event event = anEvent();

  @BeforeEach
  void prepare() {
    Future.all(
            events.prepare(),
            rewards.prepare(),
            claims.prepare(),
            activities.prepare(),
            attempts.prepare())
        .await();
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

  @Test
  void submit_unlimited_oneInsertAndNothingElse() {
    Reward reward = kept(null);
    node.claim("usr_first", event.id(), reward.id(), null).await();

    assertThat(commands.of(() -> node.claim("usr_1", event.id(), reward.id(), "key").await()))
        .containsExactly(Map.entry("insert", 1L));
  }

  @Test
  void submit_limited_oneInsertEachAndNowAndThenABlock() {
    Reward reward = kept(10_000);
    node.claim("usr_first", event.id(), reward.id(), null).await();

    Map<String, Long> sent =
        commands.of(
            () -> {
              for (int user = 0; user < 499; user++) {
                node.claim("usr_" + user, event.id(), reward.id(), null).await();
              }
            });

    assertThat(sent).containsExactly(Map.entry("insert", 499L));
  }

  @Test
  void submit_firstOfItsEvent_readsTheEventTwiceToSeeThatNobodyEditsIt() {
    Reward reward = kept(null);

    assertThat(commands.of(() -> node.claim("usr_1", event.id(), reward.id(), null).await()))
        .containsOnly(Map.entry("find", 4L), Map.entry("insert", 1L));
  }

  @Test
  void submit_alreadyClaimed_oneInsertThatFailsOneReadAndTheAttemptKept() {
    Reward reward = kept(1_000);
    node.claim("usr_1", event.id(), reward.id(), null).await();

    assertThat(
            commands.of(
                () -> node.claim("usr_1", event.id(), reward.id(), null).otherwiseEmpty().await()))
        .containsOnly(Map.entry("insert", 1L), Map.entry("find", 1L), Map.entry("update", 1L));
  }

  @Test
  void submit_severalRewardsTogether_oneInsert() {
    Event together = with(anEvent(), new ClaimRules(Mode.ALL, Approval.MANUAL));
    events.insert(together, anEntry("x")).await();
    for (Integer stock : Arrays.asList(10_000, null, 10_000)) {
      rewards.insert(aReward(together.id(), stock), anEntry("x")).await();
    }
    node.claim("usr_first", together.id(), null, null).await();

    assertThat(commands.of(() -> node.claim("usr_1", together.id(), null, "key").await()))
        .containsExactly(Map.entry("insert", 1L));
  }

  @Test
  void submit_severalTimesAllowed_firstIsOneInsert() {
    Reward reward = with(aReward(event.id(), 10_000), new Limit(100, Period.DAY));
    rewards.insert(reward, anEntry("x")).await();
    node.claim("usr_first", event.id(), reward.id(), null).await();

    assertThat(commands.of(() -> node.claim("usr_1", event.id(), reward.id(), null).await()))
        .containsExactly(Map.entry("insert", 1L));
  }

  @Test
  void submit_fiveInOne_oneInsert() {
    Reward reward = with(aReward(event.id(), 10_000), new Limit(100, Period.EVENT));
    rewards.insert(reward, anEntry("x")).await();
    node.claim("usr_first", event.id(), reward.id(), null).await();

    assertThat(commands.of(() -> node.claimSeveral("usr_1", reward, 5).await()))
        .containsExactly(Map.entry("insert", 1L));
  }

  @Test
  void submit_moreInOneThanAreInMemory_oneBlockAndOneInsert() {
    Reward reward = with(aReward(event.id(), 110), new Limit(100, Period.EVENT));
    rewards.insert(reward, anEntry("x")).await();
    node.claim("usr_first", event.id(), reward.id(), null).await();

    assertThat(commands.of(() -> node.claimSeveral("usr_1", reward, 100).await()))
        .containsOnly(Map.entry("insert", 1L), Map.entry("findAndModify", 1L));
  }

  /** One read tells which of the hundred are held. */
  @Test
  void submit_allowanceUsedUp_oneReadWhateverTheLimit() {
    Reward reward = with(aReward(event.id(), 10_000), new Limit(100, Period.EVENT));
    rewards.insert(reward, anEntry("x")).await();
    IntStream.range(0, 100)
        .forEach(n -> node.claim("usr_1", event.id(), reward.id(), null).await());

    assertThat(
            commands.of(
                () -> node.claim("usr_1", event.id(), reward.id(), null).otherwiseEmpty().await()))
        .containsOnly(Map.entry("insert", 1L), Map.entry("find", 1L), Map.entry("update", 1L));
  }

  /** S3 with conditions: the facts, and nothing else. */
  @Test
  void submit_conditions_oneReadAndOneInsert() {
    Event asking = asking(anEvent(), wins(1), level(5));
    events.insert(asking, anEntry("x")).await();
    Reward reward = asking(aReward(asking.id(), null), wins(2));
    rewards.insert(reward, anEntry("x")).await();
    activities
        .record(
            List.of(
                Activities.of("a", "usr_1", "WIN", 1, NOW),
                Activities.of("b", "usr_1", "WIN", 1, NOW),
                Activities.of("c", "usr_1", "LEVEL", 5, NOW)))
        .await();
    node.claim("usr_first", asking.id(), reward.id(), null).otherwiseEmpty().await();

    assertThat(commands.of(() -> node.claim("usr_1", asking.id(), reward.id(), "key").await()))
        .containsOnly(Map.entry("aggregate", 1L), Map.entry("insert", 1L));
  }

  @Test
  void submit_conditionsNotMet_factsReadOnceEventReadAgainAttemptKept() {
    Event asking = asking(anEvent(), wins(1));
    events.insert(asking, anEntry("x")).await();
    Reward reward = keptOf(asking);
    node.claim("usr_first", asking.id(), reward.id(), null).otherwiseEmpty().await();

    assertThat(
            commands.of(
                () -> node.claim("usr_1", asking.id(), reward.id(), null).otherwiseEmpty().await()))
        .containsOnly(Map.entry("aggregate", 1L), Map.entry("find", 4L), Map.entry("update", 1L));
  }

  /** Whatever many events run: one read of each kind. */
  @Test
  void claimables_manyEvents_oneReadOfFacts() {
    for (int i = 0; i < 50; i++) {
      Event asking = asking(anEvent(), wins(1 + i));
      events.insert(asking, anEntry("x")).await();
      keptOf(asking);
    }
    node.claimables("usr_first", 20, null).await();

    assertThat(commands.of(() -> node.claimables("usr_1", 20, null).await()))
        .containsOnly(Map.entry("aggregate", 1L), Map.entry("find", 1L));
  }

  /**
   * Whatever a player did, and at its worst: each fact is of a subject of its own, and lies in a
   * day that one of the events begins in, so that all come along.
   */
  @Test
  void claimables_tenThousandFacts_oneReadOfThemAndNoEventLoopHeld() {
    for (int i = 0; i < 200; i++) {
      Event asking =
          asking(
              anEvent(EventState.PUBLISHED, NOW.minus(Duration.ofHours(30 + i)), LATER),
              winsOf("WIN_" + i % 10, 1 + i % 40));
      events.insert(asking, anEntry("x")).await();
      keptOf(asking);
    }
    for (int batch = 0; batch < 40; batch++) {
      activities.record(IntStream.range(0, 250).mapToObj(batched(batch)).toList()).await();
    }
    node.claimables("usr_first", 20, null).await();
    HeldLoops loops = HeldLoops.of(test.vertx());

    assertThat(commands.of(() -> node.claimables("usr_1", 100, null).await()))
        .containsOnly(Map.entry("aggregate", 1L), Map.entry("find", 1L));
    assertThat(
            IntStream.range(0, 12)
                .mapToObj(i -> loops.during(() -> node.claimables("usr_1", 100, null).await()))
                .min(Comparator.naturalOrder()))
        .hasValueSatisfying(held -> assertThat(held).isLessThan(Duration.ofMillis(100)));
  }

  private static IntFunction<Activity> batched(int batch) {
    return i -> {
      Instant at = NOW.minus(Duration.ofHours(5L * batch)).minusSeconds(i);
      return new Activity(
          "fact-" + i,
          "usr_1",
          "WIN_" + i % 10,
          "map-" + batch + "-" + i,
          1,
          at,
          LocalDate.ofInstant(at, ZoneOffset.UTC));
    };
  }

  /** Claims of all: the reads of a look, and one insert each. */
  @Test
  void submitAll_manyEvents_oneReadOfFactsAndOneInsertEach() {
    for (int i = 0; i < 50; i++) {
      Event asking = asking(anEvent(), wins(1));
      events.insert(asking, anEntry("x")).await();
      Reward reward = with(aReward(asking.id(), i % 2 == 0 ? null : 10_000), aLimitOf(1 + i % 3));
      rewards.insert(reward, anEntry("x")).await();
    }
    for (String user : List.of("usr_first", "usr_1")) {
      activities.record(List.of(Activities.of("a", user, "WIN", 1, NOW))).await();
    }
    node.claimAll("usr_first", null).await();

    Map<String, Long> sent = commands.of(() -> node.claimAll("usr_1", "key").await());
    Map<String, Long> again = commands.of(() -> node.claimAll("usr_1", "key").await());

    // What it made before, and her claims; her facts, and what is left: each limited reward by the
    // index, and those that claims may hold several of once for all.
    assertThat(sent)
        .containsOnly(Map.entry("insert", 50L), Map.entry("find", 2L), Map.entry("aggregate", 27L));
    assertThat(again).containsOnlyKeys("find", "aggregate").containsEntry("find", 2L);
  }

  private static Limit aLimitOf(int count) {
    return new Limit(count, Period.EVENT);
  }

  private Reward keptOf(Event event) {
    Reward reward = aReward(event.id(), null);
    rewards.insert(reward, anEntry("x")).await();
    return reward;
  }

  private static JsonObject winsOf(String activity, int target) {
    return new JsonObject()
        .put("type", "ACTIVITY_COUNT")
        .put("params", new JsonObject().put("activity", activity).put("target", target));
  }

  private static JsonObject level(int level) {
    return new JsonObject()
        .put("type", "LEVEL_REACHED")
        .put("params", new JsonObject().put("level", level));
  }
}
