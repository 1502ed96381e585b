package io.laurel.event.edit;

import io.laurel.bus.Call;
import io.laurel.failure.Failure;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The precondition of a change (RFC 9110, 13.1.1). Compares strongly, as If-Match does: a weak tag
 * never matches. {@code *} matches whatever is there: its sender says that it has read nothing, and
 * an edit made by it is tried again where another writer was faster.
 */
public final class IfMatch {
  private static final String NAME = "If-Match";
  private static final String ANY = "*";
  private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");

  /** Null for any. */
  private final Set<String> tags;

  private final boolean sent;

  private IfMatch(String header) {
    sent = header != null;
    tags =
        !sent || header.equals(ANY)
            ? null
            : TAG.matcher(header)
                .results()
                .filter(tag -> tag.group(1) == null)
                .map(tag -> tag.group(2))
                .collect(Collectors.toSet());
  }

  /** What the call demands; nothing where it bears no such header. */
  public static IfMatch of(Call call) {
    return new IfMatch(call.text(NAME));
  }

  /** Fails with {@code if-match-required} where the header was not sent. */
  public IfMatch required() {
    if (!sent) {
      throw Failure.preconditionRequired(
          "if-match-required", "Read it first, and send its ETag as If-Match.");
    }
    return this;
  }

  /** Fails with {@code version-mismatch} where the object has another version. */
  public void check(int version) {
    if (tags != null && !tags.contains(Integer.toString(version))) {
      throw Failure.preconditionFailed(
          "version-mismatch", "It was changed meanwhile; its version is " + version + " now.");
    }
  }
}
