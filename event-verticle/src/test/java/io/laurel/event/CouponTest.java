package io.laurel.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Coupons as a plain member of the cluster sees them, which three event nodes serve in turn. */
final class CouponTest {
  /** What nodes look at by themselves, every few seconds, whatever is called meanwhile. */
  private static final Set<String> POLLED = Set.of("endpoints", "deliveries");

  private static final int NODES = 3;
  private static final String OPERATOR = "OPERATOR:olga";

  private final Vertx vertx = Vertx.vertx();
  private final List<String> commands = new CopyOnWriteArrayList<>();

  private final EventBusHarness bus =
      new EventBusHarness(
          vertx,
          new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent started) {
              if (started.getCommand().containsKey("find")) {
                String read = started.getCommand().getString("find").getValue();
                if (!POLLED.contains(read)) {
                  commands.add(read);
                }
              }
            }
          });

  @BeforeEach
  void deploy() {
    for (int node = 0; node < NODES; node++) {
      bus.deploy(Map.of("SWEEP_INTERVAL_MS", "60000"));
    }
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private String anEvent(String approval, long startsIn) {
    Instant starts = Instant.now().plusSeconds(startsIn);
    JsonObject event =
        new JsonObject()
            .put("name", "Coupons")
            .put("startsAt", starts.toString())
            .put("endsAt", starts.plusSeconds(3_600).toString())
            .put("approval", approval);
    String id = bus.call("event.create", OPERATOR, event).getString("id");
    return id;
  }

  private void publish(String eventId) {
    JsonObject state = new JsonObject().put("eventId", eventId).put("state", "PUBLISHED");
    bus.call("event.setState", OPERATOR, state);
  }

  private String running(String approval) {
    String eventId = anEvent(approval, -60);
    publish(eventId);
    return eventId;
  }

  private static JsonObject coupon(String eventId) {
    return new JsonObject()
        .put("eventId", eventId)
        .put("name", "Coupon")
        .put("type", "COUPON")
        .put("coded", true);
  }

  private JsonObject aCoupon(String eventId) {
    return bus.call("reward.create", OPERATOR, coupon(eventId));
  }

  private static JsonObject place(JsonObject reward) {
    return new JsonObject()
        .put("eventId", reward.getString("eventId"))
        .put("rewardId", reward.getString("id"));
  }

  private JsonObject load(JsonObject reward, String... codes) {
    return bus.call(
        "reward.importCodes", OPERATOR, place(reward).put("codes", new JsonArray(List.of(codes))));
  }

  private JsonObject claim(JsonObject reward, String user) {
    return bus.call("claim.submit", "USER:" + user, place(reward));
  }

  private static String code(JsonObject claim) {
    return claim.getJsonArray("rewards").getJsonObject(0).getString("code");
  }

  private JsonObject claimAs(String token, JsonObject claim) {
    return bus.call("claim.get", token, new JsonObject().put("claimId", claim.getString("id")));
  }

  @Test
  void reward_coded_stockIsTheNumberOfItsCodes() {
    JsonObject reward = aCoupon(running("AUTO"));
    assertThat(reward.getBoolean("coded")).isTrue();
    assertThat(reward.getInteger("stock")).isZero();
    assertThat(reward.getInteger("remaining")).isZero();

    assertThat(load(reward, "AAAA-1111", "BBBB-2222", "AAAA-1111"))
        .isEqualTo(new JsonObject().put("imported", 2).put("duplicates", 1).put("stock", 2));
    claim(reward, "ada");

    JsonObject now = bus.call("reward.get", "USER:ada", place(reward));
    assertThat(now.getInteger("stock")).isEqualTo(2);
    assertThat(now.getInteger("remaining")).isEqualTo(1);
    assertThat(now.getInteger("version")).isEqualTo(2);
  }

  @Test
  void reward_notCoded_saysSo() {
    JsonObject reward =
        bus.call("reward.create", OPERATOR, coupon(running("AUTO")).put("coded", false));

    assertThat(reward.getBoolean("coded")).isFalse();
    assertThat(reward.containsKey("stock")).isFalse();
  }

  @Test
  void reward_codedWithAStock_refusedWithItsPointer() {
    String eventId = anEvent("AUTO", 600);
    JsonObject reward = aCoupon(eventId);

    Stream<Failure> refusals =
        Stream.of(
            bus.refusal("reward.create", OPERATOR, coupon(eventId).put("stock", 5)),
            bus.refusal("reward.update", OPERATOR, patch(reward).put("stock", 5)),
            bus.refusal("reward.update", OPERATOR, patch(reward).putNull("stock")),
            bus.refusal(
                "reward.update", OPERATOR, patch(reward).put("stock", 5).put("coded", true)));

    assertThat(refusals)
        .allSatisfy(
            refused ->
                assertThat(refused.faults())
                    .extracting(Failure.Fault::pointer)
                    .containsExactly("/stock"));
  }

  private static JsonObject patch(JsonObject reward) {
    return place(reward).put("If-Match", "*");
  }

  @Test
  void reward_edited_codesAndStockStay() {
    JsonObject reward = aCoupon(anEvent("AUTO", 600));
    load(reward, "a", "b", "c");

    JsonObject edited = bus.call("reward.update", OPERATOR, patch(reward).put("name", "Other"));

    assertThat(edited.getInteger("stock")).isEqualTo(3);
    assertThat(edited.getBoolean("coded")).isTrue();
    assertThat(load(reward, "c", "d").getInteger("stock")).isEqualTo(4);
  }

  @Test
  void reward_becomesCodedBeforeTheStart_hasNoStockUntilCodesCome() {
    JsonObject reward =
        bus.call(
            "reward.create",
            OPERATOR,
            coupon(anEvent("AUTO", 600)).put("coded", false).put("stock", 7));

    JsonObject coded = bus.call("reward.update", OPERATOR, patch(reward).put("coded", true));

    assertThat(coded.getInteger("stock")).isZero();
    assertThat(load(reward, "a").getInteger("stock")).isEqualTo(1);
  }

  @Test
  void reward_withCodes_staysCoded() {
    JsonObject reward = aCoupon(anEvent("AUTO", 600));
    load(reward, "a", "b", "c");

    for (Object off : new Object[] {false, null}) {
      JsonObject patch = patch(reward).put("coded", off);
      assertThat(bus.refusal("reward.update", OPERATOR, patch).code())
          .isEqualTo("reward-has-codes");
      assertThat(bus.refusal("reward.update", OPERATOR, patch.put("stock", 5)).code())
          .isEqualTo("reward-has-codes");
    }

    assertThat(load(reward, "d").getInteger("stock")).isEqualTo(4);
  }

  @Test
  void reward_noLongerCoded_unlimitedUnlessThePatchSaysHowMany() {
    JsonObject one = aCoupon(anEvent("AUTO", 600));
    JsonObject other = aCoupon(anEvent("AUTO", 600));

    JsonObject unlimited = bus.call("reward.update", OPERATOR, patch(one).put("coded", false));
    JsonObject limited =
        bus.call("reward.update", OPERATOR, patch(other).putNull("coded").put("stock", 7));

    assertThat(unlimited.containsKey("stock")).isFalse();
    assertThat(limited.getInteger("stock")).isEqualTo(7);
    assertThat(bus.refusal("reward.importCodes", OPERATOR, codes(one, "d")).code())
        .isEqualTo("reward-not-coded");
  }

  private static JsonObject codes(JsonObject reward, String... codes) {
    return place(reward).put("codes", new JsonArray(List.of(codes)));
  }

  @Test
  void reward_codedChangedOnceItRuns_refused() {
    String eventId = running("AUTO");
    JsonObject coded = aCoupon(eventId);
    JsonObject plain = bus.call("reward.create", OPERATOR, coupon(eventId).put("coded", false));

    assertThat(bus.refusal("reward.update", OPERATOR, patch(coded).put("coded", false)).code())
        .isEqualTo("event-running");
    assertThat(bus.refusal("reward.update", OPERATOR, patch(plain).put("coded", true)).code())
        .isEqualTo("event-running");
  }

  @Test
  void reward_deletedDraft_itsCodesGoWithIt() {
    JsonObject reward = aCoupon(anEvent("AUTO", 600));
    JsonObject other = aCoupon(anEvent("AUTO", 600));
    load(reward, "a", "b", "c");
    load(other, "a");

    bus.call("reward.delete", OPERATOR, place(reward));

    assertThat(bus.events().collection("codes").count(new JsonObject()).await()).isEqualTo(1);
  }

  @Test
  void event_deletedDraft_theCodesOfItsRewardsGoWithIt() {
    String eventId = anEvent("AUTO", 600);
    load(aCoupon(eventId), "a", "b", "c");

    bus.call("event.delete", OPERATOR, new JsonObject().put("eventId", eventId));

    assertThat(bus.events().collection("codes").count(new JsonObject()).await()).isZero();
  }

  @Test
  void claim_granted_itsClaimantSeesTheCodeWhereverItIsShown() {
    JsonObject reward = aCoupon(running("AUTO"));
    load(reward, "AAAA-1111", "BBBB-2222");
    JsonObject request = place(reward).put("Idempotency-Key", "k-1");

    JsonObject claim = bus.call("claim.submit", "USER:ada", request.copy());

    assertThat(code(claim)).isIn("AAAA-1111", "BBBB-2222");
    JsonObject shown = claim.getJsonArray("rewards").getJsonObject(0);
    assertThat(shown.containsKey("coded")).isFalse();
    assertThat(code(claim)).isEqualTo(shown.getInteger("serial") == 1 ? "AAAA-1111" : "BBBB-2222");
    assertThat(bus.call("claim.submit", "USER:ada", request.copy())).isEqualTo(claim);
    assertThat(claimAs("USER:ada", claim)).isEqualTo(claim);
    assertThat(bus.call("claim.mine", "USER:ada", new JsonObject()).getJsonArray("items"))
        .containsExactly(claim);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPERATOR", "AUDITOR", "ADMIN"})
  void claim_granted_othersSeeHowTheCodeEnds(String role) {
    JsonObject reward = aCoupon(running("AUTO"));
    load(reward, "SPRING-7Q2K-WXYZ");
    JsonObject claim = claim(reward, "ada");

    assertThat(code(claimAs(role + ":olga", claim))).isEqualTo("…WXYZ");
    // Who has the role and the claim sees it whole.
    assertThat(code(claimAs(role + ":ada", claim))).isEqualTo("SPRING-7Q2K-WXYZ");
  }

  @ParameterizedTest
  @CsvSource({
    "123456789, …6789",
    "12345678, …5678",
    "1234567, …567",
    "12345, …45",
    "12, …2",
    "1, …"
  })
  void claim_granted_othersSeeAtMostHalfOfTheCode(String code, String shown) {
    JsonObject reward = aCoupon(running("AUTO"));
    load(reward, code);

    assertThat(code(claimAs(OPERATOR, claim(reward, "ada")))).isEqualTo(shown);
  }

  @Test
  void claim_pending_nobodySeesACode() {
    JsonObject reward = aCoupon(running("MANUAL"));
    load(reward, "AAAA-1111");

    JsonObject claim = claim(reward, "ada");

    assertThat(claim.getString("status")).isEqualTo("PENDING_APPROVAL");
    assertThat(code(claim)).isNull();
    for (String token : List.of("USER:ada", OPERATOR, "AUDITOR:alf", "ADMIN:root")) {
      assertThat(code(claimAs(token, claim))).as(token).isNull();
    }
  }

  private JsonObject decide(String operation, JsonObject claim) {
    JsonObject message = new JsonObject().put("claimId", claim.getString("id"));
    return bus.call(
        operation,
        OPERATOR,
        operation.equals("claim.approve") ? message : message.put("reason", "Because"));
  }

  @Test
  void claim_approved_itsClaimantSeesTheCodeStaffHowItEnds() {
    JsonObject reward = aCoupon(running("MANUAL"));
    load(reward, "AAAA-1111");
    JsonObject claim = claim(reward, "ada");

    assertThat(code(decide("claim.approve", claim))).isEqualTo("…1111");

    assertThat(code(claimAs("USER:ada", claim))).isEqualTo("AAAA-1111");
  }

  @Test
  void claim_rejected_itsCodeIsSomebodyElses() {
    JsonObject reward = aCoupon(running("MANUAL"));
    load(reward, "AAAA-1111");
    JsonObject claim = claim(reward, "ada");

    assertThat(code(decide("claim.reject", claim))).isNull();

    JsonObject next = untilGranted(reward, "bob").await();
    decide("claim.approve", next);
    assertThat(code(claimAs("USER:bob", next))).isEqualTo("AAAA-1111");
    assertThat(code(claimAs("USER:ada", claim))).isNull();
  }

  @Test
  void claim_revoked_nobodySeesItsCodeAndNobodyElseGetsIt() {
    JsonObject reward = aCoupon(running("AUTO"));
    load(reward, "AAAA-1111");
    JsonObject claim = claim(reward, "ada");

    assertThat(code(decide("claim.revoke", claim))).isNull();

    assertThat(code(claimAs("USER:ada", claim))).isNull();
    assertThat(bus.refusal("claim.submit", "USER:bob", place(reward)).code())
        .isEqualTo("out-of-stock");
    load(reward, "BBBB-2222");
    assertThat(code(claim(reward, "bob"))).isEqualTo("BBBB-2222");
  }

  @Test
  void claims_listedForStaff_codesMaskedButOwnOnes() {
    JsonObject reward = aCoupon(running("AUTO"));
    load(reward, "AAAA-1111", "BBBB-1111");
    claim(reward, "ada");
    String own = code(claim(reward, "alf"));

    for (String token : List.of(OPERATOR, "AUDITOR:alf", "ADMIN:root")) {
      List<String> codes =
          bus.call("claim.list", token, place(reward)).getJsonArray("items").stream()
              .map(claim -> code((JsonObject) claim))
              .toList();
      assertThat(codes).containsExactlyInAnyOrder("…1111", token.endsWith(":alf") ? own : "…1111");
    }
  }

  @Test
  void claim_noCodeYet_outOfStockUntilOneComesOnWhicheverNode() {
    JsonObject reward = aCoupon(running("AUTO"));
    for (int node = 0; node < NODES; node++) {
      assertThat(bus.refusal("claim.submit", "USER:u" + node, place(reward)).code())
          .isEqualTo("out-of-stock");
    }

    load(reward, "a", "b", "c");

    Set<String> codes = new java.util.TreeSet<>();
    for (int node = 0; node < NODES; node++) {
      codes.add(code(claim(reward, "u" + node)));
    }
    assertThat(codes).containsExactly("a", "b", "c");
    assertThat(bus.refusal("claim.submit", "USER:late", place(reward)).code())
        .isEqualTo("out-of-stock");
  }

  @Test
  void claims_shown_oneReadOfCodesAPageAndNoneWithoutCodes() {
    String eventId = running("AUTO");
    JsonObject plain = bus.call("reward.create", OPERATOR, coupon(eventId).put("coded", false));
    claim(plain, "ada");
    commands.clear();
    bus.call("claim.mine", "USER:ada", new JsonObject());
    assertThat(commands).containsExactly("claims");
    for (int i = 0; i < 5; i++) {
      JsonObject reward = aCoupon(eventId);
      load(reward, "code-" + i);
      claim(reward, "ada");
    }

    commands.clear();
    JsonArray mine = bus.call("claim.mine", "USER:ada", new JsonObject()).getJsonArray("items");

    assertThat(mine).hasSize(6);
    assertThat(commands).containsExactly("claims", "codes");
  }

  /** Five importers, whose codes overlap, while three hundred users ask until they have one. */
  @Test
  void claims_whileCodesAreImportedEverywhere_eachHasOneCodeAndNoTwoTheSame() {
    JsonObject reward = aCoupon(running("AUTO"));
    List<Future<JsonObject>> imports = new ArrayList<>();
    List<Future<JsonObject>> claims = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      claims.add(untilGranted(reward, "u" + i));
    }
    for (int i = 0; i < 10; i++) {
      List<String> codes =
          IntStream.range(i * 20, i * 20 + 120).mapToObj(n -> "CODE-" + n).toList();
      imports.add(
          bus.send(
              "reward.importCodes", OPERATOR, place(reward).put("codes", new JsonArray(codes))));
    }
    Future.all(imports).await();
    Future.all(claims).await();

    assertThat(claims)
        .extracting(claim -> code(claim.result()))
        .doesNotHaveDuplicates()
        .allMatch(code -> code.startsWith("CODE-"));
    assertThat(imports.stream().mapToInt(one -> one.result().getInteger("imported")).sum())
        .isEqualTo(300);
    JsonObject now = bus.call("reward.get", OPERATOR, place(reward));
    assertThat(now.getInteger("stock")).isEqualTo(300);
    assertThat(bus.refusal("claim.submit", "USER:late", place(reward)).code())
        .isEqualTo("out-of-stock");
  }

  private Future<JsonObject> untilGranted(JsonObject reward, String user) {
    return bus.send("claim.submit", "USER:" + user, place(reward))
        .recover(
            refused ->
                Failure.fromProblem(refused.getMessage()).code().equals("out-of-stock")
                    ? vertx.timer(20).compose(later -> untilGranted(reward, user))
                    : Future.failedFuture(refused));
  }
}
