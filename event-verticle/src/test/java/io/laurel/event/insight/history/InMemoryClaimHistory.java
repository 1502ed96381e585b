package io.laurel.event.insight.history;

import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.InMemoryClaimStore;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageOrder;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.util.Comparator;

/** Lists of the claims that an {@link InMemoryClaimStore} keeps: the simple model. */
public final class InMemoryClaimHistory implements ClaimHistory {
  private final InMemoryClaimStore claims;

  public InMemoryClaimHistory(InMemoryClaimStore claims) {
    this.claims = claims;
  }

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public Future<Page<Claim>> list(Filter filter, PageOrder order, PageRequest page) {
    return Future.succeededFuture(
        Page.of(
            claims.all().stream()
                .filter(claim -> matches(filter, claim))
                .filter(claim -> isAfter(order, page.after(), claim))
                .sorted(Comparator.comparing(Claim::cursor, order.comparator()))
                .limit(page.limit() + 1L)
                .toList(),
            page.limit(),
            Claim::cursor));
  }

  @Override
  public Future<Long> count(Filter filter) {
    return Future.succeededFuture(
        claims.all().stream().filter(claim -> matches(filter, claim)).count());
  }

  private static boolean isAfter(PageOrder order, Cursor cursor, Claim claim) {
    return cursor == null || order.comparator().compare(claim.cursor(), cursor) > 0;
  }

  static boolean matches(Filter filter, Claim claim) {
    return (filter.userId() == null || claim.userId().equals(filter.userId()))
        && (filter.eventId() == null || claim.eventId().equals(filter.eventId()))
        && (filter.rewardId() == null
            || claim.rewards().stream()
                .anyMatch(reward -> reward.rewardId().equals(filter.rewardId())))
        && (filter.status() == null || claim.status() == filter.status())
        && (filter.from() == null || !claim.requestedAt().isBefore(filter.from()))
        && (filter.to() == null || claim.requestedAt().isBefore(filter.to()));
  }
}
