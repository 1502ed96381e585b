/** What staff decide about a claim that was made. Called over the bus only. */
@NullMarked
package io.laurel.event.claims.decision;

import org.jspecify.annotations.NullMarked;
