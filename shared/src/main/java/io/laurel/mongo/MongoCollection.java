package io.laurel.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.BulkWriteOptions;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.MongoClientBulkWriteResult;
import io.vertx.ext.mongo.MongoClientUpdateResult;
import io.vertx.ext.mongo.UpdateOptions;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One collection. Every operation is one command, and every failure is ours: {@link
 * DuplicateKeyException}, {@code unavailable}, or a fault.
 */
public final class MongoCollection implements MongoReadings {
  /** The key of every document. */
  public static final String ID = "_id";

  private final MongoClient client;
  private final CommandSender sender;
  private final String name;

  /**
   * One of many changes.
   *
   * @param query what it changes; where nothing matches, its equalities are inserted
   */
  public record Upsert(JsonObject query, JsonObject update) {}

  /**
   * What became of many changes, by their positions.
   *
   * @param refused those that met a duplicate key and changed nothing; the others are done
   * @param made those that inserted a document
   */
  public record Upserted(SortedSet<Integer> refused, Set<Integer> made) {}

  MongoCollection(MongoClient client, CommandSender sender, String name) {
    this.client = client;
    this.sender = sender;
    this.name = name;
  }

  @Override
  public Future<Void> uniqueIndex(JsonObject keys) {
    return index(keys, new IndexOptions().unique(true));
  }

  @Override
  public Future<Void> sparseUniqueIndex(JsonObject keys) {
    return index(keys, new IndexOptions().unique(true).sparse(true));
  }

  @Override
  public Future<Void> index(JsonObject keys) {
    return sender.repeated(Command.CREATE_INDEXES, name, () -> client.createIndex(name, keys));
  }

  @Override
  public Future<Void> sparseIndex(JsonObject keys) {
    return index(keys, new IndexOptions().sparse(true));
  }

  private Future<Void> index(JsonObject keys, IndexOptions options) {
    return sender.repeated(
        Command.CREATE_INDEXES, name, () -> client.createIndexWithOptions(name, keys, options));
  }

  /** Inserts a document that bears its {@code _id}. Fails with {@link DuplicateKeyException}. */
  public Future<Void> insert(JsonObject document) {
    return sender.repeated(Command.INSERT, name, () -> client.insert(name, document)).mapEmpty();
  }

  /**
   * Inserts a document that bears its {@code _id}, or nothing where that or a value under a unique
   * index is there.
   *
   * @return whether it was inserted
   */
  public Future<Boolean> insertIfAbsent(JsonObject document) {
    return insert(document)
        .map(true)
        .recover(
            cause ->
                cause instanceof DuplicateKeyException
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(cause));
  }

  /**
   * Inserts documents that bear their {@code _id}, each by itself, all in one command; those that
   * meet a duplicate key are not inserted.
   */
  public Future<Void> insertAllAbsent(List<JsonObject> documents) {
    if (documents.isEmpty()) {
      return Future.succeededFuture();
    }
    List<BulkOperation> operations = documents.stream().map(BulkOperation::createInsert).toList();
    return bulk(operations, false)
        .<Void>mapEmpty()
        .recover(
            cause ->
                MongoFailures.duplicates(cause).isPresent()
                    ? Future.succeededFuture()
                    : Future.failedFuture(MongoFailures.translate(cause)));
  }

  /**
   * Inserts documents that bear their {@code _id}, one after the other, until one meets a duplicate
   * key: that one and those after it are not inserted.
   *
   * @return how many were inserted
   */
  public Future<Integer> insertInOrder(List<JsonObject> documents) {
    List<BulkOperation> operations = documents.stream().map(BulkOperation::createInsert).toList();
    return bulk(operations, true)
        .map(done -> documents.size())
        .recover(
            cause ->
                MongoFailures.duplicates(cause)
                    .map(duplicates -> Future.succeededFuture(duplicates.first()))
                    .orElseGet(() -> Future.failedFuture(MongoFailures.translate(cause))));
  }

  @Override
  public Future<@Nullable JsonObject> findOne(JsonObject query) {
    return sender.once(Command.FIND, name, () -> client.findOne(name, query, null));
  }

  @Override
  public Future<List<JsonObject>> find(JsonObject query, int limit) {
    return find(query, new FindOptions().setLimit(limit).setBatchSize(limit));
  }

  @Override
  public Future<List<JsonObject>> find(JsonObject query, FindOptions options) {
    return sender.once(Command.FIND, name, () -> client.findWithOptions(name, query, options));
  }

  /**
   * Changes the one document that matches, in one step. Fails with {@link DuplicateKeyException}.
   *
   * @return the document after the change, or null where none matched
   */
  public Future<@Nullable JsonObject> findOneAndUpdate(JsonObject query, JsonObject update) {
    return sender.repeated(
        Command.FIND_AND_MODIFY,
        name,
        () ->
            client.findOneAndUpdateWithOptions(
                name,
                query,
                update,
                new FindOptions(),
                new UpdateOptions().setReturningNewDocument(true)));
  }

  /** Changes what matches or inserts it, each by itself, all in one command. */
  public Future<Upserted> upsertAll(List<Upsert> upserts) {
    List<BulkOperation> operations =
        upserts.stream()
            .map(one -> BulkOperation.createUpdate(one.query(), one.update(), true, false))
            .toList();
    return bulk(operations, false)
        .map(done -> new Upserted(Collections.emptySortedSet(), made(done)))
        .recover(
            cause ->
                MongoFailures.duplicates(cause)
                    .map(refused -> new Upserted(refused, MongoFailures.made(cause)))
                    .map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture(MongoFailures.translate(cause))));
  }

  private static Set<Integer> made(MongoClientBulkWriteResult done) {
    return done.getUpserts().stream()
        .map(upsert -> upsert.getInteger(MongoClientBulkWriteResult.INDEX))
        .collect(Collectors.toSet());
  }

  /**
   * What a pipeline makes of the documents.
   *
   * @param batchSize results that come with the first answer; more cost a round trip each time
   */
  public Future<List<JsonObject>> aggregate(JsonArray pipeline, int batchSize) {
    return new MongoAggregation(client, sender, name).results(pipeline, batchSize);
  }

  /**
   * Changes the document that matches, or inserts one of the query's equalities and the update.
   * Fails with {@link DuplicateKeyException}, also where two of them raced to insert.
   */
  public Future<Void> upsert(JsonObject query, JsonObject update) {
    return update(query, update, new UpdateOptions().setUpsert(true)).mapEmpty();
  }

  /** Changes the one document that matches, if there is one. */
  public Future<Void> updateOne(JsonObject query, JsonObject update) {
    return update(query, update, new UpdateOptions()).mapEmpty();
  }

  /** Changes all documents that match, each by itself, and gives how many did. */
  Future<Long> updateAll(JsonObject query, JsonObject update) {
    return update(query, update, new UpdateOptions().setMulti(true))
        .map(MongoClientUpdateResult::getDocMatched);
  }

  private Future<MongoClientUpdateResult> update(
      JsonObject query, JsonObject update, UpdateOptions options) {
    return sender.repeated(
        Command.UPDATE,
        name,
        () -> client.updateCollectionWithOptions(name, query, update, options));
  }

  /** Deletes the one document that matches, if there is one. */
  public Future<Void> deleteOne(JsonObject query) {
    return sender
        .repeated(Command.DELETE, name, () -> client.removeDocument(name, query))
        .mapEmpty();
  }

  /** Deletes all documents that match. */
  Future<Void> deleteAll(JsonObject query) {
    return sender
        .repeated(Command.DELETE, name, () -> client.removeDocuments(name, query))
        .mapEmpty();
  }

  @Override
  public Future<Long> count(JsonObject query) {
    return sender.once(Command.COUNT, name, () -> client.count(name, query));
  }

  private Future<MongoClientBulkWriteResult> bulk(List<BulkOperation> operations, boolean ordered) {
    BulkWriteOptions options = new BulkWriteOptions().setOrdered(ordered);
    return sender.untranslated(
        Command.BULK_WRITE, name, () -> client.bulkWriteWithOptions(name, operations, options));
  }
}
