package io.laurel.bus;

import com.github.f4b6a3.ulid.UlidCreator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids of requests, on every answer, problem, log line and bus message. */
public final class RequestId {
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /**
   * The caller's own id where it is 1–64 of {@code [A-Za-z0-9._-]}, else a new one; {@code
   * candidate} may be null.
   */
  public static String orNew(@Nullable String candidate) {
    return candidate != null && SANE.matcher(candidate).matches()
        ? candidate
        : "req_" + UlidCreator.getUlid().toString();
  }
}
