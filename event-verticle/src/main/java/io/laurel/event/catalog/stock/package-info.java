/**
 * Serials of limited rewards, as hints, and how many remain. Called by the rooms that take a unit,
 * give one back or say how many there are.
 */
@NullMarked
package io.laurel.event.catalog.stock;

import org.jspecify.annotations.NullMarked;
