/**
 * Keeps one ADMIN who can sign in, whatever nodes do at once. Called by nobody: whoever writes
 * accounts is given this room's {@code AdminGuard}.
 */
@NullMarked
package io.laurel.auth.lastadmin;

import org.jspecify.annotations.NullMarked;
