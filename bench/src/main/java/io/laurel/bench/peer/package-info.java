/**
 * Another implementation of the same assignment, as it is run beside Laurel on the same machine: in
 * processes of its own, on the same embedded database.
 */
package io.laurel.bench.peer;
