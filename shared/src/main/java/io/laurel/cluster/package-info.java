/** Membership and bus addresses. Called by {@code launch}, which alone joins. */
@NullMarked
package io.laurel.cluster;

import org.jspecify.annotations.NullMarked;
