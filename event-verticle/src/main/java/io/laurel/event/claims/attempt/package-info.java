/**
 * Claims that were refused, and why. Called by {@code claim}, which keeps them, and {@code
 * statistics}, which counts them.
 */
@NullMarked
package io.laurel.event.claims.attempt;

import org.jspecify.annotations.NullMarked;
