/**
 * Who calls, as a token proves it, and the keys that prove tokens. Called by the two doors;
 * services see its {@code Principal}.
 */
@NullMarked
package io.laurel.security;

import org.jspecify.annotations.NullMarked;
