package io.laurel.event.claims.claim;

import io.laurel.event.catalog.stock.Stock;
import io.laurel.id.Ids;

/**
 * What it takes to make a claim.
 *
 * @param ledger keeps it
 * @param stock gives serials to try
 * @param view shows it
 * @param ids names it
 */
record ClaimDesk(ClaimLedger ledger, Stock stock, ClaimView view, Ids ids) {}
