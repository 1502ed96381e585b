/**
 * How often somebody may call: limits by class of operation, and what is left of them. Called by
 * both doors, and by who serves operations that only it can judge.
 */
@NullMarked
package io.laurel.rate;

import org.jspecify.annotations.NullMarked;
