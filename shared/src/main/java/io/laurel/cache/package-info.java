/** Bounded memory. Called by whoever keeps copies on an event loop. */
package io.laurel.cache;
