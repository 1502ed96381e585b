package io.laurel.event.insight.history;

import static io.laurel.event.claims.claim.ClaimDocuments.EVENT_ID;
import static io.laurel.event.claims.claim.ClaimDocuments.REQUESTED_AT;
import static io.laurel.event.claims.claim.ClaimDocuments.REWARD_ID;
import static io.laurel.event.claims.claim.ClaimDocuments.STATUS;
import static io.laurel.event.claims.claim.ClaimDocuments.USER_ID;
import static io.laurel.json.JsonFields.putPresent;

import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimDocuments;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoDates;
import io.laurel.mongo.MongoPages;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageOrder;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lists of claims. Every list is served by an index that gives its order; see RATIONALE,
 * "Histories".
 */
public final class MongoClaimHistory implements ClaimHistory {
  private final MongoCollection claims;
  private final MongoPages pages;

  /** A history in the database that keeps claims. */
  public MongoClaimHistory(MongoDatabase database) {
    this.claims = database.collection(ClaimDocuments.COLLECTION);
    this.pages = new MongoPages(claims, REQUESTED_AT);
  }

  @Override
  public Future<Void> prepare() {
    return Future.all(
            pages.index(USER_ID),
            pages.index(EVENT_ID, STATUS),
            pages.index(REWARD_ID, STATUS),
            pages.index(STATUS))
        .mapEmpty();
  }

  @Override
  public Future<Page<Claim>> list(Filter filter, PageOrder order, PageRequest page) {
    Future<Page<Claim>> found =
        filter.userId() != null || filter.status() != null
            ? read(query(filter, filter.status()), order, page)
            : ofAllStatuses(filter, order, page);
    return found.map(claimed -> within(filter.eventId(), claimed));
  }

  @Override
  public Future<Long> count(Filter filter) {
    return claims.count(query(filter, filter.status()));
  }

  /**
   * A reward belongs to one event, so its claims are either all of that event or none of them is;
   * to ask the database could mean to read them all for nothing.
   */
  private static Page<Claim> within(@Nullable String eventId, Page<Claim> page) {
    boolean other =
        eventId != null
            && !page.items().isEmpty()
            && !page.items().get(0).eventId().equals(eventId);
    return other ? new Page<>(List.of(), null) : page;
  }

  /**
   * One status after the other, in the order in which claims go through them: one that moves
   * meanwhile is met before it moves or after, or both, but never missed.
   */
  private Future<Page<Claim>> ofAllStatuses(Filter filter, PageOrder order, PageRequest page) {
    Future<NavigableMap<Cursor, Claim>> all =
        Future.succeededFuture(new TreeMap<>(order.comparator()));
    for (ClaimStatus status : ClaimStatus.values()) {
      all = all.compose(sofar -> with(status, sofar, filter, order, page));
    }
    return all.map(found -> Page.of(List.copyOf(found.values()), page.limit(), Claim::cursor));
  }

  /** Adds the claims of one status, and keeps one more than the page holds. */
  private Future<NavigableMap<Cursor, Claim>> with(
      ClaimStatus status,
      NavigableMap<Cursor, Claim> sofar,
      Filter filter,
      PageOrder order,
      PageRequest page) {
    int enough = page.limit() + 1;
    Filter wanted = sofar.size() == enough ? upTo(sofar.lastKey().at(), filter, order) : filter;
    return read(query(wanted, status), order, new PageRequest(enough, page.after()))
        .map(
            read -> {
              read.items().forEach(claim -> sofar.put(claim.cursor(), claim));
              while (sofar.size() > enough) {
                sofar.pollLastEntry();
              }
              return sofar;
            });
  }

  /** The same filter without what lies behind the last claim that is on the page by now. */
  private static Filter upTo(Instant last, Filter filter, PageOrder order) {
    boolean back = order == PageOrder.NEWEST_FIRST;
    return new Filter(
        filter.userId(),
        filter.eventId(),
        filter.rewardId(),
        filter.status(),
        back ? last : filter.from(),
        back ? filter.to() : last.plusMillis(1));
  }

  private Future<Page<Claim>> read(JsonObject query, PageOrder order, PageRequest page) {
    return pages.find(query, order, page, ClaimDocuments::toClaim, Claim::cursor);
  }

  private static JsonObject query(Filter filter, @Nullable ClaimStatus status) {
    JsonObject query = new JsonObject();
    putPresent(query, USER_ID, filter.userId());
    putPresent(query, REWARD_ID, filter.rewardId());
    putPresent(query, STATUS, status == null ? null : status.name());
    if (filter.userId() != null || filter.rewardId() == null) {
      putPresent(query, EVENT_ID, filter.eventId());
    }
    putPresent(query, REQUESTED_AT, MongoDates.range(filter.from(), filter.to()));
    return query;
  }
}
