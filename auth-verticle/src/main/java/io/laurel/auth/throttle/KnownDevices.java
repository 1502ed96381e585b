package io.laurel.auth.throttle;

import io.vertx.core.Future;
import java.time.Instant;

/** Remembers from where users signed in. */
@FunctionalInterface
public interface KnownDevices {
  /**
   * Whether that user signed in there after {@code since}.
   *
   * @param device as {@link Device#of} gives it
   */
  Future<Boolean> knows(String userId, String device, Instant since);
}
