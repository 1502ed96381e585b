package io.laurel.event.walk;

import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.entries;
import static io.laurel.event.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.InMemoryAuditStore;
import io.laurel.bus.Call;
import io.laurel.event.Calls;
import io.laurel.event.TestTime;
import io.laurel.event.catalog.event.ClaimRules;
import io.laurel.event.catalog.event.ClaimRules.Approval;
import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.event.InMemoryEventStore;
import io.laurel.event.catalog.reward.InMemoryRewardStore;
import io.laurel.event.catalog.reward.Limit;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.event.claims.claim.InMemoryClaimStore;
import io.laurel.security.Role;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A random walk of claims, decisions, restocks and crashes over three processes, checked after each
 * step and at its end against a model that knows no locks, serials in hand or caches. Everything
 * random follows from the seed.
 */
final class Walk {
  private static final Instant START = Instant.parse("2026-04-30T23:00:00Z");
  private static final int STEPS = 250;
  private static final int PROCESSES = 3;
  private static final int USERS = 5;
  private static final int MOST_AT_ONCE = 12;
  private static final Duration CLAIMABLE_AFTER = Duration.ofSeconds(5);

  /** What may become of a claim, status by status. */
  private static final Set<List<ClaimStatus>> LIVES =
      Set.of(
          List.of(ClaimStatus.GRANTED),
          List.of(ClaimStatus.GRANTED, ClaimStatus.REVOKED),
          List.of(ClaimStatus.PENDING_APPROVAL),
          List.of(ClaimStatus.PENDING_APPROVAL, ClaimStatus.REJECTED),
          List.of(ClaimStatus.PENDING_APPROVAL, ClaimStatus.GRANTED),
          List.of(ClaimStatus.PENDING_APPROVAL, ClaimStatus.GRANTED, ClaimStatus.REVOKED));

  private final Random random;
  private final Wires wires;
  private final TestTime time = new TestTime(START);
  private final InMemoryEventStore events = new InMemoryEventStore();
  private final InMemoryRewardStore rewards = new InMemoryRewardStore();
  private final InMemoryAuditStore audit = new InMemoryAuditStore();
  private final InMemoryClaimStore claims = new InMemoryClaimStore(audit);
  private final List<WalkProcess> processes = new ArrayList<>();
  private final List<Event> offered = new ArrayList<>();
  private final Map<String, List<Reward>> rewardsOf = new LinkedHashMap<>();
  private final List<Visit> visits = new ArrayList<>();
  private final List<Call> keyed = new ArrayList<>();
  private final Map<String, Instant> lastFull = new HashMap<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final Vertx vertx;
  private final List<String> story = new ArrayList<>();
  private int ids;

  /**
   * A walk at its beginning.
   *
   * @param vertx on which nobody listens
   */
  Walk(long seed, Vertx vertx) {
    this.vertx = vertx;
    random = new Random(seed);
    wires = new Wires(random, this::tell);
    for (Mode mode : Mode.values()) {
      for (Approval approval : Approval.values()) {
        offer(new ClaimRules(mode, approval));
      }
    }
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(startProcess());
    }
  }

  private void offer(ClaimRules rules) {
    Instant endsAt = START.plus(Duration.ofDays(99));
    Event any = with(anEvent(EventState.PUBLISHED, START.minus(Duration.ofDays(1)), endsAt), rules);
    Event event =
        new Event("evt_" + ++ids, any.terms(), any.state(), 1, "usr_1", START, START, null, null);
    events.insert(event, anEntry("x"));
    offered.add(event);
    List<Reward> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Integer stock = i == 0 ? null : Integer.valueOf(1 + random.nextInt(6));
      Limit limit = new Limit(1 + random.nextInt(3), anyOf(List.of(Limit.Period.values())));
      Reward of = with(aReward(event.id(), stock), limit);
      Reward reward =
          new Reward("rwd_" + ++ids, event.id(), of.terms(), null, 1, START, START, null);
      rewards.insert(reward, anEntry("x"));
      made.add(reward);
    }
    rewardsOf.put(event.id(), made);
  }

  private WalkProcess startProcess() {
    Duration off = Duration.ofMillis(random.nextInt(60_000) - 30_000);
    return new WalkProcess(
        new WalkProcess.Shared(vertx, events, rewards, claims, random),
        wires,
        time.clockOff(off),
        prefix -> String.format(Locale.ROOT, "%s_%06d", prefix, ++ids));
  }

  /** Walks to the end; how often which outcome. */
  Map<String, Integer> run() {
    for (int i = 0; i < STEPS; i++) {
      step();
      look();
    }
    settle();
    checkAudit();
    time.pass(CLAIMABLE_AFTER);
    offered.forEach(this::sellOut);
    return outcomes;
  }

  private void step() {
    int choice = random.nextInt(100);
    if (choice < 2) {
      crash();
    } else if (choice < 3) {
      time.pass(Duration.ofHours(random.nextInt(24)));
    } else if (choice < 12) {
      time.pass(Duration.ofMillis(random.nextInt(700)));
    } else if (choice < 40 && visits.size() < MOST_AT_ONCE) {
      begin(aCall());
    } else if (!wires.isIdle()) {
      if (choice < 41) {
        wires.failOne();
      } else {
        wires.carryOutOne();
      }
    }
  }

  /** What happened, step by step. */
  List<String> story() {
    return story;
  }

  private void tell(Object process, String what) {
    story.add(time.now() + " process " + processes.indexOf(process) + " " + what);
  }

  private void crash() {
    int which = random.nextInt(PROCESSES);
    WalkProcess dying = processes.set(which, startProcess());
    wires.kill(dying);
    story.add(time.now() + " process " + which + " dies and another one starts");
    visits.removeIf(visit -> visit.process() == dying);
    count("crash");
  }

  private Call aCall() {
    int choice = random.nextInt(100);
    if (choice < 15 && !keyed.isEmpty()) {
      return keyed.get(random.nextInt(keyed.size()));
    }
    if (choice < 25) {
      return aRestock();
    }
    if (choice < 45 && !claims.all().isEmpty()) {
      return aDecision();
    }
    return aClaim("usr_" + random.nextInt(USERS), anyOf(offered));
  }

  private Call aClaim(String userId, Event event) {
    JsonObject message = new JsonObject().put("eventId", event.id());
    if (event.rules().mode() == Mode.EACH) {
      message.put("rewardId", anyOf(rewardsOf.get(event.id())).id());
    }
    boolean withKey = random.nextInt(3) == 0;
    if (withKey) {
      message.put("Idempotency-Key", "key-" + ++ids);
    }
    Call call = Calls.by(userId, Role.USER, "claim.submit", message);
    if (withKey) {
      keyed.add(call);
    }
    return call;
  }

  /** By one of two operators, or by the claimant, who is an administrator then. */
  private Call aDecision() {
    List<Claim> all = claims.all().stream().sorted(Comparator.comparing(Claim::id)).toList();
    Claim claim = anyOf(all);
    String operation = anyOf(List.of("claim.approve", "claim.reject", "claim.revoke"));
    JsonObject message = new JsonObject().put("claimId", claim.id());
    if (!operation.equals("claim.approve")) {
      message.put("reason", "because");
    }
    return random.nextInt(10) == 0
        ? Calls.by(claim.userId(), Role.ADMIN, operation, message)
        : Calls.by("usr_operator" + random.nextInt(2), Role.OPERATOR, operation, message);
  }

  private Call aRestock() {
    Event event = anyOf(offered);
    Reward reward = now(rewardsOf.get(event.id()).get(1 + random.nextInt(2)));
    return Calls.byOperator(
        "reward.update",
        new JsonObject()
            .put("eventId", event.id())
            .put("rewardId", reward.id())
            .put("If-Match", "\"" + reward.version() + "\"")
            .put("stock", Math.max(1, reward.stock() + random.nextInt(4) - 1)));
  }

  private void begin(Call call) {
    WalkProcess process = anyOf(processes);
    tell(
        process,
        "gets " + call.operation() + " " + call.message() + " by " + call.principal().userId());
    visits.add(new Visit(call, process, time.now(), askedFor(call)));
  }

  private List<Reward> askedFor(Call call) {
    if (!call.operation().equals("claim.submit")) {
      return List.of();
    }
    String rewardId = call.text("rewardId");
    return rewardsOf.get(call.text("eventId")).stream()
        .filter(reward -> rewardId == null || reward.id().equals(rewardId))
        .toList();
  }

  /** What must be true at every moment, and what each call that runs could see of it. */
  private void look() {
    Truth truth = new Truth(claims.all());
    rewardsOf.values().forEach(all -> all.forEach(reward -> check(truth, now(reward))));
    truth.claims().forEach(this::check);
    visits.forEach(visit -> visit.observe(truth));
    List<Visit> answered = visits.stream().filter(visit -> visit.answer().isComplete()).toList();
    visits.removeAll(answered);
    answered.forEach(this::judge);
  }

  private void check(Truth truth, Reward reward) {
    for (Claim claim : truth.holding(reward)) {
      assertThat(truth.count(reward, claim.userId(), claim.requestedAt()))
          .as("what %s has of %s", claim.userId(), reward)
          .isLessThanOrEqualTo(reward.limit().count());
      if (rulesOf(claim).mode() == Mode.ALL) {
        assertThat(claim.rewards())
            .extracting(claimed -> claimed.rewardId())
            .containsExactlyInAnyOrderElementsOf(
                rewardsOf.get(claim.eventId()).stream().map(Reward::id).toList());
      }
    }
    if (reward.isLimited()) {
      List<Integer> serials = truth.serials(reward);
      assertThat(serials)
          .as("serials of %s", reward)
          .doesNotHaveDuplicates()
          .allMatch(serial -> serial >= 1 && serial <= reward.stock());
      if (serials.size() == reward.stock()) {
        lastFull.put(reward.id(), time.now());
      }
    }
  }

  private void check(Claim claim) {
    List<ClaimStatus> statuses = claim.history().stream().map(Claim.Transition::status).toList();
    assertThat(LIVES).as("the life of %s", claim.id()).contains(statuses);
    assertThat(claim.status()).isEqualTo(statuses.get(statuses.size() - 1));
  }

  private void judge(Visit visit) {
    count(visit.outcome());
    tell(visit.process(), "answers " + visit + ": " + visit.outcome());
    switch (visit.outcome()) {
      case "claim.submit", "claim.submit replayed" -> judgeClaim(visit);
      case "claim.submit already-claimed" ->
          assertThat(visit.sawLimit()).as("a moment at which %s had it", visit).isTrue();
      case "claim.submit out-of-stock" ->
          assertThat(visit.rewards())
              .as("one without a unit for %s", visit)
              .anyMatch(reward -> wasFullLately(reward, visit.begun()));
      case "claim.approve" -> judgeDecision(visit, ClaimStatus.GRANTED);
      case "claim.reject" -> judgeDecision(visit, ClaimStatus.REJECTED);
      case "claim.revoke" -> judgeDecision(visit, ClaimStatus.REVOKED);
      case "claim.approve claim-not-pending", "claim.reject claim-not-pending" ->
          assertThat(visit.sawOtherThan(ClaimStatus.PENDING_APPROVAL)).as("%s", visit).isTrue();
      case "claim.revoke claim-not-granted" ->
          assertThat(visit.sawOtherThan(ClaimStatus.GRANTED)).as("%s", visit).isTrue();
      case "claim.approve own-claim", "claim.reject own-claim", "claim.revoke own-claim" ->
          assertThat(keptClaim(visit).userId()).isEqualTo(visit.call().principal().userId());
      case "claim.approve unavailable",
          "claim.reject unavailable",
          "claim.revoke unavailable",
          "reward.update",
          "reward.update version-mismatch",
          "reward.update event-running",
          "reward.update stock-below-sold",
          "reward.update unavailable",
          "claim.submit unavailable" -> {
        // What else it did is looked at after each step.
      }
      default -> throw new AssertionError(visit.toString(), visit.answer().cause());
    }
  }

  private void judgeClaim(Visit visit) {
    JsonObject body = visit.answer().result().body();
    Claim kept = claims.find(body.getString("id")).result();
    assertThat(kept).as("what was answered to %s", visit).isNotNull();
    assertThat(kept.userId()).isEqualTo(visit.call().principal().userId());
    assertThat(kept.history().get(0).status())
        .isEqualTo(
            rulesOf(kept).approval() == Approval.MANUAL
                ? ClaimStatus.PENDING_APPROVAL
                : ClaimStatus.GRANTED);
  }

  private void judgeDecision(Visit visit, ClaimStatus status) {
    String by = visit.call().principal().userId();
    Claim kept = keptClaim(visit);
    assertThat(kept.userId()).isNotEqualTo(by);
    assertThat(kept.history())
        .as("what was answered to %s", visit)
        .anyMatch(change -> change.status() == status && change.by().equals(by));
  }

  private Claim keptClaim(Visit visit) {
    return claims.find(visit.call().text("claimId")).result();
  }

  /** Each decision that holds has its entry, and no other has. */
  private void checkAudit() {
    for (Claim claim : claims.all()) {
      assertThat(entries(audit, claim.id()))
          .as("entries of %s", claim)
          .hasSize(claim.history().size() - 1);
    }
  }

  private boolean wasFullLately(Reward reward, Instant begun) {
    Instant full = lastFull.get(reward.id());
    return full != null && !full.isBefore(begun.minus(CLAIMABLE_AFTER));
  }

  /** Nothing dies and nothing fails until all is answered. */
  private void settle() {
    while (!wires.isIdle()) {
      wires.carryOutOne();
      look();
    }
    look();
    assertThat(visits).as("calls without an answer").isEmpty();
  }

  /** Every unit that nobody holds can be claimed, and no other. */
  private void sellOut(Event event) {
    List<Reward> all = rewardsOf.get(event.id()).stream().map(this::now).toList();
    if (event.rules().mode() == Mode.ALL) {
      int left = all.stream().filter(Reward::isLimited).mapToInt(this::left).min().orElseThrow();
      assertThat(sold(event, null, left)).as("units sold of %s", event).isEqualTo(left);
    } else {
      for (Reward reward : all) {
        if (reward.isLimited()) {
          int left = left(reward);
          assertThat(sold(event, reward, left)).as("units sold of %s", reward).isEqualTo(left);
        }
      }
    }
  }

  private int left(Reward reward) {
    return reward.stock() - new Truth(claims.all()).serials(reward).size();
  }

  /** How many of the units that are left are sold: all, none too few and none too many. */
  private int sold(Event event, Reward reward, int left) {
    int sold = 0;
    while (sold <= left) {
      JsonObject message = new JsonObject().put("eventId", event.id());
      if (reward != null) {
        message.put("rewardId", reward.id());
      }
      Call call = Calls.by("usr_late" + ++ids, Role.USER, "claim.submit", message);
      Visit visit = new Visit(call, anyOf(processes), time.now(), askedFor(call));
      visits.add(visit);
      settle();
      if (visit.answer().failed()) {
        assertThat(visit.outcome()).isEqualTo("claim.submit out-of-stock");
        return sold;
      }
      sold++;
    }
    return sold;
  }

  private ClaimRules rulesOf(Claim claim) {
    return offered.stream()
        .filter(event -> event.id().equals(claim.eventId()))
        .findFirst()
        .orElseThrow()
        .rules();
  }

  private Reward now(Reward reward) {
    return rewards.find(reward.eventId(), reward.id()).result();
  }

  private <T> T anyOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }
}
