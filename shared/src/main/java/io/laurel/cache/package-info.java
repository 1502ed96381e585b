/** Bounded memory. Called by whoever keeps copies on an event loop. */
@NullMarked
package io.laurel.cache;

import org.jspecify.annotations.NullMarked;
