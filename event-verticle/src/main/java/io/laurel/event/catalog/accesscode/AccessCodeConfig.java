package io.laurel.event.catalog.accesscode;

import io.laurel.config.Settings;
import java.time.Duration;

/**
 * How codes are made and looked at.
 *
 * @param page codes that are made at once
 * @param batchMaxAge how old may be what is known of a batch; so long a voided one may still count
 * @param usedMaxAge how old {@code used} of an answer may be
 */
public record AccessCodeConfig(int page, Duration batchMaxAge, Duration usedMaxAge) {
  /** Reads {@code ACCESS_CODE_PAGE}, {@code ACCESS_BATCH_MAX_AGE_MS}, {@code ACCESS_USED_*}. */
  public static AccessCodeConfig of(Settings settings) {
    return new AccessCodeConfig(
        settings.integer("ACCESS_CODE_PAGE", 1, 1_000),
        settings.millis("ACCESS_BATCH_MAX_AGE_MS", 0, 1_000),
        settings.millis("ACCESS_USED_MAX_AGE_MS", 0, 5_000));
  }
}
