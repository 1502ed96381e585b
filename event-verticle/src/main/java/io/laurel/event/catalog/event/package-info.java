/**
 * Events: written, edited, published, and the status that the clock makes of their state. Called by
 * the rooms of what belongs to an event.
 */
@NullMarked
package io.laurel.event.catalog.event;

import org.jspecify.annotations.NullMarked;
