package io.laurel.event.claims.redemption;

import static io.laurel.event.Calls.codeOf;
import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.asking;
import static io.laurel.event.Fixtures.wins;
import static io.laurel.event.Fixtures.with;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.event.TestTime;
import io.laurel.event.catalog.event.ClaimRules;
import io.laurel.event.catalog.event.ClaimRules.Access;
import io.laurel.event.catalog.event.ClaimRules.Approval;
import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.reward.Limit;
import io.laurel.event.catalog.reward.Limit.Period;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.claims.redemption.CodeNode.World;
import io.laurel.failure.Failure;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What codes promise, on two nodes that have their stores in common. */
abstract class RedemptionKit {
  private static final Set<String> REFUSED = Set.of("code-invalid", "already-claimed");

  private final Vertx vertx = Vertx.vertx();
  private final TestTime time = new TestTime(NOW);
  private World world;
  private CodeNode node;
  private CodeNode other;

  /** Stores in which nothing is, prepared. */
  abstract World empty();

  @BeforeEach
  void begin() {
    world = empty();
    node = node(Map.of());
    other = node(Map.of());
  }

  @AfterEach
  void closeVertx() {
    vertx.close().await();
  }

  private CodeNode node(Map<String, ?> settings) {
    return new CodeNode(vertx, world, time.clockOff(Duration.ZERO), settings);
  }

  private Event kept(Event event) {
    world.events().insert(event, anEntry(event.id())).await();
    return event;
  }

  private static Event coded(Event event, Mode mode, Approval approval) {
    return with(event, new ClaimRules(mode, approval, Access.CODE));
  }

  private Event aCodedEvent() {
    return kept(coded(anEvent(), Mode.EACH, Approval.AUTO));
  }

  private Reward kept(Reward reward) {
    world.rewards().insert(reward, anEntry(reward.id())).await();
    return reward;
  }

  /** A coded event with one reward. */
  private Event aCampaign(Integer stock) {
    Event event = aCodedEvent();
    kept(aReward(event.id(), stock));
    return event;
  }

  private Future<Reply> staff(String operation, Event event, JsonObject message) {
    return node.call(operation, Role.OPERATOR, "usr_olga", message.put("eventId", event.id()));
  }

  private Future<Reply> generate(Event event, int count) {
    return staff("accessCode.generate", event, new JsonObject().put("count", count));
  }

  private List<String> codes(Event event, int count) {
    return texts(generate(event, count).await());
  }

  private static List<String> texts(Reply page) {
    return page.body().getJsonArray("items").stream()
        .map(item -> ((JsonObject) item).getString("code"))
        .toList();
  }

  private Future<Reply> addWord(Event event, String word, int uses) {
    return staff("accessCode.addWord", event, new JsonObject().put("word", word).put("uses", uses));
  }

  private String aWord(Event event, String word, int uses) {
    return addWord(event, word, uses).await().body().getString("id");
  }

  private List<JsonObject> listed(Event event) {
    return staff("accessCode.list", event, new JsonObject())
        .await()
        .body()
        .getJsonArray("items")
        .stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private String decide(String decision, String claimId) {
    JsonObject message = new JsonObject().put("claimId", claimId);
    if (!decision.equals("claim.approve")) {
      message.put("reason", "a mistake");
    }
    return codeOf(node.call(decision, Role.OPERATOR, "usr_olga", message));
  }

  private static Failure failureOf(Future<?> answer) {
    return catchThrowableOfType(Failure.class, answer::await);
  }

  private String redeemed(String userId, String code) {
    return codeOf(node.redeem(userId, code));
  }

  @Test
  void code_once_claimOfWhatItIsForAndUsed() {
    Event event = aCampaign(10);
    List<String> codes = codes(event, 2);

    JsonObject claim = node.redeem("usr_1", codes.get(0)).await().body();

    assertThat(codes)
        .allMatch(code -> code.matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}"));
    assertThat(claim.getString("status")).isEqualTo("GRANTED");
    assertThat(claim.getString("eventId")).isEqualTo(event.id());
    assertThat(claim.getJsonArray("rewards").getJsonObject(0).getInteger("serial")).isNotNull();
    assertThat(codeOf(other.redeem("usr_2", codes.get(0)))).isEqualTo("code-invalid");
    assertThat(codeOf(other.redeem("usr_1", codes.get(0)))).isEqualTo("already-claimed");
    assertThat(codeOf(other.redeem("usr_2", codes.get(1)))).isEqualTo("done");
    JsonObject batch = listed(event).get(0);
    assertThat(batch.getInteger("count")).isEqualTo(2);
    assertThat(batch.getInteger("uses")).isEqualTo(1);
    assertThat(batch.getInteger("used")).isEqualTo(2);
    assertThat(batch.getString("batch")).isEqualTo(batch.getString("id"));
  }

  @Test
  void code_asPeopleTypeIt_found() {
    List<String> codes = codes(aCampaign(null), 3);
    String plain = codes.get(0).replace("-", "").toLowerCase(java.util.Locale.ROOT);

    assertThat(redeemed("usr_1", " " + plain + "\n")).isEqualTo("done");
    assertThat(redeemed("usr_2", codes.get(1).replace("-", " "))).isEqualTo("done");
    assertThat(redeemed("usr_3", codes.get(2).replace('-', '\u2010'))).isEqualTo("done");
  }

  @Test
  void code_ofClaimRevoked_staysUsedForEverybody() {
    Event event = aCampaign(10);
    String code = codes(event, 1).get(0);
    String claimId = node.redeem("usr_1", code).await().body().getString("id");

    assertThat(decide("claim.revoke", claimId)).isEqualTo("done");

    assertThat(redeemed("usr_1", code)).isEqualTo("code-invalid");
    assertThat(redeemed("usr_2", code)).isEqualTo("code-invalid");
    assertThat(listed(event).get(0).getInteger("used")).isEqualTo(1);
  }

  @Test
  void code_ofClaimRejected_userStockAndCodeAreFree() {
    Event event = kept(coded(anEvent(), Mode.EACH, Approval.MANUAL));
    kept(aReward(event.id(), 1));
    String code = codes(event, 1).get(0);
    JsonObject waiting = node.redeem("usr_1", code).await().body();
    assertThat(waiting.getString("status")).isEqualTo("PENDING_APPROVAL");
    assertThat(redeemed("usr_2", code)).isEqualTo("code-invalid");

    assertThat(decide("claim.reject", waiting.getString("id"))).isEqualTo("done");

    assertThat(codeOf(other.redeem("usr_2", code))).isEqualTo("done");
    assertThat(redeemed("usr_1", code)).isEqualTo("code-invalid");
  }

  @Test
  void code_raced_oneOfAllHasIt() {
    String code = codes(aCampaign(null), 1).get(0);

    Map<String, Long> outcomes =
        outcomes(
            IntStream.range(0, 60)
                .mapToObj(i -> (i % 2 == 0 ? node : other).redeem("usr_" + i % 30, code))
                .toList());

    assertThat(outcomes.get("done")).isEqualTo(1);
    assertThat(outcomes.keySet()).isSubsetOf("done", "code-invalid", "already-claimed");
  }

  private static Map<String, Long> outcomes(List<Future<Reply>> answers) {
    Future.join(answers).otherwiseEmpty().await();
    return answers.stream()
        .map(io.laurel.event.Calls::codeOf)
        .collect(groupingBy(identity(), counting()));
  }

  @Test
  void code_ofOneWhoHasTheReward_staysForOthers() {
    List<String> codes = codes(aCampaign(null), 2);
    redeemed("usr_1", codes.get(0));

    assertThat(redeemed("usr_1", codes.get(1))).isEqualTo("already-claimed");
    assertThat(redeemed("usr_2", codes.get(1))).isEqualTo("done");
  }

  @Test
  void code_ofReward_severalTimes_ownAgainAndOthers() {
    Event event = aCodedEvent();
    kept(with(aReward(event.id(), null), new Limit(5, Period.EVENT)));
    List<String> codes = codes(event, 2);
    redeemed("usr_1", codes.get(0));

    Failure again = failureOf(node.redeem("usr_1", codes.get(0)));

    assertThat(again.code()).isEqualTo("already-claimed");
    assertThat(again.toProblem("req").getInteger("left")).isEqualTo(4);
    assertThat(redeemed("usr_1", codes.get(1))).isEqualTo("done");
    assertThat(redeemed("usr_2", codes.get(1))).isEqualTo("code-invalid");
  }

  @Test
  void word_manyAtOnceOnTwoNodes_asManyClaimsAsUses() {
    Event event = aCampaign(null);
    String word = aWord(event, "Spring 2026", 40);

    Map<String, Long> outcomes =
        outcomes(
            IntStream.range(0, 200)
                .mapToObj(i -> (i % 2 == 0 ? node : other).redeem("usr_" + i, "spring-2026"))
                .toList());

    assertThat(outcomes).isEqualTo(Map.of("done", 40L, "code-invalid", 160L));
    JsonObject listed = listed(event).get(0);
    assertThat(listed.getString("id")).isEqualTo(word);
    assertThat(listed.getString("wordEnds")).isEqualTo("2026");
    assertThat(listed.getInteger("used")).isEqualTo(40);
    assertThat(listed.getInteger("uses")).isEqualTo(40);
    assertThat(listed.containsKey("batch")).isFalse();
  }

  @Test
  void word_usedUp_whoHasItIsToldSo() {
    Event event = aCampaign(null);
    aWord(event, "SPRING", 2);
    redeemed("usr_1", "SPRING");
    redeemed("usr_2", "SPRING");
    assertThat(redeemed("usr_3", "SPRING")).isEqualTo("code-invalid");

    assertThat(redeemed("usr_1", "SPRING")).isEqualTo("already-claimed");
  }

  @Test
  void word_freedByRejection_hereAtOnceElsewhereWithinFiveSeconds() {
    Event event = kept(coded(anEvent(), Mode.EACH, Approval.MANUAL));
    kept(aReward(event.id(), null));
    aWord(event, "SPRING", 2);
    String first = node.redeem("usr_1", "SPRING").await().body().getString("id");
    String second = node.redeem("usr_2", "SPRING").await().body().getString("id");
    for (CodeNode each : List.of(node, other)) {
      assertThat(codeOf(each.redeem("usr_3", "SPRING"))).isEqualTo("code-invalid");
    }

    decide("claim.reject", first);
    assertThat(redeemed("usr_3", "SPRING")).isEqualTo("done");
    decide("claim.reject", second);
    other.pass(Duration.ofMillis(4_999));
    assertThat(codeOf(other.redeem("usr_4", "SPRING"))).isEqualTo("code-invalid");
    other.pass(Duration.ofMillis(1));

    assertThat(codeOf(other.redeem("usr_4", "SPRING"))).isEqualTo("done");
  }

  /** Whoever asks first is told what was known; the look that finds it runs behind his answer. */
  @Test
  void word_freedElsewhere_foundBehindAnAnswerThatComesASecondLater() {
    Event event = kept(coded(anEvent(), Mode.EACH, Approval.MANUAL));
    kept(aReward(event.id(), null));
    aWord(event, "SPRING", 2);
    node.redeem("usr_1", "SPRING").await();
    String second = node.redeem("usr_2", "SPRING").await().body().getString("id");
    assertThat(codeOf(other.redeem("usr_3", "SPRING"))).isEqualTo("code-invalid");
    decide("claim.reject", second);

    other.pass(Duration.ofMillis(999));
    assertThat(codeOf(other.redeem("usr_4", "SPRING"))).isEqualTo("code-invalid");
    assertThat(codeOf(other.redeem("usr_4", "SPRING"))).isEqualTo("code-invalid");
    other.pass(Duration.ofMillis(1));
    assertThat(codeOf(other.redeem("usr_4", "SPRING"))).isEqualTo("code-invalid");

    String answer = "code-invalid";
    for (int i = 0; i < 500 && answer.equals("code-invalid"); i++) {
      vertx.timer(10).await();
      answer = codeOf(other.redeem("usr_4", "SPRING"));
    }
    assertThat(answer).isEqualTo("done");
  }

  @Test
  void word_revokedClaims_leakNoUse() {
    Event event = aCampaign(null);
    aWord(event, "SPRING", 3);
    for (int i = 0; i < 3; i++) {
      String id = node.redeem("usr_" + i, "SPRING").await().body().getString("id");
      decide("claim.revoke", id);
    }
    other.pass(Duration.ofSeconds(10));

    assertThat(codeOf(other.redeem("usr_9", "SPRING"))).isEqualTo("code-invalid");
    assertThat(redeemed("usr_0", "SPRING")).isEqualTo("code-invalid");
  }

  @Test
  void word_taken_untilItsEventTakesNoMoreClaims() {
    Event first = aCampaign(null);
    Event second = aCampaign(null);
    aWord(first, "SPRING", 5);
    redeemed("usr_1", "SPRING");

    assertThat(codeOf(addWord(second, " s-p ring", 5))).isEqualTo("word-taken");
    assertThat(codeOf(addWord(first, "SPRING", 5))).isEqualTo("word-taken");
    world.events().replace(first.in(EventState.CANCELED, NOW), anEntry(first.id())).await();
    assertThat(redeemed("usr_2", "SPRING")).isEqualTo("code-invalid");
    assertThat(codeOf(addWord(first, "SPRING", 5))).isEqualTo("word-taken");
    assertThat(codeOf(addWord(second, "SPRING", 1))).isEqualTo("done");

    assertThat(node.redeem("usr_1", "SPRING").await().body().getString("eventId"))
        .isEqualTo(second.id());
    assertThat(redeemed("usr_2", "SPRING")).isEqualTo("code-invalid");
    assertThat(listed(second)).hasSize(1);
    assertThat(codeOf(addWord(aCampaign(null), "SPRING", 1))).isEqualTo("word-taken");
  }

  @Test
  void word_takenOverAtOnce_oneEventHasIt() {
    Event over =
        kept(
            coded(
                anEvent(EventState.PUBLISHED, NOW.minusSeconds(9_000), NOW.minusSeconds(7_200)),
                Mode.EACH,
                Approval.AUTO));
    kept(aReward(over.id(), null));
    aWord(over, "SPRING", 5);
    List<Future<Reply>> rivals = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      rivals.add(addWord(aCampaign(null), "SPRING", 5));
    }

    assertThat(outcomes(rivals)).isEqualTo(Map.of("done", 1L, "word-taken", 5L));
  }

  @Test
  void batch_voided_noCodeOfItCountsAndClaimsStay() {
    Event event = aCampaign(null);
    Reply made = generate(event, 3).await();
    String batch = made.headers().get("Laurel-Batch");
    List<String> codes = texts(made);
    String word = aWord(event, "SPRING", 3);
    redeemed("usr_1", codes.get(0));
    assertThat(codeOf(other.redeem("usr_2", codes.get(1)))).isEqualTo("done");

    for (String each : List.of(batch, word, batch)) {
      assertThat(codeOf(staff("accessCode.void", event, new JsonObject().put("batch", each))))
          .isEqualTo("done");
    }
    other.pass(Duration.ofSeconds(1));

    assertThat(redeemed("usr_3", codes.get(2))).isEqualTo("code-invalid");
    assertThat(codeOf(other.redeem("usr_3", codes.get(2)))).isEqualTo("code-invalid");
    assertThat(redeemed("usr_3", "SPRING")).isEqualTo("code-invalid");
    assertThat(redeemed("usr_1", codes.get(0))).isEqualTo("code-invalid");
    assertThat(listed(event)).allMatch(each -> each.containsKey("voidedAt"));
    assertThat(
            codeOf(staff("accessCode.void", aCampaign(null), new JsonObject().put("batch", batch))))
        .isEqualTo("batch-not-found");
  }

  @Test
  void event_thatTakesNoClaims_codeInvalidOrAsAClaim() {
    Event draft = withState(EventState.DRAFT, -10, 10);
    Event canceled = withState(EventState.CANCELED, -10, 10);
    Event over = withState(EventState.PUBLISHED, -100_000, -90_000);
    Event paused = withState(EventState.PAUSED, -10, 10);
    Event upcoming = withState(EventState.PUBLISHED, 10, 20);
    Event ended = withState(EventState.PUBLISHED, -100, -10);

    assertThat(redeemed("usr_1", codes(draft, 1).get(0))).isEqualTo("code-invalid");
    assertThat(redeemed("usr_1", codes(canceled, 1).get(0))).isEqualTo("code-invalid");
    assertThat(redeemed("usr_1", codes(over, 1).get(0))).isEqualTo("code-invalid");
    assertThat(redeemed("usr_1", codes(paused, 1).get(0))).isEqualTo("event-not-active");
    assertThat(redeemed("usr_1", codes(upcoming, 1).get(0))).isEqualTo("event-not-active");
    assertThat(redeemed("usr_1", codes(ended, 1).get(0))).isEqualTo("done");
  }

  private Event withState(EventState state, int from, int to) {
    Event event =
        kept(
            coded(
                anEvent(state, NOW.plusSeconds(from), NOW.plusSeconds(to)),
                Mode.EACH,
                Approval.AUTO));
    kept(aReward(event.id(), null));
    return event;
  }

  @Test
  void refused_allInTheSameWords() {
    Event event = aCampaign(null);
    String used = codes(event, 1).get(0);
    redeemed("usr_0", used);
    String ofDraft = codes(withState(EventState.DRAFT, -10, 10), 1).get(0);
    String ofOver = codes(withState(EventState.PUBLISHED, -100_000, -90_000), 1).get(0);

    Set<String> problems = new TreeSet<>();
    for (String code : List.of("0000-0000-0000-0000", used, ofDraft, ofOver)) {
      problems.add(failureOf(node.redeem("usr_1", code)).toProblem("req").encode());
    }

    assertThat(problems).hasSize(1);
  }

  /** None is faster than the slowest is expected to be; how alike they are .ci/long measures. */
  @Test
  void refused_noneSoonerThanTheFloor() {
    CodeNode slow = node(Map.of("ACCESS_REFUSAL_MS", 150));
    Event event = aCampaign(null);
    String used = codes(event, 1).get(0);
    redeemed("usr_0", used);
    String ofDraft = codes(withState(EventState.DRAFT, -10, 10), 1).get(0);

    for (String code : List.of("0000-0000-0000-0000", used, ofDraft)) {
      long begun = System.nanoTime();
      assertThat(codeOf(slow.redeem("usr_1", code))).isEqualTo("code-invalid");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(145));
    }
  }

  @Test
  void usedUp_notTheConditionsAreToldAnybody() {
    Event event = kept(coded(asking(anEvent(), wins(1)), Mode.EACH, Approval.AUTO));
    kept(aReward(event.id(), null));
    String code = codes(event, 1).get(0);
    assertThat(redeemed("usr_1", code)).isEqualTo("conditions-not-met");
    assertThat(
            codeOf(
                node.call(
                    "activity.record",
                    Role.SERVICE,
                    "usr_game",
                    new JsonObject()
                        .put(
                            "activities",
                            new JsonArray()
                                .add(
                                    new JsonObject()
                                        .put("id", "a")
                                        .put("userId", "usr_1")
                                        .put("type", "WIN")
                                        .put("at", NOW.toString()))))))
        .isEqualTo("done");
    assertThat(redeemed("usr_1", code)).isEqualTo("done");

    assertThat(redeemed("usr_2", code)).isEqualTo("code-invalid");
    assertThat(redeemed("usr_1", code)).isEqualTo("already-claimed");
  }

  @Test
  void outOfStock_codeStaysGood() {
    Event event = aCampaign(1);
    List<String> codes = codes(event, 2);
    redeemed("usr_1", codes.get(0));

    assertThat(redeemed("usr_2", codes.get(1))).isEqualTo("out-of-stock");
    assertThat(redeemed("usr_2", codes.get(0))).isEqualTo("code-invalid");
    assertThat(redeemed("usr_1", codes.get(0))).isEqualTo("already-claimed");
  }

  @Test
  void purpose_asTheEventGivesItsRewards() {
    Event each = aCodedEvent();
    Reward one = kept(aReward(each.id(), null));
    String alone = codes(each, 1).get(0);
    Reward two = kept(aReward(each.id(), null));
    Event together = kept(coded(anEvent(), Mode.ALL, Approval.AUTO));
    kept(aReward(together.id(), null));
    kept(aReward(together.id(), 5));

    assertThat(codeOf(generate(each, 1))).isEqualTo("reward-required");
    assertThat(codeOf(addWord(each, "SPRING", 1))).isEqualTo("reward-required");
    assertThat(codeOf(generateFor(each, "rwd_none"))).isEqualTo("reward-not-found");
    assertThat(codeOf(generateFor(together, one.id()))).isEqualTo("reward-not-accepted");
    assertThat(codeOf(generate(kept(anEvent()), 1))).isEqualTo("event-not-coded");
    assertThat(codeOf(addWord(kept(anEvent()), "SPRING", 1))).isEqualTo("event-not-coded");
    String forTwo = texts(generateFor(each, two.id()).await()).get(0);
    String forAll = codes(together, 1).get(0);
    // It was made when there was one reward alone, and stays for that one.
    assertThat(rewards(alone)).containsExactly(one.id());
    assertThat(rewards(forTwo)).containsExactly(two.id());
    assertThat(rewards(forAll)).hasSize(2);
  }

  private Future<Reply> generateFor(Event event, String rewardId) {
    JsonObject message = new JsonObject().put("count", 1).put("rewardId", rewardId);
    return staff("accessCode.generate", event, message);
  }

  private List<String> rewards(String code) {
    return node.redeem("usr_1", code).await().body().getJsonArray("rewards").stream()
        .map(reward -> ((JsonObject) reward).getString("rewardId"))
        .toList();
  }

  @Test
  void generate_pageAfterPage_eachOnceAndAllOfThem() {
    Event event = aCampaign(null);
    CodeNode small = node(Map.of("ACCESS_CODE_PAGE", 100));
    JsonObject message = new JsonObject().put("eventId", event.id()).put("count", 250);
    Reply first = page(small, "usr_olga", message).await();
    String cursor = first.body().getString("nextCursor");
    JsonObject second = message.copy().put("cursor", cursor);

    // Of equal calls for one page one has it, and nobody else has anything.
    List<Future<Reply>> both =
        List.of(
            page(small, "usr_olga", second),
            page(node(Map.of("ACCESS_CODE_PAGE", 100)), "usr_olga", second));
    assertThat(outcomes(both)).isEqualTo(Map.of("done", 1L, "invalid-cursor", 1L));
    Reply won = both.stream().filter(Future::succeeded).findFirst().get().result();
    Reply last =
        page(small, "usr_olga", message.copy().put("cursor", won.body().getString("nextCursor")))
            .await();

    assertThat(last.body().containsKey("nextCursor")).isFalse();
    Set<String> all = new TreeSet<>();
    for (Reply each : List.of(first, won, last)) {
      assertThat(each.headers()).isEqualTo(first.headers());
      all.addAll(texts(each));
    }
    assertThat(all).hasSize(250);
    assertThat(listed(event)).hasSize(1);
    assertThat(listed(event).get(0).getInteger("count")).isEqualTo(250);
    assertThat(codeOf(page(small, "usr_olga", second))).isEqualTo("invalid-cursor");
    assertThat(redeemed("usr_1", texts(last).get(49))).isEqualTo("done");
  }

  private static Future<Reply> page(CodeNode node, String userId, JsonObject message) {
    return node.call("accessCode.generate", Role.OPERATOR, userId, message.copy());
  }

  @Test
  void generate_voidedMeanwhile_goesNotOn() {
    Event event = aCampaign(null);
    CodeNode small = node(Map.of("ACCESS_CODE_PAGE", 10));
    JsonObject message = new JsonObject().put("eventId", event.id()).put("count", 25);
    Reply first = page(small, "usr_olga", message).await();
    String batch = first.headers().get("Laurel-Batch");
    staff("accessCode.void", event, new JsonObject().put("batch", batch)).await();

    String cursor = first.body().getString("nextCursor");

    assertThat(codeOf(page(small, "usr_olga", message.put("cursor", cursor))))
        .isEqualTo("batch-void");
    assertThat(listed(event).get(0).getInteger("count")).isEqualTo(10);
  }

  @Test
  void tries_fiveFreeThenWaitsOverBothNodes_alsoForTheRightCode() {
    Event event = aCampaign(null);
    List<String> codes = codes(event, 3);
    for (int i = 0; i < 5; i++) {
      assertThat(codeOf((i % 2 == 0 ? node : other).redeem("usr_1", "WRONG-" + i)))
          .isEqualTo("code-invalid");
    }

    Failure sixth = failureOf(other.redeem("usr_1", codes.get(0)));
    assertThat(sixth.code()).isEqualTo("too-many-attempts");
    assertThat(sixth.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    assertThat(redeemed("usr_2", codes.get(1))).isEqualTo("done");
    time.pass(Duration.ofMillis(999));
    assertThat(redeemed("usr_1", codes.get(0))).isEqualTo("too-many-attempts");
    time.pass(Duration.ofMillis(1));
    assertThat(redeemed("usr_1", codes.get(0))).isEqualTo("done");

    // Each wrong one doubles the wait.
    assertThat(redeemed("usr_1", "WRONG-6")).isEqualTo("code-invalid");
    assertThat(failureOf(node.redeem("usr_1", "WRONG-7")).retryAfter())
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void tries_manyAtOnceOnTwoNodes_fiveAreAnsweredAndTheRightOneIsNotHidden() {
    String right = codes(aCampaign(null), 1).get(0);
    List<Future<Reply>> guesses = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String code = i == 59 ? right : "WRONG-" + i;
      guesses.add((i % 2 == 0 ? node : other).redeem("usr_1", code));
    }

    Map<String, Long> outcomes = outcomes(guesses);

    assertThat(outcomes).isEqualTo(Map.of("code-invalid", 5L, "too-many-attempts", 55L));
  }

  @Test
  void tries_ofCodesThatWere_areNone() {
    Event event = aCampaign(null);
    String used = codes(event, 1).get(0);
    redeemed("usr_0", used);
    String ofDraft = codes(withState(EventState.DRAFT, -10, 10), 1).get(0);
    for (int i = 0; i < 10; i++) {
      assertThat(redeemed("usr_1", used)).isEqualTo("code-invalid");
      assertThat(redeemed("usr_1", ofDraft)).isEqualTo("code-invalid");
    }

    assertThat(redeemed("usr_1", codes(event, 1).get(0))).isEqualTo("done");
  }

  @Test
  void tries_ofMoreThanFiftyPlayers_theirAddressWaitsButNotGameServers() {
    List<String> codes = codes(aCampaign(null), 3);
    Origin here = new Origin("203.0.113.7", "curl/8");
    for (int i = 0; i < 51; i++) {
      assertThat(codeOf(from(here, Role.USER, "usr_" + i, "WRONG-" + i))).isEqualTo("code-invalid");
      // A second one of the same player says nothing new of the address.
      from(here, Role.USER, "usr_" + i, "WRONG-" + i).otherwiseEmpty().await();
    }

    assertThat(codeOf(from(here, Role.USER, "usr_honest", codes.get(0))))
        .isEqualTo("too-many-attempts");
    assertThat(codeOf(from(new Origin("203.0.113.8", null), Role.USER, "usr_a", codes.get(0))))
        .isEqualTo("done");
    assertThat(codeOf(from(here, Role.SERVICE, "usr_game", codes.get(1)))).isEqualTo("done");
    time.pass(Duration.ofHours(1));
    assertThat(codeOf(from(here, Role.USER, "usr_honest", codes.get(2)))).isEqualTo("done");
  }

  @Test
  void tries_ofGameServer_countForEachPlayerAlone() {
    String code = codes(aCampaign(null), 1).get(0);
    Origin here = new Origin("203.0.113.7", "curl/8");
    for (int i = 0; i < 60; i++) {
      JsonObject wrong = new JsonObject().put("code", "WRONG-1").put("userId", "steam:" + i);
      assertThat(codeOf(node.call("claim.redeem", Role.SERVICE, "usr_game", wrong, here)))
          .isEqualTo("code-invalid");
    }

    assertThat(codeOf(from(here, Role.SERVICE, "usr_game", code))).isEqualTo("done");
  }

  private Future<Reply> from(Origin origin, Role role, String userId, String code) {
    JsonObject message = new JsonObject().put("code", code);
    if (role == Role.SERVICE) {
      message.put("userId", "steam:of-" + code);
    }
    return node.call("claim.redeem", role, userId, message, origin);
  }

  @Test
  void key_repeated_sameClaimHoweverItIsTyped() {
    Event event = aCampaign(null);
    List<String> codes = codes(event, 2);
    JsonObject first = keyed("usr_1", codes.get(0)).await().body();

    Reply again =
        keyed("usr_1", codes.get(0).replace("-", "").toLowerCase(java.util.Locale.ROOT)).await();

    assertThat(again.isReplayed()).isTrue();
    assertThat(again.body()).isEqualTo(first);
    assertThat(codeOf(keyed("usr_1", codes.get(1)))).isEqualTo("idempotency-key-reused");
    assertThat(redeemed("usr_2", codes.get(1))).isEqualTo("done");
  }

  /** A repeat gets its claim, although nobody gets one by that code any more. */
  @Test
  void key_repeatedAfterItsBatchWasVoided_sameClaim() {
    Event event = aCampaign(null);
    List<String> codes = codes(event, 2);
    JsonObject first = keyed("usr_1", codes.get(0)).await().body();
    String batch = listed(event).get(0).getString("batch");
    staff("accessCode.void", event, new JsonObject().put("batch", batch)).await();

    assertThat(keyed("usr_1", codes.get(0)).await().body()).isEqualTo(first);
    assertThat(redeemed("usr_2", codes.get(1))).isEqualTo("code-invalid");
  }

  private Future<Reply> keyed(String userId, String code) {
    JsonObject message = new JsonObject().put("code", code).put("Idempotency-Key", "key-1");
    return node.call("claim.redeem", Role.USER, userId, message);
  }

  @Test
  void sealKeys_rotated_noCodeAndNoWordIsLost() {
    Event event = aCampaign(null);
    List<String> codes = codes(event, 1);
    aWord(event, "SPRING", 2);
    JsonObject before = keyed("usr_1", codes.get(0)).await().body();
    CodeNode rotated =
        node(
            Map.of(
                "SEAL_KEYS",
                io.laurel.event.Fixtures.SEAL_KEY + "\nZ9Xn2LkV5tRz7WmB4cYp9HsJ1dFg6TaE"));

    assertThat(codeOf(rotated.redeem("usr_2", "SPRING"))).isEqualTo("done");
    JsonObject message = new JsonObject().put("code", codes.get(0)).put("Idempotency-Key", "key-1");
    assertThat(rotated.call("claim.redeem", Role.USER, "usr_1", message).await().body())
        .isEqualTo(before);
    JsonObject word =
        new JsonObject().put("eventId", aCampaign(null).id()).put("word", "SPRING").put("uses", 1);
    assertThat(codeOf(rotated.call("accessCode.addWord", Role.OPERATOR, "usr_olga", word)))
        .isEqualTo("word-taken");
  }

  @Test
  void plainClaim_codeRequiredAndWhyAndNeverClaimable() {
    Event event = aCampaign(null);
    Event open = kept(anEvent());
    kept(aReward(open.id(), null));
    JsonObject named = new JsonObject().put("eventId", event.id());

    assertThat(codeOf(node.call("claim.submit", Role.USER, "usr_1", named.copy())))
        .isEqualTo("code-required");
    JsonObject reward =
        node.call("progress.mine", Role.USER, "usr_1", named.copy())
            .await()
            .body()
            .getJsonArray("rewards")
            .getJsonObject(0);
    JsonArray claimables =
        node.call("claimable.list", Role.USER, "usr_1", new JsonObject())
            .await()
            .body()
            .getJsonArray("items");

    assertThat(reward.getJsonArray("why")).containsExactly("code-required");
    assertThat(reward.getBoolean("claimable")).isFalse();
    assertThat(claimables)
        .extracting(item -> ((JsonObject) item).getString("eventId"))
        .containsExactly(open.id());
    assertThat(REFUSED).contains(codeOf(node.redeem("usr_1", "0000-0000")));
  }
}
