package io.laurel.event.catalog.definition;

import static io.laurel.json.JsonFields.putPresent;
import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.fromDate;
import static io.laurel.mongo.MongoDates.toDate;

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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The catalog in the collection {@code definitions}. */
public final class MongoDefinitionStore implements DefinitionStore {
  private static final String NAME = "name";
  private static final String TYPE = "type";
  private static final String DESCRIPTION = "description";
  private static final String ATTRIBUTES = "attributes";
  private static final String ACTIVE = "active";
  private static final String VERSION = "version";
  private static final String CREATED_AT = "createdAt";
  private static final String UPDATED_AT = "updatedAt";
  private static final String FINGERPRINT = "fingerprint";

  /** What of a definition may be absent. */
  private static final List<String> OPTIONAL = List.of(DESCRIPTION, ATTRIBUTES);

  private final AuditedCollection definitions;
  private final MongoPages pages;

  /** A store in that database, whose entries are moved on to {@code audit}. */
  public MongoDefinitionStore(MongoDatabase database, AuditStore audit) {
    this.definitions = new AuditedCollection(database, "definitions", audit);
    this.pages = new MongoPages(definitions.readings(), CREATED_AT);
  }

  /** Moves on the audit entries that a process left in its documents. */
  @Override
  public Future<Void> sweep() {
    return definitions.sweep();
  }

  @Override
  public Future<Void> prepare() {
    return Future.all(pages.index(), definitions.prepare()).mapEmpty();
  }

  @Override
  public Future<Boolean> insert(Definition definition, AuditEntry entry) {
    return definitions.insert(toDocument(definition), entry);
  }

  @Override
  public Future<@Nullable Definition> find(String id) {
    return definitions
        .readings()
        .findOne(new JsonObject().put(ID, id))
        .map(document -> document == null ? null : toDefinition(document));
  }

  @Override
  public Future<Page<Definition>> list(PageRequest page) {
    return pages.find(
        new JsonObject(), page, MongoDefinitionStore::toDefinition, Definition::cursor);
  }

  @Override
  public Future<Boolean> replace(Definition definition, AuditEntry entry) {
    JsonObject before =
        new JsonObject().put(ID, definition.id()).put(VERSION, definition.version() - 1);
    JsonObject update = MongoChanges.to(toDocument(definition), OPTIONAL);
    return definitions.change(before, update, entry).map(Objects::nonNull);
  }

  private static JsonObject toDocument(Definition definition) {
    DefinitionTerms terms = definition.terms();
    JsonObject document =
        new JsonObject()
            .put(ID, definition.id())
            .put(NAME, terms.name())
            .put(TYPE, terms.type())
            .put(ACTIVE, terms.active())
            .put(VERSION, definition.version())
            .put(CREATED_AT, toDate(definition.createdAt()))
            .put(UPDATED_AT, toDate(definition.updatedAt()));
    putPresent(document, DESCRIPTION, terms.description());
    putPresent(document, ATTRIBUTES, terms.attributes());
    putPresent(document, FINGERPRINT, definition.fingerprint());
    return document;
  }

  private static Definition toDefinition(JsonObject document) {
    return new Definition(
        document.getString(ID),
        new DefinitionTerms(
            document.getString(NAME),
            document.getString(TYPE),
            document.getString(DESCRIPTION),
            document.getJsonObject(ATTRIBUTES),
            document.getBoolean(ACTIVE)),
        document.getInteger(VERSION),
        fromDate(document, CREATED_AT),
        fromDate(document, UPDATED_AT),
        document.getString(FINGERPRINT));
  }
}
