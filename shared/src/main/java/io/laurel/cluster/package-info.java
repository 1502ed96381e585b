/** Membership and bus addresses. Called by {@code launch}, which alone joins. */
package io.laurel.cluster;
