/** Days, weeks and months of the game. Called by every room that counts by them. */
package io.laurel.event.facts.gameday;
