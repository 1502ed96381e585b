/**
 * For whom a claim is made, and who asks for it: a player itself, or its game server. Called by
 * {@code claim}, and by {@code history}, which lists for game servers too.
 */
@NullMarked
package io.laurel.event.claims.player;

import org.jspecify.annotations.NullMarked;
