/**
 * Writes which access tokens no longer count, for every node to read. Called by users and sessions,
 * which take them away.
 */
@NullMarked
package io.laurel.auth.revocation;

import org.jspecify.annotations.NullMarked;
