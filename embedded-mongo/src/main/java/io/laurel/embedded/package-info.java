/**
 * A MongoDB inside the JVM: for standalone, on a file; for the store tests, in memory. Called by
 * whoever starts one; to all others it is a MongoDB like any.
 */
@NullMarked
package io.laurel.embedded;

import org.jspecify.annotations.NullMarked;
