package io.laurel.standalone;

import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.impl.CodecManager;
import io.vertx.core.eventbus.impl.clustered.ClusteredMessage;
import io.vertx.core.json.JsonObject;

/** Messages of the bus as bytes, for who writes them by hand. */
final class BusBytes {
  private BusBytes() {}

  /** A call that nobody is to answer. */
  static byte[] call(String address, JsonObject body, String... headers) {
    MultiMap all = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1]);
    }
    return new ClusteredMessage<>(
            "nobody", address, all, body, CodecManager.JSON_OBJECT_MESSAGE_CODEC, true, null)
        .encodeToWire()
        .getBytes();
  }
}
