package io.laurel.mongo;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** Updates that make a document what it shall be. */
public final class MongoChanges {
  private MongoChanges() {}

  /**
   * The update that gives a document these fields, and takes from it those optional ones that are
   * not among them. Every other field stays, such as a counter that another writer raises.
   *
   * @param document as it shall be; its {@code _id} is not written
   * @param optional fields that it may lack
   */
  public static JsonObject to(JsonObject document, List<String> optional) {
    JsonObject set = document.copy();
    set.remove(MongoCollection.ID);
    JsonObject unset = new JsonObject();
    optional.stream()
        .filter(field -> !set.containsKey(field))
        .forEach(field -> unset.put(field, ""));
    JsonObject update = new JsonObject().put("$set", set);
    return unset.isEmpty() ? update : update.put("$unset", unset);
  }
}
