package io.laurel.event.catalog.edit;

import io.laurel.bus.Call;
import io.laurel.failure.Failure;
import io.laurel.http.EntityTags;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The precondition of a call (RFC 9110, 13.1.1). Compares strongly, as If-Match does: a weak tag
 * never matches. {@code *} matches whatever is there: its sender says that it has read nothing, and
 * an edit made by it is tried again where another writer was faster.
 */
public final class IfMatch {
  private static final String NAME = "If-Match";

  /** Null where nothing is demanded. */
  private final @Nullable EntityTags tags;

  private IfMatch(@Nullable EntityTags tags) {
    this.tags = tags;
  }

  /**
   * What the call demands; nothing where it bears no such header. Fails with {@code
   * invalid-request} where it is no list of entity tags.
   */
  public static IfMatch of(Call call) {
    String header = call.textOrNull(NAME);
    try {
      return new IfMatch(header == null ? null : EntityTags.parse(List.of(header)));
    } catch (IllegalArgumentException e) {
      throw Failure.invalidRequest("/" + NAME, "must be *, or entity tags by commas");
    }
  }

  /** Fails with {@code if-match-required} where the header was not sent. */
  public IfMatch required() {
    if (tags == null) {
      throw Failure.preconditionRequired(
          "if-match-required", "Read it first, and send its ETag as If-Match.");
    }
    return this;
  }

  /** Fails with {@code version-mismatch} where the object has another version. */
  public void check(int version) {
    if (tags != null && !tags.meetStrongly("\"" + version + "\"")) {
      throw Failure.preconditionFailed(
          "version-mismatch", "It was changed meanwhile; its version is " + version + " now.");
    }
  }
}
