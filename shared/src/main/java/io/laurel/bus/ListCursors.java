package io.laurel.bus;

import io.laurel.contract.Operation;
import io.laurel.contract.Parameter;
import io.laurel.json.CanonicalJson;
import io.laurel.paging.Cursor;
import io.laurel.security.Principal;
import io.laurel.security.Sha256;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;

/**
 * Ties the cursors of one list to it: a cursor counts for the operation, the filter and the caller
 * it was given to, whatever the {@code limit}. Done for every list here, so that no service can
 * forget it. It is no secret what ties them, for a cursor shows nothing that its list does not; it
 * keeps a client from going on in another list without noticing.
 */
final class ListCursors {
  private static final String CURSOR = "cursor";
  private static final String NEXT_CURSOR = "nextCursor";
  private static final String LIMIT = "limit";
  private static final char SEPARATOR = '.';
  private static final int TIE_BYTES = 8;

  private final Operation operation;
  private final boolean list;

  ListCursors(Operation operation) {
    this.operation = operation;
    this.list = operation.parameters().stream().map(Parameter::name).anyMatch(CURSOR::equals);
  }

  /**
   * The admitted message with the cursor as the service wrote it. Fails with {@code invalid-cursor}
   * for one of another list, filter or caller.
   */
  JsonObject untied(Principal caller, JsonObject message) {
    String cursor = list ? message.getString(CURSOR) : null;
    if (cursor == null) {
      return message;
    }
    String tie = SEPARATOR + tie(caller, message);
    if (!cursor.endsWith(tie)) {
      throw Cursor.invalid();
    }
    return with(message, CURSOR, cursor.substring(0, cursor.length() - tie.length()));
  }

  /** The reply to that admitted message, its cursor tied. */
  Reply tied(Principal caller, JsonObject message, Reply reply) {
    JsonObject body = reply.body();
    return list && body != null && body.getValue(NEXT_CURSOR) instanceof String next
        ? new Reply(
            with(body, NEXT_CURSOR, next + SEPARATOR + tie(caller, message)), reply.headers())
        : reply;
  }

  private String tie(Principal caller, JsonObject message) {
    JsonObject filter = new JsonObject(new LinkedHashMap<>(message.getMap()));
    filter.remove(CURSOR);
    filter.remove(LIMIT);
    String list =
        CanonicalJson.of(
            new JsonObject()
                .put("operation", operation.id())
                .put("caller", caller.userId())
                .put("filter", filter));
    byte[] digest = Sha256.of(list.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TIE_BYTES));
  }

  private static JsonObject with(JsonObject json, String field, String value) {
    return new JsonObject(new LinkedHashMap<>(json.getMap())).put(field, value);
  }
}
