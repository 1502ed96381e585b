package io.laurel.event.outreach.delivery;

import io.laurel.event.outreach.delivery.Delivery.Progress;
import io.laurel.event.outreach.delivery.Delivery.State;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deliveries in a map. */
public final class InMemoryDeliveryStore implements DeliveryStore {
  private final Map<String, Kept> all = new HashMap<>();
  private int leases;

  private record Kept(
      Delivery delivery, @Nullable String lease, boolean tried, @Nullable String revokedBy) {
    Progress progress() {
      return delivery.progress();
    }

    boolean is(State state) {
      return progress().state() == state;
    }

    Kept with(Progress progress) {
      return new Kept(
          new Delivery(delivery.what(), delivery.subject(), delivery.createdAt(), progress),
          lease,
          tried,
          revokedBy);
    }

    Kept leased(@Nullable String other) {
      return new Kept(delivery, other, tried || other != null, revokedBy);
    }

    Kept revoked(String by) {
      return new Kept(delivery, lease, tried, by);
    }

    /** Nobody sends it any more. */
    Kept over(State state, @Nullable Instant deliveredAt, @Nullable String error) {
      return with(new Progress(state, progress().attempts(), null, deliveredAt, error, false))
          .leased(null);
    }
  }

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> open(List<Delivery> deliveries) {
    deliveries.forEach(each -> all.putIfAbsent(each.id(), new Kept(each, null, false, null)));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Optional<Leased>> take(
      String endpointId, Instant now, Instant leaseUntil) {
    Optional<Kept> due =
        of(endpointId)
            .filter(each -> each.is(State.PENDING) && each.revokedBy() == null)
            .filter(each -> each.progress().nextAt() != null)
            .filter(each -> !each.progress().nextAt().isAfter(now))
            .min(Comparator.comparing(each -> each.progress().nextAt()));
    return Future.succeededFuture(due.map(each -> taken(each, leaseUntil)));
  }

  private Leased taken(Kept kept, Instant until) {
    Progress before = kept.progress();
    String lease = "lease " + ++leases;
    Kept taken =
        kept.with(
                new Progress(
                    State.PENDING,
                    before.attempts() + 1,
                    until,
                    null,
                    before.lastError(),
                    before.held()))
            .leased(lease);
    put(taken);
    return new Leased(lease, taken.delivery());
  }

  private void put(Kept kept) {
    all.put(kept.delivery().id(), kept);
  }

  private Stream<Kept> of(String endpointId) {
    return all.values().stream()
        .filter(each -> each.delivery().what().endpointId().equals(endpointId));
  }

  @Override
  public synchronized Future<Optional<Ended>> end(Leased leased, Ending ending) {
    Kept kept = all.get(leased.delivery().id());
    if (kept == null || !leased.lease().equals(kept.lease())) {
      return Future.succeededFuture(Optional.empty());
    }
    Kept ended = ended(kept, ending);
    put(ended);
    return Future.succeededFuture(Optional.of(new Ended(ended.delivery(), ended.revokedBy())));
  }

  private static Kept ended(Kept kept, Ending ending) {
    if (ending instanceof Ending.Delivered delivered) {
      return kept.over(State.DELIVERED, delivered.at(), null);
    }
    if (ending instanceof Ending.Failed failed) {
      return kept.over(State.FAILED, null, failed.error());
    }
    if (kept.revokedBy() != null) {
      return kept.over(State.FAILED, null, "revoked");
    }
    Progress before = kept.progress();
    Progress again =
        ending instanceof Ending.Retry retry
            ? new Progress(
                State.PENDING, before.attempts(), retry.at(), null, retry.error(), before.held())
            : new Progress(
                State.PENDING,
                before.attempts() - 1,
                ((Ending.Unsent) ending).at(),
                null,
                before.lastError(),
                before.held());
    return kept.with(again).leased(null);
  }

  @Override
  public synchronized Future<Withdrawal> withdraw(
      String grantId, String revocationId, Instant now) {
    Kept grant = all.get(grantId).revoked(revocationId);
    put(grant);
    if (grant.is(State.DROPPED)) {
      return Future.succeededFuture(new Withdrawal.Unheard());
    }
    if (!grant.is(State.PENDING)) {
      return Future.succeededFuture(new Withdrawal.AtRest());
    }
    if (!grant.tried()) {
      put(grant.over(State.DROPPED, null, null));
      return Future.succeededFuture(new Withdrawal.Unheard());
    }
    Instant until = grant.progress().nextAt();
    if (grant.lease() != null && until.isAfter(now)) {
      return Future.succeededFuture(new Withdrawal.UnderWay(until));
    }
    put(grant.over(State.FAILED, null, "revoked"));
    return Future.succeededFuture(new Withdrawal.AtRest());
  }

  @Override
  public synchronized Future<Void> release(String revocationId, Instant now) {
    Kept kept = all.get(revocationId);
    if (kept != null && kept.progress().held() && kept.lease() == null) {
      put(kept.with(dueAt(kept.progress(), now)));
    }
    return Future.succeededFuture();
  }

  private static Progress dueAt(Progress before, @Nullable Instant at) {
    return new Progress(State.PENDING, before.attempts(), at, null, before.lastError(), false);
  }

  @Override
  public Future<Void> park(String endpointId) {
    return change(endpointId, at -> at != null, null);
  }

  @Override
  public Future<Void> unpark(String endpointId, Instant now) {
    return change(endpointId, at -> at == null, now);
  }

  private synchronized Future<Void> change(
      String endpointId, Predicate<@Nullable Instant> asked, @Nullable Instant at) {
    of(endpointId)
        .filter(each -> each.is(State.PENDING) && each.lease() == null)
        .filter(each -> !each.progress().held() && each.revokedBy() == null)
        .filter(each -> asked.test(each.progress().nextAt()))
        .toList()
        .forEach(each -> put(each.with(dueAt(each.progress(), at))));
    return Future.succeededFuture();
  }

  private synchronized List<Kept> failed(Failures failures) {
    return all.values().stream()
        .filter(each -> each.is(State.FAILED) && each.revokedBy() == null)
        .filter(each -> matches(each.delivery(), failures))
        .toList();
  }

  private static boolean matches(Delivery each, Failures failures) {
    return same(failures.claimId(), each.subject().claimId())
        && same(failures.endpointId(), each.what().endpointId())
        && within(each.subject().requestedAt(), failures.from(), failures.to())
        && !each.subject().userId().equals(failures.notOf());
  }

  private static boolean same(@Nullable String asked, String value) {
    return asked == null || asked.equals(value);
  }

  private static boolean within(Instant at, @Nullable Instant from, @Nullable Instant to) {
    return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
  }

  @Override
  public Future<Long> count(Failures failures) {
    return Future.succeededFuture((long) failed(failures).size());
  }

  @Override
  public synchronized Future<Long> count(State state) {
    return Future.succeededFuture(all.values().stream().filter(kept -> kept.is(state)).count());
  }

  @Override
  public synchronized Future<Long> redeliver(Failures failures, Instant now) {
    List<Kept> found = failed(failures);
    found.forEach(each -> put(each.with(Progress.dueAt(now))));
    return Future.succeededFuture((long) found.size());
  }

  @Override
  public synchronized Future<Page<Delivery>> list(Filter filter, PageRequest page) {
    UnaryOperator<Stream<Delivery>> after =
        found -> page.after() == null ? found : found.filter(each -> compare(each, page) > 0);
    List<Delivery> found =
        after
            .apply(all.values().stream().map(Kept::delivery).filter(each -> matches(each, filter)))
            .sorted(
                Comparator.comparing(Delivery::createdAt).thenComparing(Delivery::id).reversed())
            .limit(page.limit() + 1)
            .toList();
    return Future.succeededFuture(Page.of(found, page.limit(), Delivery::cursor));
  }

  private static int compare(Delivery each, PageRequest page) {
    int byTime = page.after().at().compareTo(each.createdAt());
    return byTime == 0 ? page.after().id().compareTo(each.id()) : byTime;
  }

  private static boolean matches(Delivery each, Filter filter) {
    return (filter.state() == null || filter.state() == each.progress().state())
        && same(filter.claimId(), each.subject().claimId())
        && same(filter.endpointId(), each.what().endpointId())
        && same(filter.eventId(), each.subject().eventId())
        && within(each.createdAt(), filter.from(), filter.to());
  }

  @Override
  public synchronized Future<List<Delivery>> find(Collection<String> ids) {
    return Future.succeededFuture(
        ids.stream().flatMap(id -> Stream.ofNullable(all.get(id))).map(Kept::delivery).toList());
  }

  @Override
  public synchronized Future<Optional<Instant>> oldestPending() {
    return Future.succeededFuture(
        all.values().stream()
            .filter(each -> each.is(State.PENDING))
            .map(each -> each.delivery().createdAt())
            .min(Comparator.naturalOrder()));
  }
}
