/** Laurel against the bare yardstick, in alternating rounds of one run. */
package io.laurel.bench;
