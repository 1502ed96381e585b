/** What became of an event, counted in slices. Called over the bus only. */
package io.laurel.event.insight.statistics;
