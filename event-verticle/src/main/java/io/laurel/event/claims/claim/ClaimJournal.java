package io.laurel.event.claims.claim;

import io.laurel.event.catalog.stock.Stock;
import io.laurel.id.Ids;
import java.time.Clock;

/**
 * What every change of a claim needs: it is kept, its units are counted, and it is told.
 *
 * @param news is told every claim whose status has changed
 * @param view shows it
 */
public record ClaimJournal(
    ClaimStore store, Stock stock, ClaimNews news, ClaimView view, Ids ids, Clock clock) {}
