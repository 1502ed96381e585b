package io.laurel.http;

import io.laurel.failure.Failure;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The preconditions of a read that are judged here (RFC 9110, section 13). */
public final class Preconditions {
  private static final String IF_MATCH = "If-Match";
  private static final String IF_NONE_MATCH = "If-None-Match";

  private Preconditions() {}

  /**
   * Fails with {@code version-mismatch} where {@code If-Match} was sent and names another version.
   *
   * @param etag of what is there, with its quotes
   */
  public static void checkMatch(HttpServerRequest request, String etag) {
    EntityTags tags = tags(request, IF_MATCH);
    if (tags != null && !tags.meetStrongly(etag)) {
      throw Failure.preconditionFailed("version-mismatch", "Its version is " + etag + " now.");
    }
  }

  /**
   * Whether {@code If-None-Match} says that the client has this version: then it is not sent again.
   *
   * @param etag of what is there, with its quotes
   */
  public static boolean isKnown(HttpServerRequest request, String etag) {
    EntityTags tags = tags(request, IF_NONE_MATCH);
    return tags != null && tags.meetWeakly(etag);
  }

  private static @Nullable EntityTags tags(HttpServerRequest request, String name) {
    List<String> lines = request.headers().getAll(name);
    try {
      return lines.isEmpty() ? null : EntityTags.parse(lines);
    } catch (IllegalArgumentException e) {
      throw Failure.invalidRequest("/" + name, "must be *, or entity tags by commas");
    }
  }
}
