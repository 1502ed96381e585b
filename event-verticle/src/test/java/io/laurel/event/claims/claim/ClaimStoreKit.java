package io.laurel.event.claims.claim;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aClaim;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anId;
import static io.laurel.event.Fixtures.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.event.catalog.stock.Decade;
import io.laurel.event.catalog.stock.Supply;
import io.laurel.event.claims.claim.Claim.Transition;
import io.laurel.event.claims.claim.ClaimStore.Decision;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Written;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every claim store does. */
abstract class ClaimStoreKit {
  private final String eventId = anId("evt");
  private final AuditStore audit = new InMemoryAuditStore();
  private ClaimStore store;

  /** A store without claims, whose entries are moved on to {@code audit}. */
  abstract ClaimStore empty(AuditStore audit);

  @BeforeEach
  void prepare() {
    store = empty(audit);
    store.prepare().await();
    store.prepare().await();
  }

  @Test
  void insert_thenFind_sameClaim() {
    Claim claim = aClaim(eventId, "usr_1", "a", "b");

    assertThat(store.insert(claim).await()).isTrue();

    assertThat(store.find(claim.id()).await()).isEqualTo(claim);
    assertThat(store.holders(eventId, List.of("a", "b", "c")).await())
        .isEqualTo(Map.of("a", claim.id(), "b", claim.id()));
  }

  @Test
  void insert_oneLockHeld_nothingOfItIsKept() {
    store.insert(aClaim(eventId, "usr_1", "a", "b")).await();
    Claim second = aClaim(eventId, "usr_2", "c", "b");

    assertThat(store.insert(second).await()).isFalse();

    assertThat(store.find(second.id()).await()).isNull();
    assertThat(store.holders(eventId, List.of("c")).await()).isEmpty();
  }

  @Test
  void insert_sameLockInAnotherEvent_kept() {
    store.insert(aClaim(eventId, "usr_1", "a")).await();

    assertThat(store.insert(aClaim(anId("evt"), "usr_1", "a")).await()).isTrue();
  }

  @Test
  void insert_idTaken_refused() {
    Claim claim = aClaim(eventId, "usr_1", "a");
    store.insert(claim).await();

    assertThat(store.insert(aClaim(claim.id(), eventId, "usr_1", NOW, "z")).await()).isFalse();
    assertThat(store.holders(eventId, List.of("z")).await()).isEmpty();
  }

  @Test
  void insert_raceForOneLock_oneWins() {
    List<Future<Boolean>> inserts =
        IntStream.range(0, 200)
            .mapToObj(i -> store.insert(aClaim(eventId, "usr_" + i, "own" + i, "one")))
            .toList();
    Future.all(inserts).await();

    assertThat(inserts.stream().filter(Future::result)).hasSize(1);
  }

  @Test
  void holders_several_eachHeldLockWithItsClaim() {
    Claim one = aClaim(eventId, "usr_1", "a", "b");
    Claim two = aClaim(eventId, "usr_2", "c");
    store.insert(one).await();
    store.insert(two).await();
    store.insert(aClaim(anId("evt"), "usr_1", "d")).await();

    assertThat(store.holders(eventId, List.of("b", "c", "d")).await())
        .isEqualTo(Map.of("b", one.id(), "c", two.id()));
    assertThat(store.holders(eventId, List.of()).await()).isEmpty();
  }

  @Test
  void insert_codedReward_keptThatItIs() {
    Claim plain = aClaim(eventId, "usr_1", "a");
    ClaimedReward gems = plain.rewards().get(0);
    ClaimedReward coded =
        new ClaimedReward(
            "rwd_2",
            1,
            gems.name(),
            gems.type(),
            gems.quantity(),
            null,
            gems.serials().get(0),
            true,
            "end_1");
    Claim claim =
        new Claim(
            plain.id(),
            eventId,
            "steam:1",
            "usr_shard",
            1,
            plain.status(),
            List.of(gems, coded),
            plain.conditions(),
            plain.locks(),
            NOW,
            plain.history(),
            List.of(),
            "a note",
            null,
            new Claim.Part("cal_1", 3, true));
    store.insert(claim).await();

    assertThat(store.find(claim.id()).await()).isEqualTo(claim);
  }

  private Future<Outcome<Claim>> decide(
      Claim claim, Transition change, List<String> locks, AuditEntry entry) {
    return store.decide(claim, new Decision(change, locks, claim.deliveries()), entry);
  }

  private Claim decided(Claim claim, Transition change, List<String> locks, AuditEntry entry) {
    return written(decide(claim, change, locks, entry));
  }

  private static Claim written(Future<Outcome<Claim>> outcome) {
    return ((Written<Claim>) outcome.await()).value();
  }

  @Test
  void decide_expectedStatus_statusHistoryAndLocksInOneStep() {
    Claim claim = aClaim(eventId, "usr_1", "a", "b");
    store.insert(claim).await();
    Transition change =
        new Transition(NOW.plusSeconds(1), ClaimStatus.REVOKED, "usr_2", "a mistake");
    AuditEntry entry = anEntry(claim.id());

    Claim decided = decided(claim, change, List.of("b", "c"), entry);

    assertThat(decided.status()).isEqualTo(ClaimStatus.REVOKED);
    assertThat(decided.locks()).containsExactly("b", "c");
    assertThat(decided.history()).containsExactly(claim.history().get(0), change);
    assertThat(store.find(claim.id()).await()).isEqualTo(decided);
    assertThat(store.holders(eventId, List.of("a", "b", "c")).await()).containsOnlyKeys("b", "c");
    assertThat(entries(audit, claim.id())).containsExactly(entry);
  }

  @Test
  void decide_otherStatusMeanwhile_nothingChanged() {
    Claim claim = aClaim(eventId, "usr_1", "a");
    store.insert(claim).await();
    Transition change = new Transition(NOW, ClaimStatus.REVOKED, "usr_2", "a mistake");
    Claim decided = decided(claim, change, List.of("c"), anEntry(claim.id()));

    assertThat(decide(claim, change, List.of("d"), anEntry("clm_late")).await())
        .isEqualTo(new Lost<>());

    assertThat(store.find(claim.id()).await()).isEqualTo(decided);
    assertThat(entries(audit, "clm_late")).isEmpty();
  }

  @Test
  void decide_sameLocks_heldThroughout() {
    Claim claim = aClaim(eventId, "usr_1", "a");
    store.insert(claim).await();
    Transition change = new Transition(NOW, ClaimStatus.REVOKED, "usr_2", null);

    assertThat(decided(claim, change, claim.locks(), anEntry("x")).locks()).containsExactly("a");
    assertThat(store.insert(aClaim(eventId, "usr_2", "a")).await()).isFalse();
  }

  @Test
  void decide_raceOfMany_oneWins() {
    Claim claim = aClaim(eventId, "usr_1", "a");
    store.insert(claim).await();
    List<Future<Outcome<Claim>>> decisions =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    decide(
                        claim,
                        new Transition(NOW, ClaimStatus.REVOKED, "usr_" + i, null),
                        List.of("r" + i),
                        anEntry(claim.id())))
            .toList();
    Future.all(decisions).await();

    assertThat(decisions.stream().filter(decision -> decision.result() instanceof Written))
        .hasSize(1);
    assertThat(store.find(claim.id()).await().history()).hasSize(2);
    assertThat(entries(audit, claim.id())).hasSize(1);
  }

  @Test
  void annotate_asRead_writtenAndRemoved() {
    Claim claim = aClaim(eventId, "usr_1", "a");
    store.insert(claim).await();
    AuditEntry first = anEntry(claim.id());
    AuditEntry second = anEntry(claim.id());

    Claim noted = written(store.annotate(claim, "$set", first));
    assertThat(noted.notes()).isEqualTo("$set");
    assertThat(store.annotate(claim, "late", anEntry("clm_late")).await()).isEqualTo(new Lost<>());
    Claim bare = written(store.annotate(noted, null, second));

    assertThat(bare).isEqualTo(claim);
    assertThat(store.find(claim.id()).await()).isEqualTo(claim);
    assertThat(entries(audit, claim.id())).containsExactlyInAnyOrder(first, second);
    assertThat(entries(audit, "clm_late")).isEmpty();
  }

  private Claim withDeliveries(Claim claim, ClaimDelivery... deliveries) {
    return new Claim(
        claim.id(),
        eventId,
        claim.userId(),
        claim.requestedBy(),
        claim.eventVersion(),
        claim.status(),
        claim.rewards(),
        claim.conditions(),
        claim.locks(),
        claim.requestedAt(),
        claim.history(),
        List.of(deliveries),
        null,
        claim.fingerprint(),
        claim.part());
  }

  @Test
  void unsent_withDeliveries_markedUntilSent() {
    ClaimDelivery grant = ClaimDelivery.grant(1, "end_1", List.of("rwd_1"));
    Claim quiet = aClaim(eventId, "usr_1", "a");
    Claim claim = withDeliveries(aClaim(eventId, "usr_2", "b"), grant);
    store.insert(quiet).await();
    store.insert(claim).await();

    assertThat(store.unsent(10).await()).containsExactly(claim);
    store.sent(claim).await();

    assertThat(store.unsent(10).await()).isEmpty();
    assertThat(store.find(claim.id()).await()).isEqualTo(claim);
  }

  @Test
  void sent_decidedMeanwhile_markedStill() {
    ClaimDelivery grant = ClaimDelivery.grant(1, "end_1", List.of("rwd_1"));
    Claim claim = withDeliveries(aClaim(eventId, "usr_1", "a"), grant);
    store.insert(claim).await();
    Transition change = new Transition(NOW, ClaimStatus.REVOKED, "usr_2", "a mistake");
    Decision decision = new Decision(change, List.of("b"), List.of(grant, grant.revocation(2)));
    Claim revoked = written(store.decide(claim, decision, anEntry(claim.id())));

    store.sent(claim).await();
    assertThat(store.unsent(10).await()).containsExactly(revoked);
    store.sent(revoked).await();

    assertThat(store.unsent(10).await()).isEmpty();
  }

  @Test
  void tell_entry_keptAndClaimAsItWas() {
    Claim claim = aClaim(eventId, "usr_1", "a");
    store.insert(claim).await();
    AuditEntry entry = anEntry(claim.id());

    store.tell(claim, entry).await();

    assertThat(store.find(claim.id()).await()).isEqualTo(claim);
    assertThat(entries(audit, claim.id())).containsExactly(entry);
  }

  @Test
  void held_rangeOfSerials_onlyThatRewardAndRange() {
    String reward = anId("rwd");
    String other = anId("rwd");
    for (int serial : new int[] {1, 2, 9, 10, 11, 100}) {
      store
          .insert(
              aClaim(
                  eventId,
                  "usr_1",
                  Locks.stock(reward, serial),
                  reward + "@usr_" + serial + "/EVENT/1"))
          .await();
    }
    store.insert(aClaim(eventId, "usr_1", Locks.stock(other, 3), Locks.stock(reward, 50))).await();
    store.insert(aClaim(anId("evt"), "usr_1", Locks.stock(reward, 4))).await();

    assertThat(store.held(eventId, reward, new Decade(0, 10)).await())
        .containsExactlyInAnyOrder(1, 2, 9);
    assertThat(store.held(eventId, reward, new Decade(10, 10)).await())
        .containsExactlyInAnyOrder(10, 11);
    assertThat(store.held(eventId, reward, new Decade(100, 100)).await()).containsExactly(100);
    assertThat(store.countHeld(eventId, reward, new Decade(0, 10)).await()).isEqualTo(3);
    assertThat(store.countHeld(eventId, reward, Decade.ALL).await()).isEqualTo(7);
    assertThat(store.countHeld(eventId, other, new Decade(10, 10)).await()).isZero();
  }

  @Test
  void locksOf_severalUsersAndEvents_hersOfThose() {
    String eventId = anId("evt");
    String other = anId("evt");
    store.insert(aClaim(anId("clm"), eventId, "steam:1", NOW, "a", "b")).await();
    store.insert(aClaim(anId("clm"), other, "steam:1", NOW, "c")).await();
    store.insert(aClaim(anId("clm"), anId("evt"), "steam:1", NOW, "d")).await();
    store.insert(aClaim(anId("clm"), eventId, "steam:2", NOW, "e")).await();
    store.insert(aClaim(anId("clm"), eventId, "steam:1", NOW.minusSeconds(9), "f")).await();

    assertThat(store.locksOf("steam:1", List.of(eventId, other), NOW).await())
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(store.locksOf("steam:1", List.of(eventId), NOW.minusSeconds(9)).await())
        .containsExactlyInAnyOrder("a", "b", "f");
    assertThat(store.locksOf("steam:3", List.of(eventId), NOW).await()).isEmpty();
  }

  @Test
  void ofCall_severalCalls_thoseOfThatOneByTheirPlaces() {
    Claim second = partOf(new Claim.Part("cal_1", 2, false));
    Claim first = partOf(new Claim.Part("cal_1", 1, true));
    Claim other = partOf(new Claim.Part("cal_2", 0, false));
    for (Claim claim : List.of(second, other, first, aClaim(eventId, "usr_1", "own"))) {
      store.insert(claim).await();
    }

    assertThat(store.ofCall("cal_1").await()).containsExactly(first, second);
    assertThat(store.ofCall("cal_3").await()).isEmpty();
  }

  private Claim partOf(Claim.Part part) {
    Claim plain = aClaim(eventId, "usr_1", "lock-" + part);
    return new Claim(
        plain.id(),
        eventId,
        plain.userId(),
        null,
        1,
        plain.status(),
        plain.rewards(),
        plain.conditions(),
        plain.locks(),
        plain.requestedAt(),
        plain.history(),
        List.of(),
        null,
        "fingerprint",
        part);
  }

  @Test
  void countHeld_severalRewards_eachItsUnits() {
    String one = anId("rwd");
    String two = anId("rwd");
    String three = anId("rwd");
    store.insert(severalOf(eventId, one, List.of(3, 8, 12))).await();
    store.insert(aClaim(eventId, "usr_1", Locks.stock(one, 5), one + "@usr_1/EVENT/1")).await();
    store.insert(aClaim(eventId, "usr_2", Locks.stock(two, 1), two + "@usr#1/EVENT/1")).await();
    store.insert(severalOf(eventId, three, List.of(1, 2))).await();

    assertThat(
            store
                .countHeld(
                    List.of(
                        new Supply(eventId, one, 100, true),
                        new Supply(eventId, two, 100, false),
                        new Supply(eventId, three, 100, true),
                        new Supply(eventId, anId("rwd"), 100, true)))
                .await()
                .values())
        .containsExactlyInAnyOrder(4, 1, 2, 0);
    assertThat(store.countHeld(List.of()).await()).isEmpty();
  }

  /** Units, not claims: stock is what is left of them. */
  @Test
  void countHeld_claimsOfSeveralUnits_everyUnitUntilItIsGivenBack() {
    String eventId = anId("evt");
    String reward = anId("rwd");
    Claim three = severalOf(eventId, reward, List.of(3, 8, 12));
    store.insert(three).await();
    store.insert(severalOf(eventId, reward, List.of(4, 9))).await();
    store.insert(aClaim(eventId, "usr_1", Locks.stock(reward, 5), "x@usr_5/EVENT/1")).await();
    assertThat(store.find(three.id()).await()).isEqualTo(three);

    assertThat(store.countHeld(eventId, reward, Decade.ALL).await()).isEqualTo(6);
    assertThat(store.countHeld(eventId, reward, new Decade(0, 10)).await()).isEqualTo(5);
    assertThat(store.countHeld(eventId, reward, new Decade(10, 10)).await()).isEqualTo(1);
    assertThat(store.held(eventId, reward, Decade.ALL).await())
        .containsExactlyInAnyOrder(3, 8, 12, 4, 9, 5);

    Transition revoked = new Transition(NOW, ClaimStatus.REVOKED, "usr_olga", "Cheat");
    store
        .decide(
            three,
            new ClaimStore.Decision(revoked, three.locksOnceReleased(), List.of()),
            anEntry(three.id()))
        .await();

    assertThat(store.countHeld(eventId, reward, Decade.ALL).await()).isEqualTo(3);
  }

  private static Claim severalOf(String eventId, String reward, List<Integer> serials) {
    Claim plain = aClaim(eventId, "usr_1");
    List<ClaimedReward> rewards =
        List.of(
            new ClaimedReward(
                reward, 1, "Gems", "ITEM", 1, null, serials.size(), serials, false, null));
    List<String> locks = rewards.get(0).locks().toList();
    return new Claim(
        plain.id(),
        eventId,
        plain.userId(),
        null,
        1,
        ClaimStatus.GRANTED,
        rewards,
        List.of(),
        locks,
        plain.requestedAt(),
        plain.history(),
        List.of(),
        null,
        null,
        null);
  }
}
