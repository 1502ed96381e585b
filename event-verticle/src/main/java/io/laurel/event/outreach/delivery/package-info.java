/**
 * What claims must tell the game, until it has heard: kept, sent, tried again, taken back. Called
 * over the bus; claims tell it what is new.
 */
@NullMarked
package io.laurel.event.outreach.delivery;

import org.jspecify.annotations.NullMarked;
