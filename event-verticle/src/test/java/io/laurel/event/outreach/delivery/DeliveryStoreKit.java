package io.laurel.event.outreach.delivery;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.anId;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.claims.claim.ClaimDelivery;
import io.laurel.event.outreach.delivery.Delivery.Progress;
import io.laurel.event.outreach.delivery.Delivery.State;
import io.laurel.event.outreach.delivery.Delivery.Subject;
import io.laurel.event.outreach.delivery.DeliveryStore.Ended;
import io.laurel.event.outreach.delivery.DeliveryStore.Ending;
import io.laurel.event.outreach.delivery.DeliveryStore.Failures;
import io.laurel.event.outreach.delivery.DeliveryStore.Filter;
import io.laurel.event.outreach.delivery.DeliveryStore.Leased;
import io.laurel.event.outreach.delivery.DeliveryStore.Withdrawal;
import io.laurel.mongo.StoreKit;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every delivery store does. */
abstract class DeliveryStoreKit extends StoreKit<DeliveryStore> {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Instant LATER = NOW.plusSeconds(60);

  private final String endpointId = anId("end");

  DeliveryStoreKit() {
    super(DeliveryStore::prepare);
  }

  private Delivery grant(String claimId, Instant dueAt) {
    return delivery(new ClaimDelivery(1, endpointId, List.of("rwd_1"), 0), claimId, dueAt);
  }

  private static Delivery delivery(ClaimDelivery what, String claimId, Instant dueAt) {
    return new Delivery(
        what, new Subject(claimId, "evt_1", "usr_1", NOW), NOW, Progress.dueAt(dueAt));
  }

  private Delivery revocation(String claimId, Progress progress) {
    return new Delivery(
        new ClaimDelivery(2, endpointId, List.of("rwd_1"), 1),
        new Subject(claimId, "evt_1", "usr_1", NOW),
        NOW,
        progress);
  }

  @Test
  void open_ofATracedClaim_keepsItsTrace() {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    Delivery traced =
        new Delivery(
            new ClaimDelivery(1, endpointId, List.of("rwd_1"), 0),
            new Subject(anId("clm"), "evt_1", "usr_1", NOW, trace),
            NOW,
            Progress.dueAt(NOW));
    store.open(List.of(traced)).await();

    assertThat(found(traced).subject().trace()).isEqualTo(trace);
    assertThat(taken(NOW).delivery().subject().trace()).isEqualTo(trace);
  }

  private Delivery opened(Instant dueAt) {
    Delivery grant = grant(anId("clm"), dueAt);
    store.open(List.of(grant)).await();
    return grant;
  }

  private Leased taken(Instant now) {
    return store.take(endpointId, now, now.plus(LEASE)).await().orElseThrow();
  }

  private Optional<Leased> tryTake(Instant now) {
    return store.take(endpointId, now, now.plus(LEASE)).await();
  }

  private Delivery found(Delivery delivery) {
    return store.find(List.of(delivery.id())).await().get(0);
  }

  private Progress progress(Delivery delivery) {
    return found(delivery).progress();
  }

  @Test
  void open_twice_stayAsTheyAre() {
    Delivery first = opened(NOW);
    Delivery second = grant(anId("clm"), NOW);
    taken(NOW);

    store.open(List.of(first, second)).await();

    assertThat(progress(first).attempts()).isEqualTo(1);
    assertThat(found(second)).isEqualTo(second);
  }

  @Test
  void take_due_leasedAndCounted() {
    Delivery grant = opened(NOW);

    Leased leased = taken(NOW);

    assertThat(leased.delivery().id()).isEqualTo(grant.id());
    assertThat(leased.delivery().progress().attempts()).isEqualTo(1);
    assertThat(found(grant)).isEqualTo(leased.delivery());
    assertThat(tryTake(NOW)).isEmpty();
    assertThat(tryTake(NOW.plus(LEASE).minusMillis(1))).isEmpty();
  }

  @Test
  void take_leaseIsOver_takenAgainAndCountedAgain() {
    opened(NOW);
    Leased first = taken(NOW);

    Leased second = taken(NOW.plus(LEASE));

    assertThat(second.lease()).isNotEqualTo(first.lease());
    assertThat(second.delivery().progress().attempts()).isEqualTo(2);
  }

  @Test
  void take_notDueOrOfAnother_nothing() {
    opened(NOW.plusMillis(1));

    assertThat(tryTake(NOW)).isEmpty();
    assertThat(store.take(anId("end"), LATER, LATER.plus(LEASE)).await()).isEmpty();
  }

  @Test
  void take_race_eachIsTakenOnce() {
    store.open(IntStream.range(0, 20).mapToObj(i -> grant(anId("clm"), NOW)).toList()).await();
    List<Future<Optional<Leased>>> takings =
        IntStream.range(0, 50).mapToObj(i -> store.take(endpointId, NOW, NOW.plus(LEASE))).toList();
    Future.all(takings).await();

    assertThat(
            takings.stream()
                .flatMap(taking -> taking.result().stream())
                .map(each -> each.delivery().id()))
        .hasSize(20)
        .doesNotHaveDuplicates();
  }

  @Test
  void end_delivered_overWithoutAnError() {
    Delivery grant = opened(NOW);
    store.end(taken(NOW), new Ending.Retry(LATER, "timeout")).await();

    Ended ended = store.end(taken(LATER), new Ending.Delivered(LATER)).await().orElseThrow();

    assertThat(ended.revocationId()).isNull();
    assertThat(progress(grant))
        .isEqualTo(new Progress(State.DELIVERED, 2, null, LATER, null, false));
    assertThat(tryTake(LATER.plus(LEASE))).isEmpty();
  }

  @Test
  void end_retry_dueThenWithTheError() {
    Delivery grant = opened(NOW);

    store.end(taken(NOW), new Ending.Retry(LATER, "timeout")).await();

    assertThat(progress(grant))
        .isEqualTo(new Progress(State.PENDING, 1, LATER, null, "timeout", false));
    assertThat(tryTake(LATER.minusMillis(1))).isEmpty();
    assertThat(tryTake(LATER)).isPresent();
  }

  @Test
  void end_failed_overWithTheError() {
    Delivery grant = opened(NOW);

    store.end(taken(NOW), new Ending.Failed("status-410")).await();

    assertThat(progress(grant))
        .isEqualTo(new Progress(State.FAILED, 1, null, null, "status-410", false));
    assertThat(tryTake(LATER)).isEmpty();
  }

  @Test
  void end_unsent_doesNotCount() {
    Delivery grant = opened(NOW);

    store.end(taken(NOW), new Ending.Unsent(LATER)).await();

    assertThat(progress(grant)).isEqualTo(new Progress(State.PENDING, 0, LATER, null, null, false));
  }

  @Test
  void end_leaseIsAnothers_nothingWritten() {
    Delivery grant = opened(NOW);
    Leased late = taken(NOW);
    taken(NOW.plus(LEASE));
    Progress before = progress(grant);

    for (Ending ending :
        List.of(
            new Ending.Delivered(LATER),
            new Ending.Failed("timeout"),
            new Ending.Retry(LATER, "timeout"),
            new Ending.Unsent(LATER))) {
      assertThat(store.end(late, ending).await()).isEmpty();
    }
    assertThat(progress(grant)).isEqualTo(before);
  }

  @Test
  void withdraw_neverTried_droppedAndNeverTaken() {
    Delivery grant = opened(NOW);

    for (int again = 0; again < 2; again++) {
      assertThat(store.withdraw(grant.id(), "clm_1-2", NOW).await())
          .isEqualTo(new Withdrawal.Unheard());
    }

    assertThat(progress(grant)).isEqualTo(new Progress(State.DROPPED, 0, null, null, null, false));
    assertThat(tryTake(LATER)).isEmpty();
  }

  @Test
  void withdraw_waitsForItsNextAttempt_failedAsRevoked() {
    Delivery grant = opened(NOW);
    store.end(taken(NOW), new Ending.Retry(LATER, "timeout")).await();

    assertThat(store.withdraw(grant.id(), "clm_1-2", NOW).await())
        .isEqualTo(new Withdrawal.AtRest());

    assertThat(progress(grant))
        .isEqualTo(new Progress(State.FAILED, 1, null, null, "revoked", false));
    assertThat(tryTake(LATER)).isEmpty();
  }

  @Test
  void withdraw_beganAnewAfterItWasTried_failedAndNotDropped() {
    Delivery grant = opened(NOW);
    store.end(taken(NOW), new Ending.Failed("timeout")).await();
    store.redeliver(new Failures(null, endpointId, null, null, null), NOW).await();
    assertThat(progress(grant).attempts()).isZero();

    assertThat(store.withdraw(grant.id(), "clm_1-2", NOW).await())
        .isEqualTo(new Withdrawal.AtRest());

    assertThat(progress(grant).state()).isEqualTo(State.FAILED);
  }

  @Test
  void withdraw_underWay_itsEndIsTheLastAttempt() {
    Delivery grant = opened(NOW);
    Leased leased = taken(NOW);

    assertThat(store.withdraw(grant.id(), "clm_1-2", NOW).await())
        .isEqualTo(new Withdrawal.UnderWay(NOW.plus(LEASE)));
    Ended ended = store.end(leased, new Ending.Retry(LATER, "timeout")).await().orElseThrow();

    assertThat(ended.revocationId()).isEqualTo("clm_1-2");
    assertThat(progress(grant))
        .isEqualTo(new Progress(State.FAILED, 1, null, null, "revoked", false));
    assertThat(store.withdraw(grant.id(), "clm_1-2", NOW).await())
        .isEqualTo(new Withdrawal.AtRest());
  }

  @Test
  void withdraw_underWayAndDelivered_isDelivered() {
    Delivery grant = opened(NOW);
    Leased leased = taken(NOW);
    store.withdraw(grant.id(), "clm_1-2", NOW).await();

    Ended ended = store.end(leased, new Ending.Delivered(NOW)).await().orElseThrow();

    assertThat(ended.revocationId()).isEqualTo("clm_1-2");
    assertThat(progress(grant).state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void withdraw_workerDied_atRestWhenTheLeaseIsOver() {
    Delivery grant = opened(NOW);
    taken(NOW);
    store.withdraw(grant.id(), "clm_1-2", NOW).await();

    assertThat(tryTake(NOW.plus(LEASE))).isEmpty();
    assertThat(store.withdraw(grant.id(), "clm_1-2", NOW.plus(LEASE)).await())
        .isEqualTo(new Withdrawal.AtRest());

    assertThat(progress(grant).lastError()).isEqualTo("revoked");
  }

  @Test
  void release_held_dueAtOnceAndNotHeld() {
    String claimId = anId("clm");
    Delivery held = revocation(claimId, Progress.heldUntil(LATER));
    store.open(List.of(held)).await();

    store.release(held.id(), NOW).await();

    assertThat(progress(held)).isEqualTo(Progress.dueAt(NOW));
  }

  @Test
  void release_notHeldOrNotThere_nothing() {
    Delivery grant = opened(LATER);

    store.release(grant.id(), NOW).await();
    store.release("clm_none-2", NOW).await();

    assertThat(found(grant)).isEqualTo(grant);
  }

  @Test
  void park_waiting_notDueUntilUnparked() {
    Delivery fresh = opened(NOW);
    Delivery retried = opened(NOW);
    Leased one = taken(NOW);
    store.end(one, new Ending.Retry(LATER, "timeout")).await();
    Delivery other = one.delivery().id().equals(fresh.id()) ? retried : fresh;

    store.park(endpointId).await();

    assertThat(tryTake(LATER)).isEmpty();
    assertThat(progress(fresh).nextAt()).isNull();
    assertThat(progress(retried).nextAt()).isNull();
    assertThat(progress(other).attempts()).isZero();
    store.unpark(endpointId, LATER).await();
    assertThat(tryTake(LATER)).isPresent();
    assertThat(tryTake(LATER)).isPresent();
  }

  @Test
  void park_underWayOrHeldOrOver_asItWas() {
    Delivery underWay = opened(NOW);
    taken(NOW);
    Delivery held = revocation(anId("clm"), Progress.heldUntil(LATER));
    store.open(List.of(held)).await();
    Progress before = progress(underWay);

    store.park(endpointId).await();
    store.unpark(endpointId, NOW).await();

    assertThat(progress(underWay)).isEqualTo(before);
    assertThat(progress(held)).isEqualTo(Progress.heldUntil(LATER));
  }

  @Test
  void unpark_revokedUnderWay_neverTakenAgain() {
    Delivery grant = opened(NOW);
    taken(NOW);
    store.withdraw(grant.id(), "clm_1-2", NOW).await();

    store.park(endpointId).await();
    store.unpark(endpointId, NOW.plus(LEASE)).await();

    assertThat(tryTake(LATER)).isEmpty();
  }

  @Test
  void redeliver_failed_anewUnderTheSameId() {
    Delivery grant = opened(NOW);
    Failures failures = new Failures(grant.subject().claimId(), null, null, null, null);
    store.end(taken(NOW), new Ending.Failed("timeout")).await();
    assertThat(store.count(failures).await()).isEqualTo(1);

    assertThat(store.redeliver(failures, LATER).await()).isEqualTo(1);

    assertThat(progress(grant)).isEqualTo(Progress.dueAt(LATER));
    assertThat(store.count(failures).await()).isZero();
    assertThat(taken(LATER).delivery().id()).isEqualTo(grant.id());
  }

  @Test
  void redeliver_takenBack_never() {
    Delivery failedFirst = opened(NOW);
    store.end(taken(NOW), new Ending.Failed("timeout")).await();
    store.withdraw(failedFirst.id(), "clm_1-2", NOW).await();
    Failures failures = new Failures(null, endpointId, null, null, null);

    assertThat(store.count(failures).await()).isZero();
    assertThat(store.redeliver(failures, NOW).await()).isZero();
  }

  @Test
  void redeliver_spanAndOwner_onlyThose() {
    List<String> users = List.of("usr_1", "usr_2", "usr_3");
    List<Delivery> all = new ArrayList<>();
    for (int i = 0; i < users.size(); i++) {
      all.add(
          new Delivery(
              new ClaimDelivery(1, endpointId, List.of("rwd_1"), 0),
              new Subject(anId("clm"), "evt_1", users.get(i), NOW.plusSeconds(i)),
              NOW,
              Progress.dueAt(NOW)));
    }
    store.open(all).await();
    all.forEach(each -> store.end(taken(NOW), new Ending.Failed("timeout")).await());

    assertThat(
            store
                .redeliver(
                    new Failures(null, endpointId, NOW.plusSeconds(1), NOW.plusSeconds(3), "usr_3"),
                    NOW)
                .await())
        .isEqualTo(1);
    assertThat(progress(all.get(1)).state()).isEqualTo(State.PENDING);
  }

  @Test
  void list_filters_pagesNewestFirst() {
    String claimId = anId("clm");
    List<Delivery> all =
        IntStream.rangeClosed(1, 5)
            .mapToObj(
                n ->
                    new Delivery(
                        new ClaimDelivery(n, endpointId, List.of("rwd_1"), 0),
                        new Subject(claimId, "evt_1", "usr_1", NOW),
                        NOW.plusSeconds(n / 2),
                        Progress.dueAt(NOW)))
            .toList();
    store.open(all).await();
    store.open(List.of(grant(claimId + "0", NOW))).await();

    for (Filter filter :
        List.of(
            new Filter(null, null, claimId, null, null, null),
            new Filter(State.PENDING, endpointId, claimId, "evt_1", NOW, NOW.plusSeconds(9)))) {
      assertThat(pages(filter, 2))
          .extracting(Delivery::id)
          .containsExactly(
              claimId + "-5", claimId + "-4", claimId + "-3", claimId + "-2", claimId + "-1");
    }
    assertThat(pages(new Filter(null, endpointId, null, null, null, null), 3)).hasSize(6);
    assertThat(pages(new Filter(null, null, claimId, null, NOW.plusSeconds(1), null), 3))
        .hasSize(4);
    assertThat(pages(new Filter(null, null, claimId, null, null, NOW.plusSeconds(1)), 3))
        .hasSize(1);
    assertThat(pages(new Filter(State.FAILED, endpointId, null, null, null, null), 3)).isEmpty();
    assertThat(pages(new Filter(null, null, claimId, "evt_2", null, null), 3)).isEmpty();
  }

  private List<Delivery> pages(Filter filter, int limit) {
    List<Delivery> all = new ArrayList<>();
    PageRequest request = new PageRequest(limit, null);
    while (true) {
      Page<Delivery> page = store.list(filter, request).await();
      all.addAll(page.items());
      if (page.next() == null) {
        return all;
      }
      request = new PageRequest(limit, page.next());
    }
  }

  @Test
  void find_someThere_those() {
    Delivery grant = opened(NOW);

    assertThat(store.find(List.of(grant.id(), "clm_none-1")).await()).containsExactly(grant);
  }

  @Test
  void oldestPending_oneWaits_itsTime() {
    assertThat(store.oldestPending().await()).isEmpty();
    Stream.of(NOW.plusSeconds(5), NOW.minusSeconds(5))
        .forEach(
            at ->
                store
                    .open(
                        List.of(
                            new Delivery(
                                new ClaimDelivery(1, endpointId, List.of("rwd_1"), 0),
                                new Subject(anId("clm"), "evt_1", "usr_1", NOW),
                                at,
                                Progress.dueAt(NOW))))
                    .await());

    assertThat(store.oldestPending().await()).contains(NOW.minusSeconds(5));
  }
}
