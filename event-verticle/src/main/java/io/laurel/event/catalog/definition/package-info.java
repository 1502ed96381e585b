/** The catalog, of which rewards are made as copies. Called by {@code reward}. */
@NullMarked
package io.laurel.event.catalog.definition;

import org.jspecify.annotations.NullMarked;
