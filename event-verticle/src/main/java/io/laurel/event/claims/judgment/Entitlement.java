package io.laurel.event.claims.judgment;

import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.facts.condition.Measured;
import java.time.Instant;
import java.util.List;

/**
 * What a user may have if nothing is in the way but the claims already made.
 *
 * @param allowances one for each reward, at least one: all of them or nothing
 * @param count how often each is to be had, all of it or nothing; more than once only of one reward
 * @param conditions what was measured: the event's, then each reward's
 * @param at the moment of the request
 */
public record Entitlement(
    Event event, List<Allowance> allowances, int count, List<Measured> conditions, Instant at) {
  /** What the allowances are of. */
  public List<Reward> rewards() {
    return allowances.stream().map(Allowance::reward).toList();
  }
}
