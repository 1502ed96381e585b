package io.laurel.event.claims.judgment;

import io.laurel.bus.Call;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for of an event.
 *
 * @param rewardId null where no reward was named
 * @param count how often it is to be had in one; null where that was not said
 */
public record Wish(@Nullable String rewardId, @Nullable Integer count) {
  /** That of a call. */
  public static Wish of(Call call) {
    return new Wish(call.textOrNull("rewardId"), call.message().getInteger("count"));
  }

  /** Once, where nothing else was said. */
  public int times() {
    return count == null ? 1 : count;
  }
}
