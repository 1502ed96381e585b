package io.laurel.auth.throttle;

import java.time.Instant;

/**
 * Attempts as they are stored.
 *
 * @param version of this write, never used again: what is forgotten and counted anew has others
 * @param expiresAt from when on it may be forgotten
 */
record Counted(String version, Attempts attempts, Instant expiresAt) {}
