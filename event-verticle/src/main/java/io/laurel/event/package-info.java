/**
 * The event service: events, rewards, facts and claims, a room for each. Called by the programs
 * that deploy it, its own and standalone.
 */
@NullMarked
package io.laurel.event;

import org.jspecify.annotations.NullMarked;
