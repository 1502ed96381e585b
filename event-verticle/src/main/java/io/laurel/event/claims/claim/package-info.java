/**
 * Who gets what: one insert, which decides. Called by the rooms that show claims or decide about
 * them; all their writes pass its ledger.
 */
package io.laurel.event.claims.claim;
