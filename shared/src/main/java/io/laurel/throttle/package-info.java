/**
 * Makes guessing wait: counts what failed of a key, on all nodes together, and says when the next
 * attempt is let in. Called by whoever proves a secret that people choose or type.
 */
@NullMarked
package io.laurel.throttle;

import org.jspecify.annotations.NullMarked;
