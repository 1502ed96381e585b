package io.laurel.rate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a call left of a limit.
 *
 * @param policy the limit, as {@code RateLimit-Policy} bears it
 * @param name of the policy, quoted
 * @param remaining calls that are left
 * @param reset seconds until there are more: all of them where some are left, else one
 * @param delay how long until the next call is let in; null where this one was
 */
public record Standing(
    String policy, String name, long remaining, long reset, @Nullable Duration delay) {
  /** Whether the call was let in. */
  public boolean isLetIn() {
    return delay == null;
  }

  /** As {@code RateLimit} bears it (draft-ietf-httpapi-ratelimit-headers-10, section 4). */
  public String left() {
    return name + ";r=" + remaining + ";t=" + reset;
  }

  /** The one of two that lets in less. */
  public Standing tighter(@Nullable Standing other) {
    return other == null || remaining <= other.remaining ? this : other;
  }
}
