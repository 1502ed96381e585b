/**
 * Laurel against the bare yardstick, in alternating rounds of one run. Called by its {@code main}s.
 */
package io.laurel.bench;
