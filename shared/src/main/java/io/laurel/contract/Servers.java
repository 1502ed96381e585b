package io.laurel.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** Which kind of process serves what: {@code x-served-by} of the tag that an operation bears. */
final class Servers {
  private static final String SERVED_BY = "x-served-by";

  private Servers() {}

  /** The kinds by bus address; none for an operation whose tag says nothing. */
  static Map<String, String> of(JsonObject document) {
    Map<String, String> byTag = new HashMap<>();
    for (Object each : document.getJsonArray("tags", new JsonArray())) {
      JsonObject tag = (JsonObject) each;
      if (tag.containsKey(SERVED_BY)) {
        byTag.put(tag.getString("name"), tag.getString(SERVED_BY));
      }
    }
    Map<String, String> byAddress = new HashMap<>();
    JsonObject paths = document.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject item = paths.getJsonObject(path);
      for (String method : item.fieldNames()) {
        JsonObject operation = item.getJsonObject(method);
        String address = operation.getString("x-event-bus-address");
        for (Object tag : operation.getJsonArray("tags", new JsonArray())) {
          String server = byTag.get((String) tag);
          if (address != null && server != null) {
            byAddress.put(address, server);
          }
        }
      }
    }
    return Map.copyOf(byAddress);
  }
}
