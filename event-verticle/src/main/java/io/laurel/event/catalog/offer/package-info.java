/**
 * An event and its rewards as one, in a copy that may be a moment old. Called by the rooms that
 * judge or show what a player may have.
 */
@NullMarked
package io.laurel.event.catalog.offer;

import org.jspecify.annotations.NullMarked;
