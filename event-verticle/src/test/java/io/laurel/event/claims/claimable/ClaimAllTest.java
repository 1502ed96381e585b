package io.laurel.event.claims.claimable;

import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.asking;
import static io.laurel.event.Fixtures.wins;
import static io.laurel.event.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.bus.Reply;
import io.laurel.event.TestTime;
import io.laurel.event.catalog.event.ClaimRules;
import io.laurel.event.catalog.event.ClaimRules.Approval;
import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.reward.Limit;
import io.laurel.event.catalog.reward.Limit.Period;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.Node;
import io.laurel.event.facts.activity.Activities;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims of all that a player can have. */
final class ClaimAllTest extends RunningEvents {
  private static final String PLAYER = "steam:76561198000000000";

  private static List<JsonObject> results(Reply reply) {
    return reply.body().getJsonArray("results").stream().map(JsonObject.class::cast).toList();
  }

  private static List<String> rewardIds(Reply reply) {
    return results(reply).stream().map(result -> result.getString("rewardId")).toList();
  }

  private static Failure refusal(Future<Reply> answer) {
    return catchThrowableOfType(Failure.class, answer::await);
  }

  @Test
  void submitAll_severalEvents_oneClaimOfEachRewardWhatEndsFirstFirst() {
    Reward late = inEvent(90, null);
    Reward soon = inEvent(30, 5);

    Reply reply = node.claimAll("usr_1", null).await();

    assertThat(rewardIds(reply)).containsExactly(soon.id(), late.id());
    JsonObject first = results(reply).get(0);
    Claim claim = claims.find(first.getString("claimId")).await();
    assertThat(claim.userId()).isEqualTo("usr_1");
    assertThat(claim.rewards()).extracting(one -> one.rewardId()).containsExactly(soon.id());
    assertThat(first)
        .isEqualTo(
            new JsonObject()
                .put("eventId", soon.eventId())
                .put("rewardId", soon.id())
                .put("claimId", claim.id())
                .put("status", "GRANTED"));
    assertThat(reply.body().containsKey("more")).isFalse();
    assertThat(reply.headers()).isEmpty();
  }

  @Test
  void submitAll_nothingToHave_noResults() {
    kept(asking(aReward(kept(until(NOW.plusSeconds(60))).id(), null), wins(1)));

    assertThat(node.claimAll("usr_1", "k").await().body().encode()).isEqualTo("{\"results\":[]}");
  }

  @Test
  void submitAll_mayBeHadThreeTimes_oneUnitEachCall() {
    Event event = kept(until(NOW.plusSeconds(60)));
    kept(with(aReward(event.id(), 10), new Limit(3, Period.DAY)));

    List<Integer> had =
        IntStream.range(0, 4)
            .mapToObj(i -> results(node.claimAll("usr_1", "key-" + i).await()).size())
            .toList();

    assertThat(had).containsExactly(1, 1, 1, 0);
    assertThat(claims.all()).allMatch(claim -> claim.rewards().get(0).count() == 1);
  }

  @Test
  void submitAll_givenTogether_oneResultWithoutReward() {
    Event together =
        kept(with(until(NOW.plusSeconds(60)), new ClaimRules(Mode.ALL, Approval.MANUAL)));
    List<String> both =
        Stream.of(kept(aReward(together.id(), null)), kept(aReward(together.id(), 4)))
            .map(Reward::id)
            .toList();

    Reply reply = node.claimAll("usr_1", "k").await();
    Reply again = node.claimAll("usr_1", "k").await();

    assertThat(results(reply))
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.fieldNames())
                  .containsExactlyInAnyOrder("eventId", "claimId", "status");
              assertThat(result.getString("status")).isEqualTo("PENDING_APPROVAL");
            });
    assertThat(claims.all())
        .singleElement()
        .satisfies(
            claim ->
                assertThat(claim.rewards())
                    .extracting(one -> one.rewardId())
                    .containsExactlyInAnyOrderElementsOf(both));
    assertThat(again.body()).isEqualTo(reply.body());
  }

  @Test
  void submitAll_soldOutTogether_nothingOfIt() {
    Event together =
        kept(with(until(NOW.plusSeconds(60)), new ClaimRules(Mode.ALL, Approval.AUTO)));
    kept(aReward(together.id(), null));
    kept(aReward(together.id(), 1));
    node.claim("usr_other", together.id(), null, null).await();

    assertThat(results(node.claimAll("usr_1", null).await())).isEmpty();
  }

  @Test
  void submitAll_sameKey_sameAnswerAndNothingNew() {
    inEvent(30, 5);
    inEvent(60, null);

    Reply first = node.claimAll("usr_1", "k").await();
    Reply again = node().claimAll("usr_1", "k").await();

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
    assertThat(claims.all()).hasSize(2);
  }

  @Test
  void submitAll_sameKeyAfterARevocation_asItIsNow() {
    inEvent(30, 5);
    String claimId = results(node.claimAll("usr_1", "k").await()).get(0).getString("claimId");
    node.decide("claim.revoke", "usr_olga", claimId, "Cheat").await();

    List<JsonObject> again = results(node.claimAll("usr_1", "k").await());

    assertThat(again)
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.getString("claimId")).isEqualTo(claimId);
              assertThat(result.getString("status")).isEqualTo("REVOKED");
            });
    assertThat(results(node.claimAll("usr_1", "another").await())).hasSize(1);
  }

  /** As after a crash: some were claimed, the others were not. */
  @Test
  void submitAll_sameKeyAfterHalf_theRestInItsOrder() {
    List<Reward> all = IntStream.range(0, 30).mapToObj(i -> inEvent(30 + i, 5)).toList();
    Reply whole = node.claimAll("usr_whole", "k").await();
    assertThat(rewardIds(whole)).containsExactlyElementsOf(all.stream().map(Reward::id).toList());
    claims.failInsertsAfter(17);
    assertThat(refusal(node.claimAll("usr_1", "k")).code()).isEqualTo("unavailable");
    claims.failInsertsAfter(Integer.MAX_VALUE);
    long had = claims.all().stream().filter(claim -> claim.userId().equals("usr_1")).count();
    assertThat(had).isBetween(1L, 29L);

    Reply again = node.claimAll("usr_1", "k").await();
    Reply third = node.claimAll("usr_1", "k").await();

    assertThat(rewardIds(again)).containsExactlyInAnyOrderElementsOf(rewardIds(whole));
    assertThat(third.body()).isEqualTo(again.body());
    assertThat(claims.all()).filteredOn(claim -> claim.userId().equals("usr_1")).hasSize(30);
  }

  @Test
  void submitAll_sameKeyAndAnEventPublishedSince_notThatOne() {
    TestTime time = new TestTime(NOW);
    Node node = node(time.clockOff(Duration.ZERO), System::nanoTime);
    inEvent(30, 5);
    Reply first = node.claimAll("usr_1", "k").await();
    time.pass(Duration.ofSeconds(1));
    Event later =
        kept(
            anEvent(EventState.DRAFT, NOW.minusSeconds(60), NOW.plusSeconds(60))
                .in(EventState.PUBLISHED, time.now()));
    kept(aReward(later.id(), null));

    assertThat(node.claimAll("usr_1", "k").await().body()).isEqualTo(first.body());
    assertThat(results(node.claimAll("usr_1", "another").await()))
        .singleElement()
        .satisfies(result -> assertThat(result.getString("eventId")).isEqualTo(later.id()));
  }

  /** Refusals are judged anew: what could not be had the first time is no part of the answer. */
  @Test
  void submitAll_sameKeyAndConditionsMetSince_claimedToo() {
    inEvent(30, 5);
    kept(asking(aReward(kept(until(NOW.plusSeconds(60))).id(), null), wins(1)));
    Reply first = node.claimAll("usr_1", "k").await();
    facts.record(List.of(Activities.of("a", "usr_1", "WIN", 1, NOW.minusSeconds(1)))).await();

    List<JsonObject> again = results(node.claimAll("usr_1", "k").await());

    assertThat(again).hasSize(2).startsWith(results(first).get(0));
  }

  /** A pause holds within a second, also where a call takes longer than its judgment is used. */
  @ParameterizedTest
  @CsvSource({"500, 25", "501, 24"})
  void submitAll_eventPausedMeanwhile_claimedByNoJudgmentOlderThanHalfASecond(
      int millis, int claimed) {
    List<Reward> all = IntStream.range(0, 25).mapToObj(i -> inEvent(30 + i, null)).toList();
    Event paused = events.find(all.get(15).eventId()).await().in(EventState.PAUSED, NOW);
    AtomicLong passed = new AtomicLong();
    claims.afterInserts(
        10,
        () -> {
          passed.set(TimeUnit.MILLISECONDS.toNanos(millis));
          events.replace(paused, anEntry("x")).await();
        });

    Reply reply = node(CLOCK, passed::get).claimAll("usr_1", "k").await();

    assertThat(rewardIds(reply))
        .hasSize(claimed)
        .containsAll(
            all.stream()
                .filter(reward -> !reward.eventId().equals(paused.id()))
                .map(Reward::id)
                .toList());
  }

  @Test
  void submitAll_keyThatMadeNothing_notRemembered() {
    node.claimAll("usr_1", "k").await();
    Event event =
        kept(
            anEvent(EventState.DRAFT, NOW.minusSeconds(60), NOW.plusSeconds(9_000))
                .in(EventState.PUBLISHED, NOW.plusSeconds(1)));
    kept(aReward(event.id(), null));

    assertThat(results(node.claimAll("usr_1", "k").await())).hasSize(1);
  }

  @Test
  void submitAll_moreThanTwoHundred_thoseThatEndFirstAndMore() {
    List<String> all = IntStream.range(0, 203).mapToObj(i -> inEvent(30 + i, null).id()).toList();

    Reply first = node.claimAll("usr_1", "k").await();
    Reply again = node.claimAll("usr_1", "k").await();
    Reply rest = node.claimAll("usr_1", "another").await();

    assertThat(rewardIds(first)).containsExactlyElementsOf(all.subList(0, 200));
    assertThat(first.body().getBoolean("more")).isTrue();
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(rewardIds(rest)).containsExactlyElementsOf(all.subList(200, 203));
    assertThat(rest.body().containsKey("more")).isFalse();
  }

  @Test
  void submitAll_exactlyTwoHundred_noMore() {
    IntStream.range(0, 200).forEach(i -> inEvent(30 + i, null));

    assertThat(node.claimAll("usr_1", "k").await().body().containsKey("more")).isFalse();
    assertThat(node.claimAll("usr_1", "k").await().body().containsKey("more")).isFalse();
  }

  /** What she can have may stand behind hundreds of events that have nothing for her. */
  @Test
  void submitAll_behindTwoHundredEventsWithNothing_found() {
    IntStream.range(0, 450).forEach(i -> kept(until(NOW.plusSeconds(30))));
    String reward = inEvent(60, null).id();

    assertThat(rewardIds(node.claimAll("usr_1", null).await())).containsExactly(reward);
  }

  @Test
  void submitAll_parallelWithOneKey_eachRewardOnceAndEqualAnswers() {
    Event event = kept(until(NOW.plusSeconds(60)));
    for (int i = 0; i < 5; i++) {
      kept(with(aReward(event.id(), i % 2 == 0 ? null : 100), new Limit(50, Period.EVENT)));
    }
    List<Node> nodes = List.of(node(), node(), node());
    List<Future<Reply>> answers =
        IntStream.range(0, 30).mapToObj(i -> nodes.get(i % 3).claimAll("usr_1", "k")).toList();
    Future.all(answers).await();

    assertThat(claims.all()).hasSize(5);
    assertThat(answers)
        .extracting(answer -> Map.copyOf(claimOf(answer.result())))
        .containsOnly(claimOf(answers.get(0).result()));
  }

  private static Map<String, String> claimOf(Reply reply) {
    return results(reply).stream()
        .collect(
            Collectors.toMap(
                result -> result.getString("rewardId"), result -> result.getString("claimId")));
  }

  @Test
  void submitAll_parallelWithoutKeys_refusedResultsSayWhy() {
    inEvent(30, null);
    List<Future<Reply>> answers =
        IntStream.range(0, 20).mapToObj(i -> node().claimAll("usr_1", null)).toList();
    Future.all(answers).await();

    List<JsonObject> all = new ArrayList<>();
    answers.forEach(answer -> all.addAll(results(answer.result())));
    assertThat(all).filteredOn(result -> result.containsKey("claimId")).hasSize(1);
    assertThat(all)
        .filteredOn(result -> !result.containsKey("claimId"))
        .allSatisfy(
            result -> {
              assertThat(result.getString("code")).isEqualTo("already-claimed");
              assertThat(result.fieldNames())
                  .containsExactlyInAnyOrder("eventId", "rewardId", "code");
            });
    assertThat(claims.all()).hasSize(1);
  }

  @Test
  void submitAll_byAService_forItsPlayer() {
    inEvent(30, 5);

    Reply reply = node.claimAllFor("usr_shard", PLAYER, "k").await();

    Claim claim = claims.find(results(reply).get(0).getString("claimId")).await();
    assertThat(claim.userId()).isEqualTo(PLAYER);
    assertThat(claim.requestedBy()).isEqualTo("usr_shard");
    assertThat(node.claimAllFor("usr_shard", PLAYER, "k").await().body()).isEqualTo(reply.body());
  }

  @Test
  void submitAll_sameKeyOfTheServiceForAnother_refusedAlsoWhereSheCanHaveNothing() {
    inEvent(30, 1);
    node.claimAllFor("usr_shard", PLAYER, "k").await();

    Failure another = refusal(node.claimAllFor("usr_shard", "steam:2", "k"));

    assertThat(another.code()).isEqualTo("idempotency-key-reused");
    assertThat(another.status()).isEqualTo(422);
    inEvent(40, null);
    assertThat(results(node.claimAllFor("usr_other", "steam:2", "k").await())).hasSize(1);
    assertThat(results(node.claimAll("usr_1", "k").await())).hasSize(1);
  }

  /** Two bodies that raced for one key: nobody gets the other's, and each its own again. */
  @Test
  void submitAll_twoPlayersRacingForOneKey_eachItsOwnAgain() {
    IntStream.range(0, 40).forEach(i -> inEvent(30 + i, null));
    List<Future<Reply>> answers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      answers.add(node().claimAllFor("usr_shard", "steam:" + i % 2, "k"));
    }
    Future.join(answers).otherwiseEmpty().await();

    assertThat(answers)
        .filteredOn(Future::failed)
        .extracting(answer -> ((Failure) answer.cause()).code())
        .containsOnly("idempotency-key-reused");
    assertThat(claims.all().stream().map(Claim::id)).doesNotHaveDuplicates();
    for (Claim claim : claims.all()) {
      assertThat(
              claims.all().stream()
                  .filter(other -> other.userId().equals(claim.userId()))
                  .filter(other -> other.eventId().equals(claim.eventId())))
          .hasSize(1);
    }
  }

  @Test
  void submitAll_serviceWithoutAPlayer_refusedWithItsPointer() {
    Failure refusal = refusal(node.claimAllFor("usr_shard", null, null));

    assertThat(refusal.code()).isEqualTo("invalid-request");
    assertThat(refusal.faults()).extracting(Failure.Fault::pointer).containsExactly("/userId");
  }

  @Test
  void submitAll_withAndWithoutKey_onlyKeyedClaimsBelongToACall() {
    inEvent(30, 5);
    node.claimAll("usr_1", null).await();
    node.claimAll("usr_2", "k").await();

    assertThat(claims.all())
        .allSatisfy(
            claim -> assertThat(claim.part() != null).isEqualTo(claim.userId().equals("usr_2")));
  }
}
