/**
 * How a parcel reaches an endpoint, by HTTP or on the bus, where it may go, and when an endpoint is
 * left alone. Called by the rooms that deliver.
 */
@NullMarked
package io.laurel.event.outreach.channel;

import org.jspecify.annotations.NullMarked;
