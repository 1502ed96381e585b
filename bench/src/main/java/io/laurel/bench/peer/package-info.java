/**
 * Another implementation of the same assignment, as it is run beside Laurel on the same machine: in
 * processes of its own, on the same embedded database. Called by {@code bench/run peer}.
 */
@NullMarked
package io.laurel.bench.peer;

import org.jspecify.annotations.NullMarked;
