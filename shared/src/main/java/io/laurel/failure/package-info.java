/** Refusals and faults as values. Called by everybody; the only room that knows status numbers. */
@NullMarked
package io.laurel.failure;

import org.jspecify.annotations.NullMarked;
