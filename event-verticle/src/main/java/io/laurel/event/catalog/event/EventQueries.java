package io.laurel.event.catalog.event;

import static io.laurel.event.catalog.event.EventDocuments.CLAIM_UNTIL;
import static io.laurel.event.catalog.event.EventDocuments.ENDS_AT;
import static io.laurel.event.catalog.event.EventDocuments.STARTS_AT;
import static io.laurel.event.catalog.event.EventDocuments.STATE;
import static io.laurel.event.catalog.event.EventDocuments.WORDS;
import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.event.catalog.event.ClaimRules.Access;
import io.laurel.event.catalog.event.EventStore.Filter;
import io.laurel.mongo.MongoDate;
import io.laurel.paging.Cursor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is asked of the collection of events. */
final class EventQueries {
  private EventQueries() {}

  /** The events of a list. */
  static JsonObject of(Filter filter) {
    JsonObject query = new JsonObject().put(STATE, states(filter));
    putRange(query, STARTS_AT, starts(filter));
    putRange(query, ENDS_AT, ends(filter));
    if (!filter.words().isEmpty()) {
      query.put("$and", beginnings(filter.words()));
    }
    return query;
  }

  private static Object states(Filter filter) {
    EventStatus status = filter.status();
    if (status == null) {
      return any(
          filter.drafts()
              ? EventState.values()
              : new EventState[] {EventState.PUBLISHED, EventState.PAUSED, EventState.CANCELED});
    }
    return switch (status) {
      case DRAFT -> filter.drafts() ? EventState.DRAFT.name() : any();
      case PAUSED -> EventState.PAUSED.name();
      case CANCELED -> EventState.CANCELED.name();
      case UPCOMING, ACTIVE, ENDED -> EventState.PUBLISHED.name();
    };
  }

  private static JsonObject any(EventState... states) {
    return new JsonObject().put("$in", new JsonArray(Stream.of(states).map(Enum::name).toList()));
  }

  /**
   * A side of a range.
   *
   * @param at null for an open one
   */
  private record Limit(String operator, @Nullable Instant at) {}

  private static List<Limit> starts(Filter filter) {
    List<Limit> limits = new ArrayList<>(List.of(new Limit("$lt", filter.to())));
    if (filter.status() == EventStatus.UPCOMING) {
      limits.add(new Limit("$gt", filter.now()));
    } else if (filter.status() == EventStatus.ACTIVE || filter.status() == EventStatus.ENDED) {
      limits.add(new Limit("$lte", filter.now()));
    }
    return limits;
  }

  private static List<Limit> ends(Filter filter) {
    if (filter.status() != EventStatus.ACTIVE) {
      Limit over = new Limit("$lte", filter.status() == EventStatus.ENDED ? filter.now() : null);
      return List.of(new Limit("$gt", filter.from()), over);
    }
    Instant from = filter.from();
    return List.of(
        new Limit("$gt", from != null && from.isAfter(filter.now()) ? from : filter.now()));
  }

  private static void putRange(JsonObject query, String field, List<Limit> limits) {
    JsonObject range = new JsonObject();
    for (Limit limit : limits) {
      if (limit.at() != null) {
        range.put(limit.operator(), toDate(limit.at()));
      }
    }
    if (!range.isEmpty()) {
      query.put(field, range);
    }
  }

  /** Words are letters and digits, which mean themselves. */
  private static JsonArray beginnings(List<String> words) {
    return new JsonArray(
        words.stream()
            .map(word -> new JsonObject().put(WORDS, new JsonObject().put("$regex", "^" + word)))
            .toList());
  }

  /** Published events that have begun and take claims without a code. */
  static JsonObject takingClaims(Instant now, @Nullable Cursor from) {
    JsonObject query =
        new JsonObject()
            .put(STATE, any(EventState.PUBLISHED))
            .put(STARTS_AT, new JsonObject().put("$lte", toDate(now)))
            .put(CLAIM_UNTIL, new JsonObject().put("$gt", toDate(now)))
            // What was kept before there were codes does not say that it takes none.
            .put(ClaimRules.ACCESS, new JsonObject().put("$ne", Access.CODE.name()));
    if (from == null) {
      return query;
    }
    MongoDate end = toDate(from.at());
    JsonObject later = new JsonObject().put(CLAIM_UNTIL, new JsonObject().put("$gt", end));
    JsonObject same =
        new JsonObject().put(CLAIM_UNTIL, end).put(ID, new JsonObject().put("$gte", from.id()));
    return query.put("$or", new JsonArray().add(later).add(same));
  }
}
