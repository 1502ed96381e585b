/**
 * Rewards: what an event gives, how often and of how much stock. Called by the rooms that hand them
 * out or show them.
 */
@NullMarked
package io.laurel.event.catalog.reward;

import org.jspecify.annotations.NullMarked;
