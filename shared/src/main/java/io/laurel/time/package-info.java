/** Instants as JSON has them. Called by whoever reads or writes one there. */
@NullMarked
package io.laurel.time;

import org.jspecify.annotations.NullMarked;
