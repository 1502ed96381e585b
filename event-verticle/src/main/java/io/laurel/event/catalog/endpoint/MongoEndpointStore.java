package io.laurel.event.catalog.endpoint;

import static io.laurel.event.catalog.endpoint.EndpointDocuments.CREATED_AT;
import static io.laurel.event.catalog.endpoint.EndpointDocuments.OPTIONAL;
import static io.laurel.event.catalog.endpoint.EndpointDocuments.VERSION;
import static io.laurel.event.catalog.endpoint.EndpointDocuments.toDocument;
import static io.laurel.mongo.MongoCollection.ID;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.AuditedCollection;
import io.laurel.mongo.MongoChanges;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoPages;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Endpoints in the collection {@code endpoints}. */
public final class MongoEndpointStore implements EndpointStore {
  private final AuditedCollection endpoints;
  private final MongoPages pages;

  /** A store in that database, whose entries are moved on to {@code audit}. */
  public MongoEndpointStore(MongoDatabase database, AuditStore audit) {
    this.endpoints = new AuditedCollection(database, "endpoints", audit);
    this.pages = new MongoPages(endpoints.readings(), CREATED_AT);
  }

  /** Moves on the audit entries that a process left in its documents. */
  @Override
  public Future<Void> sweep() {
    return endpoints.sweep();
  }

  @Override
  public Future<Void> prepare() {
    return Future.all(pages.index(), endpoints.prepare()).mapEmpty();
  }

  @Override
  public Future<Boolean> insert(Endpoint endpoint, AuditEntry entry) {
    return endpoints.insert(toDocument(endpoint), entry);
  }

  @Override
  public Future<Optional<Endpoint>> find(String id) {
    return endpoints
        .readings()
        .findOne(byId(id))
        .map(found -> Optional.ofNullable(found).map(EndpointDocuments::toEndpoint));
  }

  @Override
  public Future<Long> count() {
    return endpoints.readings().count(new JsonObject());
  }

  @Override
  public Future<List<Endpoint>> all(int limit) {
    FindOptions options = new FindOptions().setLimit(limit).setBatchSize(limit);
    return endpoints
        .readings()
        .find(new JsonObject(), options)
        .map(found -> found.stream().map(EndpointDocuments::toEndpoint).toList());
  }

  @Override
  public Future<Page<Endpoint>> list(PageRequest page) {
    return pages.find(new JsonObject(), page, EndpointDocuments::toEndpoint, Endpoint::cursor);
  }

  @Override
  public Future<Boolean> replace(Endpoint endpoint, AuditEntry entry) {
    JsonObject before = byId(endpoint.id()).put(VERSION, endpoint.version() - 1);
    JsonObject update = MongoChanges.to(toDocument(endpoint), OPTIONAL);
    return endpoints.change(before, update, entry).map(Objects::nonNull);
  }

  @Override
  public Future<Void> tell(String id, AuditEntry entry) {
    return endpoints.tell(byId(id), entry);
  }

  private static JsonObject byId(String id) {
    return new JsonObject().put(ID, id);
  }
}
