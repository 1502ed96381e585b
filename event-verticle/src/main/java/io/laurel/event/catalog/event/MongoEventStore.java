package io.laurel.event.catalog.event;

import static io.laurel.event.catalog.event.EventDocuments.CLAIM_UNTIL;
import static io.laurel.event.catalog.event.EventDocuments.CREATED_AT;
import static io.laurel.event.catalog.event.EventDocuments.ENDS_AT;
import static io.laurel.event.catalog.event.EventDocuments.OPTIONAL;
import static io.laurel.event.catalog.event.EventDocuments.STARTS_AT;
import static io.laurel.event.catalog.event.EventDocuments.STATE;
import static io.laurel.event.catalog.event.EventDocuments.UPDATED_AT;
import static io.laurel.event.catalog.event.EventDocuments.VERSION;
import static io.laurel.event.catalog.event.EventDocuments.WORDS;
import static io.laurel.event.catalog.event.EventDocuments.toDocument;
import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.AuditedCollection;
import io.laurel.mongo.MongoChanges;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoPages;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Events in the collection {@code events}. */
public final class MongoEventStore implements EventStore {
  /**
   * The state of a deleted draft until its entries are moved on and what belongs to it is gone. No
   * query finds it.
   */
  private static final String DELETED = "DELETED";

  /** The state of an event of which not everything is there yet. No query finds it either. */
  private static final String BEGUN = "BEGUN";

  private static final Set<String> UNSEEN = Set.of(DELETED, BEGUN);

  private static final String PLAN = "plan";

  private final AuditedCollection events;
  private final MongoPages byCreation;
  private final MongoPages byStart;
  private final MongoPages byEnd;
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
    this.byCreation = new MongoPages(events.readings(), CREATED_AT);
    this.byStart = new MongoPages(events.readings(), STARTS_AT);
    this.byEnd = new MongoPages(events.readings(), ENDS_AT);
  }

  /** Moves on the audit entries that a process left in its documents, and ends its deletions. */
  @Override
  public Future<Void> sweep() {
    return events.sweep(new JsonObject().put(STATE, DELETED), this::empty);
  }

  @Override
  public Future<Void> prepare() {
    JsonObject taking = new JsonObject().put(STATE, 1).put(CLAIM_UNTIL, 1).put(ID, 1);
    List<Future<Void>> all = new ArrayList<>();
    for (MongoPages pages : List.of(byCreation, byStart, byEnd)) {
      all.add(pages.index());
      all.add(pages.index(STATE));
    }
    all.add(byCreation.index(WORDS));
    all.add(events.readings().index(taking));
    all.add(events.prepare());
    return Future.all(all).mapEmpty();
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
                document == null || UNSEEN.contains(document.getString(STATE))
                    ? null
                    : EventDocuments.toEvent(document));
  }

  @Override
  public Future<Page<Event>> list(Filter filter, EventOrder order, PageRequest page) {
    return pages(order)
        .find(EventQueries.of(filter), order.pages(), page, EventDocuments::toEvent, order::cursor);
  }

  private MongoPages pages(EventOrder order) {
    return switch (order) {
      case NEWEST -> byCreation;
      case STARTS_AT -> byStart;
      case ENDS_AT -> byEnd;
    };
  }

  @Override
  public Future<Long> count(Filter filter) {
    return events.readings().count(EventQueries.of(filter));
  }

  @Override
  public Future<List<Event>> takingClaims(Instant now, @Nullable Cursor from, int limit) {
    FindOptions options =
        new FindOptions()
            .setSort(new JsonObject().put(CLAIM_UNTIL, 1).put(ID, 1))
            .setLimit(limit)
            .setBatchSize(limit);
    return events
        .readings()
        .find(EventQueries.takingClaims(now, from), options)
        .map(found -> found.stream().map(EventDocuments::toEvent).toList());
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
    return events.delete(before, deletion(), entry, this::empty);
  }

  @Override
  public Future<Boolean> begin(Beginning beginning) {
    return events.insertUntold(
        toDocument(beginning.draft()).put(STATE, BEGUN).put(PLAN, beginning.plan()));
  }

  @Override
  public Future<Optional<Beginning>> takeUp(String id, Instant now) {
    JsonObject touched = new JsonObject().put(UPDATED_AT, toDate(now));
    return events
        .changeUntold(begun(id), new JsonObject().put("$set", touched))
        .map(
            document ->
                Optional.ofNullable(document)
                    .map(
                        begun ->
                            new Beginning(
                                EventDocuments.toEvent(
                                    begun.copy().put(STATE, EventState.DRAFT.name())),
                                begun.getString(PLAN))));
  }

  @Override
  public Future<Boolean> finish(Event draft, AuditEntry entry) {
    JsonObject update =
        new JsonObject()
            .put(
                "$set",
                new JsonObject()
                    .put(STATE, EventState.DRAFT.name())
                    .put(UPDATED_AT, toDate(draft.updatedAt())))
            .put("$unset", new JsonObject().put(PLAN, ""));
    return events.change(begun(draft.id()), update, entry).map(Objects::nonNull);
  }

  @Override
  public Future<Void> dropBegunBefore(Instant moment) {
    JsonObject old =
        new JsonObject()
            .put(STATE, BEGUN)
            .put(UPDATED_AT, new JsonObject().put("$lt", toDate(moment)));
    return events
        .changeUntold(old, deletion())
        .compose(
            deleted ->
                deleted == null
                    ? Future.succeededFuture()
                    : events
                        .discard(deleted, this::empty)
                        .compose(gone -> dropBegunBefore(moment)));
  }

  private static JsonObject begun(String id) {
    return new JsonObject().put(ID, id).put(STATE, BEGUN);
  }

  private static JsonObject deletion() {
    return new JsonObject().put("$set", new JsonObject().put(STATE, DELETED));
  }

  private Future<Void> empty(JsonObject deleted) {
    return contents.apply(deleted.getString(ID));
  }
}
