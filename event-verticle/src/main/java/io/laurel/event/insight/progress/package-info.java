/** How far a player is with an event. Called over the bus only. */
@NullMarked
package io.laurel.event.insight.progress;

import org.jspecify.annotations.NullMarked;
