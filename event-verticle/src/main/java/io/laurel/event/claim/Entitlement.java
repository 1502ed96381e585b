package io.laurel.event.claim;

import io.laurel.event.event.Event;
import io.laurel.event.reward.Reward;

/** What a user may have if nothing is in the way but the claims already made. */
record Entitlement(Event event, Reward reward) {}
