/**
 * Membership, bus addresses, and who is believed on the bus. Called by {@code launch}, which alone
 * joins, and by {@code bus}, for which it knows the other nodes, and which reads the headers that a
 * link puts to what comes over it.
 */
@NullMarked
package io.laurel.cluster;

import org.jspecify.annotations.NullMarked;
