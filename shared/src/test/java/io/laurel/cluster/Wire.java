package io.laurel.cluster;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.impl.CodecManager;
import io.vertx.core.eventbus.impl.clustered.ClusteredMessage;
import io.vertx.core.json.JsonObject;

/** Messages as Vert.x itself writes and reads them. */
final class Wire {
  static final String REPLY = "__vertx.reply.0c6a8a24-35d1-4bb5-9f3c-9f3c3a1f0c6a";
  static final CodecManager CODECS = new CodecManager();

  private Wire() {}

  /** A call, with its length before it. */
  static Buffer call(String address, String replyTo, JsonObject body, String... headers) {
    return message(address, replyTo, true, CodecManager.JSON_OBJECT_MESSAGE_CODEC, body, headers);
  }

  /** What is told to all who listen. */
  static Buffer told(String address, JsonObject body) {
    return message(address, null, false, CodecManager.JSON_OBJECT_MESSAGE_CODEC, body);
  }

  static <T> Buffer message(
      String address,
      String replyTo,
      boolean send,
      MessageCodec<T, T> codec,
      T body,
      String... headers) {
    MultiMap all = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1]);
    }
    ClusteredMessage<T, T> message =
        new ClusteredMessage<>("node-1", address, all, body, codec, send, null);
    message.setReplyAddress(replyTo);
    return message.encodeToWire();
  }

  /** As the bus reads it. */
  static ClusteredMessage<?, ?> read(Buffer wire) {
    ClusteredMessage<Object, Object> message = new ClusteredMessage<>(null);
    message.readFromWire(wire.getBuffer(Integer.BYTES, wire.length()), CODECS);
    return message;
  }
}
