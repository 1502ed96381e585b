/** What became of an event, counted in slices. Called over the bus only. */
@NullMarked
package io.laurel.event.insight.statistics;

import org.jspecify.annotations.NullMarked;
