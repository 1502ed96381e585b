/**
 * Claims that were refused, and why. Called by {@code claim}, which keeps them, and {@code
 * statistics}, which counts them.
 */
package io.laurel.event.claims.attempt;
