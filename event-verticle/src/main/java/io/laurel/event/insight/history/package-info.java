/** Lists of claims, as pages and as rows to export. Called over the bus only. */
@NullMarked
package io.laurel.event.insight.history;

import org.jspecify.annotations.NullMarked;
