package io.laurel.throttle;

import java.time.Instant;

/**
 * Failures as they are stored.
 *
 * @param version of this write, never used again: what is forgotten and counted anew has others
 * @param expiresAt from when on it may be forgotten
 */
public record StoredTries(String version, FailedTries failures, Instant expiresAt) {}
