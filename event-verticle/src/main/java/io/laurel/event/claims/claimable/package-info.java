/**
 * What a player can have now, over all events that take claims, and claims of all of it. Called
 * over the bus.
 */
@NullMarked
package io.laurel.event.claims.claimable;

import org.jspecify.annotations.NullMarked;
