package io.laurel.event.claims.decision;

import static io.laurel.event.Calls.codeOf;
import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.entries;
import static io.laurel.event.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.event.ClaimRules;
import io.laurel.event.catalog.event.ClaimRules.Approval;
import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.event.InMemoryEventStore;
import io.laurel.event.catalog.reward.InMemoryRewardStore;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.stock.Decade;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.event.claims.claim.ClaimedReward;
import io.laurel.event.claims.claim.InMemoryClaimStore;
import io.laurel.event.claims.claim.Node;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecisionServiceTest {
  private final Vertx vertx = Vertx.vertx();
  private final InMemoryAuditStore audit = new InMemoryAuditStore();
  private final InMemoryEventStore events = new InMemoryEventStore();
  private final InMemoryRewardStore rewards = new InMemoryRewardStore();
  private final InMemoryClaimStore claims = new InMemoryClaimStore(audit);
  private final Node node = new Node(vertx, events, rewards, claims, CLOCK);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Event kept(Approval approval) {
    Event event = with(anEvent(), new ClaimRules(Mode.EACH, approval));
    events.insert(event, anEntry("x")).await();
    return event;
  }

  private Reward keptReward(Event event, Integer stock) {
    Reward reward = aReward(event.id(), stock);
    rewards.insert(reward, anEntry("x")).await();
    return reward;
  }

  private String claimed(Event event, String userId) {
    return node.claim(userId, event.id(), null, null).await().body().getString("id");
  }

  private Future<Reply> decide(String operation, String claimId) {
    return node.decide(operation, "usr_olga", claimId, "because");
  }

  /** Out of a claim that waits: a decision, and what it must be answered. */
  @ParameterizedTest
  @CsvSource({"claim.approve,GRANTED", "claim.reject,REJECTED"})
  void decide_pending_statusHistoryAndAudit(String operation, ClaimStatus status) {
    Event event = kept(Approval.MANUAL);
    keptReward(event, 5);
    String id = claimed(event, "usr_ada");

    JsonObject claim = decide(operation, id).await().body();

    assertThat(claim.getString("status")).isEqualTo(status.name());
    assertThat(claim.getString("decidedBy")).isEqualTo("usr_olga");
    assertThat(claim.getString("decidedAt")).isEqualTo("2026-05-03T12:00:00.123Z");
    assertThat(claim.getString("reason")).isEqualTo("because");
    assertThat(statuses(claim)).containsExactly("PENDING_APPROVAL", status.name());
    AuditEntry entry = entries(audit, id).get(0);
    assertThat(entry.action()).isEqualTo(operation);
    assertThat(entry.actor()).isEqualTo("usr_olga");
    assertThat(entry.reason()).isEqualTo("because");
    assertThat(entry.before()).isEqualTo(new JsonObject().put("status", "PENDING_APPROVAL"));
    assertThat(entry.after()).isEqualTo(new JsonObject().put("status", status.name()));
    assertThat(entries(audit, id)).hasSize(1);
  }

  private static List<String> statuses(JsonObject claim) {
    return claim.getJsonArray("history").stream()
        .map(change -> ((JsonObject) change).getString("status"))
        .toList();
  }

  private List<String> results(JsonObject answer) {
    return answer.getJsonArray("results").stream()
        .map(JsonObject.class::cast)
        .map(result -> result.getString("status") + " " + result.getString("code"))
        .toList();
  }

  @Test
  void decideMany_eachByItself_inTheOrderSent() {
    Event event = kept(Approval.MANUAL);
    keptReward(event, null);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      ids.add(claimed(event, "usr_" + i));
    }
    String own = claimed(event, "usr_olga");
    decide("claim.approve", ids.get(3)).await();
    List<String> sent = new ArrayList<>(ids);
    sent.add(0, own);
    sent.add(5, "clm_none");

    JsonObject answer = node.decideMany("usr_olga", "REJECT", sent, "cheats").await();

    List<String> expected = new ArrayList<>(Collections.nCopies(11, "REJECTED null"));
    expected.set(3, "GRANTED claim-not-pending");
    expected.add(0, "PENDING_APPROVAL own-claim");
    expected.add(5, "null claim-not-found");
    assertThat(results(answer)).isEqualTo(expected);
    assertThat(answer.getJsonArray("results"))
        .extracting(result -> ((JsonObject) result).getString("claimId"))
        .isEqualTo(sent);
    AuditEntry entry = entries(audit, ids.get(0)).get(0);
    assertThat(entry.action()).isEqualTo("claim.decideMany");
    assertThat(entry.reason()).isEqualTo("cheats");
    assertThat(entry.eventId()).isEqualTo(event.id());
    assertThat(claims.find(ids.get(9)).await().lastChange().reason()).isEqualTo("cheats");
  }

  @ParameterizedTest
  @CsvSource({"APPROVE,PENDING_APPROVAL,GRANTED", "REVOKE,GRANTED,REVOKED"})
  void decideMany_again_conflictsThatSayWhatTheClaimIs(
      String decision, ClaimStatus before, ClaimStatus after) {
    Event event = kept(before == ClaimStatus.GRANTED ? Approval.AUTO : Approval.MANUAL);
    keptReward(event, null);
    List<String> ids = List.of(claimed(event, "usr_ada"), claimed(event, "usr_bob"));

    node.decideMany("usr_olga", decision, ids, "because").await();
    List<String> again = results(node.decideMany("usr_olga", decision, ids, "because").await());

    assertThat(again)
        .containsOnly(
            after + (before == ClaimStatus.GRANTED ? " claim-not-granted" : " claim-not-pending"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"REJECT", "REVOKE"})
  void decideMany_withoutTheReasonItNeeds_nothingIsDecided(String decision) {
    Event event = kept(Approval.MANUAL);
    keptReward(event, null);
    String id = claimed(event, "usr_ada");

    assertThat(codeOf(node.decideMany("usr_olga", decision, List.of(id), null)))
        .isEqualTo("invalid-request");
    assertThat(claims.find(id).await().status()).isEqualTo(ClaimStatus.PENDING_APPROVAL);
    assertThat(results(node.decideMany("usr_olga", "APPROVE", List.of(id), null).await()))
        .containsExactly("GRANTED null");
  }

  @Test
  void approve_then_goesOnHoldingUserAndUnit() {
    Event event = kept(Approval.MANUAL);
    keptReward(event, 1);
    String id = claimed(event, "usr_ada");

    decide("claim.approve", id).await();

    assertThat(codeOf(node.claim("usr_ada", event.id(), null, null))).isEqualTo("already-claimed");
    assertThat(codeOf(node.claim("usr_bea", event.id(), null, null))).isEqualTo("out-of-stock");
  }

  @ParameterizedTest
  @CsvSource({"MANUAL,claim.reject", "AUTO,claim.revoke"})
  void release_lastUnit_claimableAtOnceByTheSameUser(Approval approval, String operation) {
    Event event = kept(approval);
    Reward reward = keptReward(event, 1);
    String id = claimed(event, "usr_ada");
    assertThat(codeOf(node.claim("usr_bea", event.id(), null, null))).isEqualTo("out-of-stock");

    decide(operation, id).await();

    assertThat(claims.find(id).await().locks()).containsExactly("released:" + id);
    JsonObject again = node.claim("usr_ada", event.id(), null, null).await().body();
    assertThat(again.getJsonArray("rewards").getJsonObject(0).getInteger("serial")).isEqualTo(1);
    assertThat(claims.countHeld(event.id(), reward.id(), Decade.ALL).await()).isEqualTo(1);
  }

  @Test
  void revoke_shownCode_nobodyElseGetsItButTheUserMayClaimAgain() {
    Event event = kept(Approval.AUTO);
    Reward reward = keptReward(event, 2);
    Claim claim = coded(event, reward, ClaimStatus.GRANTED);

    decide("claim.revoke", claim.id()).await();

    assertThat(claims.find(claim.id()).await().locks())
        .containsExactlyInAnyOrder("released:" + claim.id(), reward.id() + "#00000001");
    JsonObject again = node.claim("usr_ada", event.id(), null, null).await().body();
    assertThat(again.getJsonArray("rewards").getJsonObject(0).getInteger("serial")).isEqualTo(2);
    assertThat(codeOf(node.claim("usr_bea", event.id(), null, null))).isEqualTo("out-of-stock");
  }

  @Test
  void reject_codeNobodySaw_freed() {
    Event event = kept(Approval.MANUAL);
    Claim claim = coded(event, keptReward(event, 1), ClaimStatus.PENDING_APPROVAL);

    decide("claim.reject", claim.id()).await();

    assertThat(claims.find(claim.id()).await().locks()).containsExactly("released:" + claim.id());
    assertThat(codeOf(node.claim("usr_bea", event.id(), null, null))).isEqualTo("done");
  }

  private Claim coded(Event event, Reward reward, ClaimStatus status) {
    Claim claim =
        new Claim(
            "clm_coded",
            event.id(),
            "usr_ada",
            null,
            1,
            status,
            List.of(new ClaimedReward(reward.id(), 1, "Key", "COUPON", 1, null, 1, true, null)),
            List.of(),
            List.of(reward.id() + "@usr_ada/EVENT/1", reward.id() + "#00000001"),
            NOW,
            List.of(new Claim.Transition(NOW, status, "system", null)),
            List.of(),
            null,
            null,
            null);
    claims.insert(claim).await();
    return claim;
  }

  @ParameterizedTest
  @CsvSource({
    "claim.approve,claim.approve,claim-not-pending",
    "claim.approve,claim.reject,claim-not-pending",
    "claim.reject,claim.approve,claim-not-pending",
    "claim.reject,claim.revoke,claim-not-granted",
    "claim.approve+claim.revoke,claim.revoke,claim-not-granted",
    "claim.approve+claim.revoke,claim.approve,claim-not-pending"
  })
  void decide_otherStatus_refusedTellingWhoAndWhen(String before, String operation, String code) {
    Event event = kept(Approval.MANUAL);
    keptReward(event, 5);
    String id = claimed(event, "usr_ada");
    for (String earlier : before.split("\\+", -1)) {
      decide(earlier, id).await();
    }
    Claim claim = claims.find(id).await();

    Future<Reply> answer = node.decide(operation, "usr_late", id, "because");

    assertThat(codeOf(answer)).isEqualTo(code);
    assertThat(answer.cause())
        .hasMessageContaining(claim.status().name())
        .hasMessageContaining("2026-05-03T12:00:00.123Z")
        .hasMessageContaining("usr_olga");
    assertThat(claims.find(id).await()).isEqualTo(claim);
  }

  @ParameterizedTest
  @ValueSource(strings = {"claim.approve", "claim.reject", "claim.revoke"})
  void decide_ownClaim_refusedWhateverItsStatus(String operation) {
    Event event = kept(Approval.MANUAL);
    keptReward(event, 5);
    String id = claimed(event, "usr_olga");

    assertThat(codeOf(decide(operation, id))).isEqualTo("own-claim");
    assertThat(claims.find(id).await().status()).isEqualTo(ClaimStatus.PENDING_APPROVAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"claim.approve", "claim.reject", "claim.revoke", "claim.annotate"})
  void decide_noSuchClaim_claimNotFound(String operation) {
    assertThat(codeOf(decide(operation, "clm_none"))).isEqualTo("claim-not-found");
  }

  /** P4: what was claimed in time is decided in any time. */
  @Test
  void approve_longAfterTheEventWasCanceled_granted() {
    Event event = kept(Approval.MANUAL);
    keptReward(event, 5);
    String id = claimed(event, "usr_ada");
    events.replace(event.in(EventState.CANCELED, NOW), anEntry(event.id())).await();
    Clock later = Clock.offset(CLOCK, Duration.ofDays(400));
    Node then = new Node(vertx, events, rewards, claims, later);

    assertThat(codeOf(then.decide("claim.approve", "usr_olga", id, null))).isEqualTo("done");
  }

  @Test
  void annotate_seenByStaffNotByTheClaimant_earlierTextInTheAudit() {
    Event event = kept(Approval.AUTO);
    keptReward(event, 5);
    String id = claimed(event, "usr_ada");

    node.decide("claim.annotate", "usr_olga", id, "first").await();
    JsonObject second = node.decide("claim.annotate", "usr_olga", id, "second").await().body();
    JsonObject removed = node.decide("claim.annotate", "usr_olga", id, "").await().body();

    assertThat(second.getString("notes")).isEqualTo("second");
    assertThat(removed.containsKey("notes")).isFalse();
    assertThat(entries(audit, id))
        .extracting(entry -> entry.before() + " " + entry.after())
        .containsExactlyInAnyOrder(
            "{} {\"notes\":\"first\"}",
            "{\"notes\":\"first\"} {\"notes\":\"second\"}",
            "{\"notes\":\"second\"} {}");
  }

  @ParameterizedTest
  @CsvSource({"USER,usr_ada,", "OPERATOR,usr_x,n", "AUDITOR,usr_x,n", "ADMIN,usr_x,n"})
  void get_notes_forStaffOnly(Role role, String userId, String notes) {
    Event event = kept(Approval.AUTO);
    keptReward(event, 5);
    String id = claimed(event, "usr_ada");
    node.decide("claim.annotate", "usr_olga", id, "n").await();

    assertThat(node.get(role, userId, id).await().getString("notes")).isEqualTo(notes);
  }

  @Test
  void annotate_sameText_noEntry() {
    Event event = kept(Approval.AUTO);
    keptReward(event, 5);
    String id = claimed(event, "usr_ada");
    node.decide("claim.annotate", "usr_olga", id, "n").await();

    node.decide("claim.annotate", "usr_olga", id, "n").await();

    assertThat(entries(audit, id)).hasSize(1);
    assertThat(new JsonArray(statuses(node.get(Role.ADMIN, "usr_x", id).await()))).hasSize(1);
  }
}
