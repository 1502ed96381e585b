package io.laurel.event.catalog.stock;

/**
 * What there is of a limited reward.
 *
 * @param units in all
 * @param inSeveral whether a claim may hold more than one of them
 */
public record Supply(String eventId, String rewardId, int units, boolean inSeveral) {}
