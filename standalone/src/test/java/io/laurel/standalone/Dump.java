package io.laurel.standalone;

import io.laurel.embedded.TestEngine;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that stands in databases of the test engine.
 *
 * @param documents by {@code database/collection}
 */
record Dump(Map<String, List<JsonObject>> documents) {
  static Dump of(Vertx vertx, String... databases) {
    Map<String, List<JsonObject>> documents = new TreeMap<>();
    for (String database : databases) {
      JsonObject options =
          new JsonObject().put("connection_string", TestEngine.uri()).put("db_name", database);
      MongoClient client = MongoClient.create(vertx, options);
      for (String collection : client.getCollections().await()) {
        documents.put(
            database + "/" + collection, client.find(collection, new JsonObject()).await());
      }
      client.close().await();
    }
    return new Dump(documents);
  }

  /** All of it as one text. */
  String text() {
    List<String> texts = new ArrayList<>();
    documents.values().forEach(all -> all.forEach(document -> texts.add(document.encode())));
    return String.join("\n", texts);
  }

  /** Every text that is a value, also those inside of texts that are JSON. */
  Set<String> values() {
    Set<String> values = new TreeSet<>();
    documents.values().forEach(all -> all.forEach(document -> collect(document, values)));
    return values;
  }

  private static void collect(Object node, Set<String> values) {
    if (node instanceof JsonObject object) {
      // A date is a text in the client's JSON only.
      if (!object.containsKey("$date")) {
        object.forEach(entry -> collect(entry.getValue(), values));
      }
    } else if (node instanceof JsonArray array) {
      array.forEach(item -> collect(item, values));
    } else if (node instanceof String text) {
      values.add(text);
      if (text.startsWith("{")) {
        collect(new JsonObject(text), values);
      }
    }
  }
}
