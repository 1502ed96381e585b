/**
 * What the service signs and seals by: access tokens, and the secret that all its nodes share.
 * Called by sessions, passwords and revocations.
 */
@NullMarked
package io.laurel.auth.key;

import org.jspecify.annotations.NullMarked;
