/**
 * A process from its arguments to its end. Called by the programs: each has a {@code main} of one
 * line.
 */
package io.laurel.launch;
