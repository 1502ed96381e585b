package io.laurel.event;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.event.catalog.event.ClaimRules;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.event.EventTerms;
import io.laurel.event.catalog.reward.Limit;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.reward.RewardTerms;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.Claim.Transition;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.event.claims.claim.ClaimedReward;
import io.laurel.event.facts.condition.Conditions;
import io.laurel.event.facts.condition.Criteria;
import io.laurel.event.facts.condition.Measured;
import io.laurel.id.Ids;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Objects for tests: valid, and alike but for what a test names. */
public final class Fixtures {
  /** The moment at which tests happen. */
  public static final Instant NOW = Instant.parse("2026-05-03T12:00:00.123Z");

  /** A clock that stands at {@link #NOW}. */
  public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  /** A secret that codes and other secrets may be sealed with. */
  public static final String SEAL_KEY = "q8Xn2LkV5tRz7WmB4cYp9HsJ1dFg6TaE";

  private static final Ids IDS = Ids.by(Clock.systemUTC());

  private Fixtures() {}

  public static String anId(String prefix) {
    return IDS.next(prefix);
  }

  /** Criteria that read expressions at once, on the thread that asks. */
  public static Criteria criteria() {
    return new Criteria(Fixtures::atOnce);
  }

  /** No worker at all: does it at once, on the thread that asks. */
  public static Future<Void> atOnce(Runnable task) {
    task.run();
    return Future.succeededFuture();
  }

  /** Published, and active at {@link #NOW}. */
  public static Event anEvent() {
    return anEvent(
        EventState.PUBLISHED, NOW.minus(1, ChronoUnit.DAYS), NOW.plus(1, ChronoUnit.DAYS));
  }

  public static Event anEvent(EventState state, Instant startsAt, Instant endsAt) {
    return new Event(
        anId("evt"),
        new EventTerms(
            "Spring festival",
            "Flowers",
            new EventTerms.Schedule(startsAt, endsAt, endsAt.plus(1, ChronoUnit.HOURS)),
            Conditions.NONE,
            ClaimRules.DEFAULT),
        state,
        1,
        "usr_operator",
        NOW,
        NOW,
        null,
        null);
  }

  /** The same event, made at another time. */
  public static Event madeAt(Event event, Instant at) {
    return new Event(
        event.id(),
        event.terms(),
        event.state(),
        event.version(),
        event.createdBy(),
        at,
        at,
        event.publishedAt(),
        event.fingerprint());
  }

  /** Stock may be null for unlimited. */
  public static Reward aReward(String eventId, Integer stock) {
    return new Reward(
        anId("rwd"),
        eventId,
        new RewardTerms(
            "100 gems",
            "Shiny",
            "CURRENCY",
            100,
            new JsonObject().put("color", "green").put("weight", 1.5).put("rare", true),
            stock,
            false,
            Limit.ONCE,
            Conditions.NONE,
            null),
        null,
        1,
        NOW,
        NOW,
        null);
  }

  /** Hands out so many codes, which a test has to keep. */
  public static Reward aCodedReward(String eventId, int stock) {
    Reward reward = aReward(eventId, stock);
    RewardTerms terms = reward.terms();
    return new Reward(
        reward.id(),
        eventId,
        new RewardTerms(
            "Coupon",
            terms.description(),
            "COUPON",
            1,
            terms.attributes(),
            stock,
            true,
            Limit.ONCE,
            Conditions.NONE,
            null),
        null,
        1,
        NOW,
        NOW,
        null);
  }

  /** The same event with other rules. */
  public static Event with(Event event, ClaimRules rules) {
    return with(event, event.conditions(), rules);
  }

  /** The same reward with another limit. */
  public static Reward with(Reward reward, Limit limit) {
    return with(reward, limit, reward.conditions());
  }

  /** An entry that tells of a change to that object. */
  public static AuditEntry anEntry(String target) {
    return new AuditEntry(
        anId("aud"),
        NOW,
        "usr_operator",
        "event.setState",
        target,
        null,
        new JsonObject().put("a.b", 1),
        null,
        "because",
        "req");
  }

  /** What that store holds of an object, oldest first. */
  public static List<AuditEntry> entries(AuditStore audit, String target) {
    List<AuditEntry> newestFirst =
        audit
            .list(
                new AuditStore.Filter(null, null, target, null, null, null),
                new PageRequest(100, null))
            .await()
            .items();
    List<AuditEntry> entries = new ArrayList<>(newestFirst);
    Collections.reverse(entries);
    return entries;
  }

  /** The same event with conditions, all of which must be met. */
  public static Event asking(Event event, JsonObject... conditions) {
    return with(event, conditions(conditions), event.rules());
  }

  /** The same reward with conditions, all of which must be met. */
  public static Reward asking(Reward reward, JsonObject... conditions) {
    return with(reward, reward.limit(), conditions(conditions));
  }

  private static Event with(Event event, Conditions conditions, ClaimRules rules) {
    EventTerms terms = event.terms();
    return new Event(
        event.id(),
        new EventTerms(terms.name(), terms.description(), terms.schedule(), conditions, rules),
        event.state(),
        event.version(),
        event.createdBy(),
        event.createdAt(),
        event.updatedAt(),
        event.publishedAt(),
        event.fingerprint());
  }

  private static Reward with(Reward reward, Limit limit, Conditions conditions) {
    return with(reward, limit, conditions, reward.terms().endpointId());
  }

  /** The same reward, delivered to that endpoint. */
  public static Reward to(String endpointId, Reward reward) {
    return with(reward, reward.limit(), reward.terms().conditions(), endpointId);
  }

  private static Reward with(Reward reward, Limit limit, Conditions conditions, String endpointId) {
    RewardTerms terms = reward.terms();
    return new Reward(
        reward.id(),
        reward.eventId(),
        new RewardTerms(
            terms.name(),
            terms.description(),
            terms.type(),
            terms.quantity(),
            terms.attributes(),
            terms.stock(),
            terms.coded(),
            limit,
            conditions,
            endpointId),
        reward.source(),
        reward.version(),
        reward.createdAt(),
        reward.updatedAt(),
        reward.fingerprint());
  }

  private static Conditions conditions(JsonObject... conditions) {
    return Conditions.of(new JsonObject().put("conditions", new JsonArray(List.of(conditions))));
  }

  /** So many wins. */
  public static JsonObject wins(long target) {
    return new JsonObject()
        .put("type", "ACTIVITY_COUNT")
        .put("label", target + " wins")
        .put("params", new JsonObject().put("activity", "WIN").put("target", target));
  }

  /** Granted, with those locks. */
  public static Claim aClaim(String eventId, String userId, String... locks) {
    return aClaim(anId("clm"), eventId, userId, NOW, locks);
  }

  public static Claim aClaim(
      String id, String eventId, String userId, Instant at, String... locks) {
    return new Claim(
        id,
        eventId,
        userId,
        null,
        3,
        ClaimStatus.GRANTED,
        List.of(
            new ClaimedReward(
                "rwd_1",
                2,
                "100 gems",
                "CURRENCY",
                100,
                new JsonObject().put("color", "green"),
                7,
                false,
                null)),
        List.of(new Measured("LOGIN_DAYS", "Come twice", 3, 2)),
        List.of(locks),
        at,
        List.of(new Transition(at, ClaimStatus.GRANTED, "system", null)),
        List.of(),
        null,
        "fingerprint",
        null);
  }

  /** The same claim, after a decision where that is another status than it was requested with. */
  public static Claim with(Claim claim, ClaimStatus status) {
    List<Transition> history = new ArrayList<>(claim.history());
    history.set(0, new Transition(claim.requestedAt(), status, "system", null));
    return with(claim, status, claim.rewards(), history);
  }

  /** The same claim, of those rewards. */
  public static Claim with(Claim claim, List<String> rewardIds) {
    List<ClaimedReward> rewards =
        rewardIds.stream()
            .map(
                id ->
                    new ClaimedReward(id, 2, "100 gems", "CURRENCY", 100, null, null, false, null))
            .toList();
    return with(claim, claim.status(), rewards, claim.history());
  }

  public static Claim with(
      Claim claim, ClaimStatus status, List<ClaimedReward> rewards, List<Transition> history) {
    return new Claim(
        claim.id(),
        claim.eventId(),
        claim.userId(),
        claim.requestedBy(),
        claim.eventVersion(),
        status,
        rewards,
        claim.conditions(),
        claim.locks(),
        claim.requestedAt(),
        history,
        claim.deliveries(),
        claim.notes(),
        claim.fingerprint(),
        claim.part());
  }
}
