/** The bare path that Laurel is measured by: the same hops and I/O, and nothing else. */
package io.laurel.bench.yardstick;
