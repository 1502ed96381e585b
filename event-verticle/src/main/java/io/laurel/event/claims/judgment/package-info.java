/**
 * May she have it, and why not: of an offer, facts and what she has. Called by {@code claim}, which
 * acts by it, and {@code progress}, which shows it.
 */
@NullMarked
package io.laurel.event.claims.judgment;

import org.jspecify.annotations.NullMarked;
