package io.laurel.event.catalog.event;

import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.fromDate;
import static io.laurel.mongo.MongoDates.fromDateOrNull;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.AuditedCollection;
import io.laurel.event.catalog.event.ClaimRules.Access;
import io.laurel.event.facts.condition.Conditions;
import io.laurel.mongo.MongoChanges;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoPages;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Events in the collection {@code events}. */
public final class MongoEventStore implements EventStore {
  private static final String NAME = "name";
  private static final String DESCRIPTION = "description";
  private static final String STARTS_AT = "startsAt";
  private static final String ENDS_AT = "endsAt";
  private static final String CLAIM_UNTIL = "claimUntil";
  private static final String STATE = "state";
  private static final String VERSION = "version";
  private static final String CREATED_BY = "createdBy";
  private static final String CREATED_AT = "createdAt";
  private static final String UPDATED_AT = "updatedAt";
  private static final String PUBLISHED_AT = "publishedAt";
  private static final String FINGERPRINT = "fingerprint";

  /**
   * The state of a deleted draft until its entries are moved on and what belongs to it is gone. No
   * query finds it.
   */
  private static final String DELETED = "DELETED";

  /** What of an event may be absent. */
  private static final List<String> OPTIONAL = List.of(DESCRIPTION);

  private final AuditedCollection events;
  private final MongoPages pages;
  private final Function<String, Future<Void>> contents;

  /**
   * A store in that database, whose entries are moved on to {@code audit}.
   *
   * @param contents takes away what belongs to a deleted event, given its id; may be called again
   */
  public MongoEventStore(
      MongoDatabase database, AuditStore audit, Function<String, Future<Void>> contents) {
    this.contents = contents;
    this.events = new AuditedCollection(database, "events", audit);
    this.pages = new MongoPages(events.readings(), CREATED_AT);
  }

  /** Moves on the audit entries that a process left in its documents, and ends its deletions. */
  @Override
  public Future<Void> sweep() {
    return events.sweep(new JsonObject().put(STATE, DELETED), this::empty);
  }

  @Override
  public Future<Void> prepare() {
    JsonObject byEnd = new JsonObject().put(STATE, 1).put(CLAIM_UNTIL, 1).put(ID, 1);
    return Future.all(
            pages.index(), pages.index(STATE), events.readings().index(byEnd), events.prepare())
        .mapEmpty();
  }

  @Override
  public Future<Boolean> insert(Event event, AuditEntry entry) {
    return events.insert(toDocument(event), entry);
  }

  @Override
  public Future<@Nullable Event> find(String id) {
    return events
        .readings()
        .findOne(new JsonObject().put(ID, id))
        .map(
            document ->
                document == null || document.getString(STATE).equals(DELETED)
                    ? null
                    : toEvent(document));
  }

  @Override
  public Future<Page<Event>> list(Filter filter, PageRequest page) {
    return pages.find(query(filter), page, MongoEventStore::toEvent, Event::cursor);
  }

  @Override
  public Future<List<Event>> takingClaims(Instant now, @Nullable Cursor from, int limit) {
    JsonObject until = new JsonObject().put("$gt", toDate(now));
    JsonObject query =
        states(EventState.PUBLISHED)
            .put(STARTS_AT, new JsonObject().put("$lte", toDate(now)))
            .put(CLAIM_UNTIL, until)
            // What was kept before there were codes does not say that it takes none.
            .put(ClaimRules.ACCESS, new JsonObject().put("$ne", Access.CODE.name()));
    if (from != null) {
      JsonObject end = toDate(from.at());
      JsonObject later = new JsonObject().put(CLAIM_UNTIL, new JsonObject().put("$gt", end));
      JsonObject same =
          new JsonObject().put(CLAIM_UNTIL, end).put(ID, new JsonObject().put("$gte", from.id()));
      query.put("$or", new JsonArray().add(later).add(same));
    }
    FindOptions options =
        new FindOptions()
            .setSort(new JsonObject().put(CLAIM_UNTIL, 1).put(ID, 1))
            .setLimit(limit)
            .setBatchSize(limit);
    return events
        .readings()
        .find(query, options)
        .map(found -> found.stream().map(MongoEventStore::toEvent).toList());
  }

  @Override
  public Future<Boolean> replace(Event event, AuditEntry entry) {
    JsonObject before = new JsonObject().put(ID, event.id()).put(VERSION, event.version() - 1);
    return events
        .change(before, MongoChanges.to(toDocument(event), OPTIONAL), entry)
        .map(Objects::nonNull);
  }

  @Override
  public Future<Boolean> delete(Event draft, AuditEntry entry) {
    JsonObject before =
        new JsonObject()
            .put(ID, draft.id())
            .put(VERSION, draft.version())
            .put(STATE, EventState.DRAFT.name());
    JsonObject update = new JsonObject().put("$set", new JsonObject().put(STATE, DELETED));
    return events.delete(before, update, entry, this::empty);
  }

  private Future<Void> empty(JsonObject deleted) {
    return contents.apply(deleted.getString(ID));
  }

  private static JsonObject query(Filter filter) {
    JsonObject now = toDate(filter.now());
    if (filter.status() == null) {
      return filter.drafts()
          ? new JsonObject().put(STATE, new JsonObject().put("$ne", DELETED))
          : states(EventState.PUBLISHED, EventState.PAUSED, EventState.CANCELED);
    }
    return switch (filter.status()) {
      case DRAFT -> filter.drafts() ? states(EventState.DRAFT) : states();
      case PAUSED -> states(EventState.PAUSED);
      case CANCELED -> states(EventState.CANCELED);
      case UPCOMING ->
          states(EventState.PUBLISHED).put(STARTS_AT, new JsonObject().put("$gt", now));
      case ACTIVE ->
          states(EventState.PUBLISHED)
              .put(STARTS_AT, new JsonObject().put("$lte", now))
              .put(ENDS_AT, new JsonObject().put("$gt", now));
      case ENDED ->
          states(EventState.PUBLISHED)
              .put(STARTS_AT, new JsonObject().put("$lte", now))
              .put(ENDS_AT, new JsonObject().put("$lte", now));
    };
  }

  private static JsonObject states(EventState... states) {
    JsonArray names = new JsonArray();
    for (EventState state : states) {
      names.add(state.name());
    }
    return new JsonObject().put(STATE, new JsonObject().put("$in", names));
  }

  private static JsonObject toDocument(Event event) {
    JsonObject document =
        new JsonObject()
            .put(ID, event.id())
            .put(NAME, event.terms().name())
            .put(STARTS_AT, toDate(event.schedule().startsAt()))
            .put(ENDS_AT, toDate(event.schedule().endsAt()))
            .put(CLAIM_UNTIL, toDate(event.schedule().claimUntil()))
            .put(STATE, event.state().name())
            .put(VERSION, event.version())
            .put(CREATED_BY, event.createdBy())
            .put(CREATED_AT, toDate(event.createdAt()))
            .put(UPDATED_AT, toDate(event.updatedAt()));
    event.conditions().addTo(document);
    event.terms().rules().addTo(document);
    if (event.terms().description() != null) {
      document.put(DESCRIPTION, event.terms().description());
    }
    if (event.publishedAt() != null) {
      document.put(PUBLISHED_AT, toDate(event.publishedAt()));
    }
    return event.fingerprint() == null ? document : document.put(FINGERPRINT, event.fingerprint());
  }

  private static Event toEvent(JsonObject document) {
    return new Event(
        document.getString(ID),
        toTerms(document),
        EventState.valueOf(document.getString(STATE)),
        document.getInteger(VERSION),
        document.getString(CREATED_BY),
        fromDate(document, CREATED_AT),
        fromDate(document, UPDATED_AT),
        fromDateOrNull(document, PUBLISHED_AT),
        document.getString(FINGERPRINT));
  }

  private static EventTerms toTerms(JsonObject document) {
    return new EventTerms(
        document.getString(NAME),
        document.getString(DESCRIPTION),
        new EventTerms.Schedule(
            fromDate(document, STARTS_AT),
            fromDate(document, ENDS_AT),
            fromDate(document, CLAIM_UNTIL)),
        Conditions.of(document),
        ClaimRules.of(document));
  }
}
