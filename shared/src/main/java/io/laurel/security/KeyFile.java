package io.laurel.security;

import java.time.Instant;

/**
 * A key as it lies in the directory.
 *
 * @param key what the file holds
 * @param modifiedAt the file's date
 */
record KeyFile(TokenKey key, Instant modifiedAt) {}
