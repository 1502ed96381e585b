/**
 * The bare path that Laurel is measured by: the same hops and I/O, and nothing else. Called by the
 * runs of {@code bench}.
 */
package io.laurel.bench.yardstick;
