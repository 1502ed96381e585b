/**
 * Who gets what: one insert, which decides. Called by the rooms that show claims or decide about
 * them, or tell the game of them; all their writes pass its ledger.
 */
@NullMarked
package io.laurel.event.claims.claim;

import org.jspecify.annotations.NullMarked;
