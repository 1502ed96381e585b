/** Membership and bus addresses; only the launcher joins. */
package io.laurel.cluster;
