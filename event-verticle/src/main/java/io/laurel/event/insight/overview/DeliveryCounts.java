package io.laurel.event.insight.overview;

/**
 * How many deliveries there are.
 *
 * @param pending those that wait to be sent
 * @param failed those that wait for somebody
 */
public record DeliveryCounts(long pending, long failed) {}
