/** How things are, on one page. Called over the bus only. */
@NullMarked
package io.laurel.event.insight.overview;

import org.jspecify.annotations.NullMarked;
