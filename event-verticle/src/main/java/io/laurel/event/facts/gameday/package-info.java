/** Days, weeks and months of the game. Called by every room that counts by them. */
@NullMarked
package io.laurel.event.facts.gameday;

import org.jspecify.annotations.NullMarked;
