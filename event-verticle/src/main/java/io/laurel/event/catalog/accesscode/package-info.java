/**
 * Codes and words that players enter: made, listed, voided, and told from others by keyed hashes.
 * Called by the room that claims by them.
 */
@NullMarked
package io.laurel.event.catalog.accesscode;

import org.jspecify.annotations.NullMarked;
