/**
 * A process from its arguments to its end. Called by the programs: each has a {@code main} of one
 * line.
 */
@NullMarked
package io.laurel.launch;

import org.jspecify.annotations.NullMarked;
