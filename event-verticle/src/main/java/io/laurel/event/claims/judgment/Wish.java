package io.laurel.event.claims.judgment;

import io.laurel.bus.Call;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for of an event.
 *
 * @param rewardId null where no reward was named
 * @param count how often it is to be had in one; null where that was not said
 * @param byCode whether a code is shown for it
 */
public record Wish(@Nullable String rewardId, @Nullable Integer count, boolean byCode) {
  /** What is asked for without a code. */
  public Wish(@Nullable String rewardId, @Nullable Integer count) {
    this(rewardId, count, false);
  }

  /** What a code is for: that reward, or null for what its event gives. */
  public static Wish byCode(@Nullable String rewardId) {
    return new Wish(rewardId, null, true);
  }

  /** That of a call. */
  public static Wish of(Call call) {
    return new Wish(call.textOrNull("rewardId"), call.message().getInteger("count"));
  }

  /** Once, where nothing else was said. */
  public int times() {
    return count == null ? 1 : count;
  }
}
