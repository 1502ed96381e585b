/** What publishing an event would do, and what looks like a mistake. Called over the bus only. */
@NullMarked
package io.laurel.event.catalog.preview;

import org.jspecify.annotations.NullMarked;
