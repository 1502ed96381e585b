package io.laurel.event.claims.claim;

import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.InMemoryAuditStore;
import io.laurel.bus.Reply;
import io.laurel.event.Calls;
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
import io.laurel.event.catalog.stock.Decade;
import io.laurel.mongo.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three nodes on one database: P1, P2 and P10 for all modes and limits. */
final class ClaimModesRaceTest {
  private final TestDatabase test = new TestDatabase();
  private final MongoEventStore events =
      new MongoEventStore(
          test.database(), new InMemoryAuditStore(), gone -> Future.succeededFuture());
  private final MongoRewardStore rewards =
      new MongoRewardStore(test.database(), new InMemoryAuditStore());
  private final MongoClaimStore claims =
      new MongoClaimStore(test.database(), new InMemoryAuditStore());
  private final List<Node> nodes = List.of(node(CLOCK), node(CLOCK), node(CLOCK));

  private Node node(Clock clock) {
    return new Node(test.vertx(), events, rewards, claims, clock);
  }

  @BeforeEach
  void prepare() {
    Future.all(events.prepare(), rewards.prepare(), claims.prepare()).await();
  }

  @AfterEach
  void close() {
    test.close();
  }

  private Event kept(Event event) {
    events.insert(event, anEntry("x")).await();
    return event;
  }

  private Reward kept(Reward reward) {
    rewards.insert(reward, anEntry("x")).await();
    return reward;
  }

  private Future<Reply> claim(int number, String userId, Event event, String key) {
    return nodes.get(number % nodes.size()).claim(userId, event.id(), null, key);
  }

  private static Map<String, Long> outcomes(List<Future<Reply>> answers) {
    Future.join(answers).transform(done -> Future.succeededFuture()).await();
    return answers.stream()
        .map(Calls::codeOf)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static Set<JsonObject> bodies(List<Future<Reply>> answers) {
    return answers.stream().map(answer -> answer.await().body()).collect(Collectors.toSet());
  }

  private int sold(Reward reward) {
    return claims.countHeld(reward.eventId(), reward.id(), Decade.ALL).await();
  }

  /** Each user three times, in parallel; the scarcest reward decides how many get something. */
  @Test
  void all_mixedStock_wholeClaimsOnlyAndEveryUnitOfTheScarcest() {
    Event event = kept(with(anEvent(), new ClaimRules(Mode.ALL, Approval.AUTO)));
    Reward scarce = kept(aReward(event.id(), 60));
    Reward ample = kept(aReward(event.id(), 90));
    Reward badge = kept(aReward(event.id(), null));
    // A node that took blocks of both and died.
    rewards.takeSerials(scarce.id(), 60, 20).await();
    rewards.takeSerials(ample.id(), 90, 10).await();
    List<Future<Reply>> answers = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      answers.add(claim(i, "usr_" + i % 200, event, null));
    }

    Map<String, Long> outcomes = outcomes(answers);

    assertThat(outcomes).containsEntry("done", 60L);
    assertThat(outcomes.keySet()).containsOnly("done", "already-claimed", "out-of-stock");
    Map<String, List<Integer>> serials = serials(answers);
    assertThat(serials.get(scarce.id()))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 60).boxed().toList());
    assertThat(serials.get(ample.id()))
        .hasSize(60)
        .doesNotHaveDuplicates()
        .allMatch(serial -> serial <= 90);
    assertThat(serials.get(badge.id())).hasSize(60).containsOnlyNulls();
    assertThat(sold(scarce)).isEqualTo(60);
    assertThat(sold(ample)).isEqualTo(60);
  }

  /** The serials that claims were granted, by reward. */
  private static Map<String, List<Integer>> serials(List<Future<Reply>> answers) {
    Map<String, List<Integer>> serials = new HashMap<>();
    answers.stream()
        .filter(Future::succeeded)
        .flatMap(answer -> answer.result().body().getJsonArray("rewards").stream())
        .map(JsonObject.class::cast)
        .forEach(
            reward ->
                serials
                    .computeIfAbsent(reward.getString("rewardId"), id -> new ArrayList<>())
                    .add(reward.getInteger("serial")));
    return serials;
  }

  @Test
  void limit_oneUserInParallelEverywhere_exactlySoMany() {
    Event event = kept(anEvent());
    Reward reward = kept(with(aReward(event.id(), 1_000), new Limit(5, Period.EVENT)));
    List<Future<Reply>> answers = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      answers.add(claim(i, "usr_" + i % 4, event, null));
    }

    assertThat(outcomes(answers)).isEqualTo(Map.of("done", 20L, "already-claimed", 100L));
    assertThat(sold(reward)).isEqualTo(20);
  }

  /** P10: whoever may have it five times and asks five times at once gets it five times. */
  @Test
  void limit_asManyInParallelAsAllowed_nobodyRefused() {
    Event event = kept(anEvent());
    kept(with(aReward(event.id(), null), new Limit(5, Period.EVENT)));
    List<Future<Reply>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(claim(i, "usr_" + i / 5, event, null));
    }

    assertThat(outcomes(answers)).isEqualTo(Map.of("done", 100L));
  }

  /** Clocks of nodes differ: some claims are yesterday's while others are today's already. */
  @Test
  void limit_atTheEdgeOfTheDay_soManyOnEachSide() {
    Instant midnight = Instant.parse("2026-05-04T00:00:00Z");
    Event event =
        kept(anEvent(EventState.PUBLISHED, midnight.minusSeconds(60), midnight.plusSeconds(60)));
    Reward reward = kept(with(aReward(event.id(), 1_000), new Limit(3, Period.DAY)));
    List<Node> around =
        List.of(
            node(Clock.fixed(midnight.minusMillis(1), ZoneOffset.UTC)),
            node(Clock.fixed(midnight, ZoneOffset.UTC)));
    List<Future<Reply>> answers = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      answers.add(around.get(i % 2).claim("usr_" + i / 2 % 4, event.id(), null, null));
    }

    assertThat(outcomes(answers)).isEqualTo(Map.of("done", 24L, "already-claimed", 56L));
    assertThat(sold(reward)).isEqualTo(24);
  }

  @Test
  void restock_whileClaimsRun_everyNewUnitSoldOnce() {
    Event event = kept(anEvent());
    Reward reward = kept(aReward(event.id(), 20));
    List<Future<Reply>> answers = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      answers.add(claim(i, "usr_" + i, event, null));
    }
    Reward more = withStock(reward, 70);
    Future<Boolean> restocked = rewards.replace(reward, more, anEntry("x"));
    for (int i = 150; i < 300; i++) {
      answers.add(claim(i, "usr_" + i, event, null));
    }
    assertThat(restocked.await()).isTrue();
    assertThat(outcomes(answers).keySet()).containsOnly("done", "out-of-stock");
    List<Future<Reply>> late = new ArrayList<>(answers);
    List<Node> fresh = List.of(node(CLOCK), node(CLOCK));
    for (int i = 300; i < 400; i++) {
      late.add(fresh.get(i % 2).claim("usr_" + i, event.id(), null, null));
    }

    assertThat(outcomes(late)).containsEntry("done", 70L);

    assertThat(serials(late).get(reward.id()))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 70).boxed().toList());
    assertThat(sold(reward)).isEqualTo(70);
  }

  private static Reward withStock(Reward reward, int stock) {
    return new Reward(
        reward.id(),
        reward.eventId(),
        aReward(reward.eventId(), stock).terms(),
        null,
        2,
        reward.createdAt(),
        NOW,
        null);
  }

  @ParameterizedTest
  @EnumSource
  void sameKey_allTogetherInParallel_oneClaimAndEqualAnswers(Approval approval) {
    Event event = kept(with(anEvent(), new ClaimRules(Mode.ALL, approval)));
    Reward one = kept(with(aReward(event.id(), 50), new Limit(5, Period.DAY)));
    Reward two = kept(with(aReward(event.id(), 20), new Limit(5, Period.WEEK)));
    List<Future<Reply>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      answers.add(claim(i, "usr_1", event, "key"));
    }

    assertThat(bodies(answers)).hasSize(1);
    assertThat(sold(one)).isEqualTo(1);
    assertThat(sold(two)).isEqualTo(1);
  }
}
