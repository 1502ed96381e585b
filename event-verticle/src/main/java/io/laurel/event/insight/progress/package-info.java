/** How far a player is with an event. Called over the bus only. */
package io.laurel.event.insight.progress;
