/** Claims by codes that players enter, and the waits of who guesses. Called over the bus. */
@NullMarked
package io.laurel.event.claims.redemption;

import org.jspecify.annotations.NullMarked;
