package io.laurel.event.event;

import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.fromDate;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.event.condition.Conditions;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoPages;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

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
  private static final String FINGERPRINT = "fingerprint";

  private final MongoCollection events;
  private final MongoPages pages;

  /** A store in that database. */
  public MongoEventStore(MongoDatabase database) {
    this.events = database.collection("events");
    this.pages = new MongoPages(events, CREATED_AT);
  }

  @Override
  public Future<Void> prepare() {
    JsonObject byTime = new JsonObject().put(CREATED_AT, -1).put(ID, -1);
    JsonObject byState = new JsonObject().put(STATE, 1).put(CREATED_AT, -1).put(ID, -1);
    return Future.all(events.index(byTime), events.index(byState)).mapEmpty();
  }

  @Override
  public Future<Boolean> insert(Event event) {
    return events.insertIfAbsent(toDocument(event));
  }

  @Override
  public Future<Event> find(String id) {
    return events.findOne(new JsonObject().put(ID, id)).map(MongoEventStore::toEvent);
  }

  @Override
  public Future<Page<Event>> list(Filter filter, PageRequest page) {
    return pages.find(query(filter), page, MongoEventStore::toEvent, Event::cursor);
  }

  @Override
  public Future<Event> setState(String id, int version, EventState state, Instant at) {
    JsonObject set = new JsonObject().put(STATE, state.name()).put(UPDATED_AT, toDate(at));
    JsonObject update =
        new JsonObject().put("$set", set).put("$inc", new JsonObject().put(VERSION, 1));
    return events
        .findOneAndUpdate(new JsonObject().put(ID, id).put(VERSION, version), update)
        .map(MongoEventStore::toEvent);
  }

  private static JsonObject query(Filter filter) {
    JsonObject now = toDate(filter.now());
    if (filter.status() == null) {
      return filter.drafts()
          ? new JsonObject()
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
            .put(NAME, event.name())
            .put(STARTS_AT, toDate(event.schedule().startsAt()))
            .put(ENDS_AT, toDate(event.schedule().endsAt()))
            .put(CLAIM_UNTIL, toDate(event.schedule().claimUntil()))
            .put(STATE, event.state().name())
            .put(VERSION, event.version())
            .put(CREATED_BY, event.createdBy())
            .put(CREATED_AT, toDate(event.createdAt()))
            .put(UPDATED_AT, toDate(event.updatedAt()));
    event.conditions().addTo(document);
    if (event.description() != null) {
      document.put(DESCRIPTION, event.description());
    }
    return event.fingerprint() == null ? document : document.put(FINGERPRINT, event.fingerprint());
  }

  private static Event toEvent(JsonObject document) {
    return document == null
        ? null
        : new Event(
            document.getString(ID),
            document.getString(NAME),
            document.getString(DESCRIPTION),
            new Event.Schedule(
                fromDate(document, STARTS_AT),
                fromDate(document, ENDS_AT),
                fromDate(document, CLAIM_UNTIL)),
            Conditions.of(document),
            EventState.valueOf(document.getString(STATE)),
            document.getInteger(VERSION),
            document.getString(CREATED_BY),
            fromDate(document, CREATED_AT),
            fromDate(document, UPDATED_AT),
            document.getString(FINGERPRINT));
  }
}
