package io.laurel.event.catalog.code;

import static io.laurel.mongo.MongoCollection.ID;

import io.laurel.mongo.MongoBatches;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Codes in the collection {@code codes}; the place of each is its id. */
public final class MongoCodeStore implements CodeStore {
  private static final String REWARD_ID = "rewardId";
  private static final String SERIAL = "serial";
  private static final String HASH = "hash";
  private static final String SEALING = "sealing";
  private static final String SEALED = "sealed";

  private final MongoCollection codes;

  /** A store in that database. */
  public MongoCodeStore(MongoDatabase database) {
    this.codes = database.collection("codes");
  }

  @Override
  public Future<Void> prepare() {
    return codes.uniqueIndex(new JsonObject().put(REWARD_ID, 1).put(HASH, 1));
  }

  @Override
  public Future<Integer> append(List<SealedCode> sealed) {
    return codes.insertInOrder(sealed.stream().map(MongoCodeStore::toDocument).toList());
  }

  @Override
  public Future<Set<String>> known(String rewardId, Collection<String> hashes) {
    JsonObject query = new JsonObject().put(REWARD_ID, rewardId).put(HASH, anyOf(hashes));
    FindOptions hashOnly =
        new FindOptions().setFields(new JsonObject().put(HASH, 1)).setBatchSize(hashes.size() + 1);
    return codes
        .find(query, hashOnly)
        .map(
            found ->
                found.stream()
                    .map(document -> document.getString(HASH))
                    .collect(Collectors.toSet()));
  }

  @Override
  public Future<List<SealedCode>> find(Collection<CodeKey> places) {
    List<String> ids = places.stream().map(CodeKey::id).toList();
    return codes
        .find(new JsonObject().put(ID, anyOf(ids)), new FindOptions().setBatchSize(ids.size() + 1))
        .map(found -> found.stream().map(MongoCodeStore::toCode).toList());
  }

  @Override
  public Future<Void> dropAllOf(String rewardId) {
    return new MongoBatches(codes).delete(new JsonObject().put(REWARD_ID, rewardId));
  }

  private static JsonObject anyOf(Collection<String> values) {
    return new JsonObject().put("$in", new JsonArray(List.copyOf(values)));
  }

  private static JsonObject toDocument(SealedCode code) {
    return new JsonObject()
        .put(ID, code.key().id())
        .put(REWARD_ID, code.key().rewardId())
        .put(SERIAL, code.key().serial())
        .put(HASH, code.hash())
        .put(SEALING, code.sealing())
        .put(SEALED, code.sealed());
  }

  private static SealedCode toCode(JsonObject document) {
    return new SealedCode(
        new CodeKey(document.getString(REWARD_ID), document.getInteger(SERIAL)),
        document.getString(HASH),
        document.getString(SEALING),
        document.getString(SEALED));
  }
}
