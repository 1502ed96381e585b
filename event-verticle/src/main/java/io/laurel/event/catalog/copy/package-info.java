/** Events that are written anew out of others. Called over the bus only. */
@NullMarked
package io.laurel.event.catalog.copy;

import org.jspecify.annotations.NullMarked;
