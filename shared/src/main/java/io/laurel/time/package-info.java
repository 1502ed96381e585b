/** Instants as JSON has them. Called by whoever reads or writes one there. */
package io.laurel.time;
