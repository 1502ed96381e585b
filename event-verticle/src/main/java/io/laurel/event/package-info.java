/**
 * The event service: events, rewards, facts and claims, a room for each. Called by the programs
 * that deploy it, its own and standalone.
 */
package io.laurel.event;
