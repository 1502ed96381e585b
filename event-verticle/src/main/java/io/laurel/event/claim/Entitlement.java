package io.laurel.event.claim;

import io.laurel.event.condition.Measured;
import io.laurel.event.event.Event;
import io.laurel.event.reward.Reward;
import java.util.List;

/**
 * What a user may have if nothing is in the way but the claims already made.
 *
 * @param conditions what was measured: the event's, then the reward's
 */
record Entitlement(Event event, Reward reward, List<Measured> conditions) {}
