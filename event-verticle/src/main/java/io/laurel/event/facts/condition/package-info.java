/**
 * What an event or a reward asks of a player, and how it is measured of facts. Called by the rooms
 * that keep conditions, and by those that judge by them.
 */
@NullMarked
package io.laurel.event.facts.condition;

import org.jspecify.annotations.NullMarked;
