/**
 * Hashes, verifies and refuses passwords, within what a process may spend on it. Called by users,
 * credentials and the throttle, which knows how much that is.
 */
@NullMarked
package io.laurel.auth.password;

import org.jspecify.annotations.NullMarked;
