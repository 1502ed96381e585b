package io.laurel.bus;

/**
 * A kind of what happens, as a constant of the room that tells it.
 *
 * @param address where it is told on the bus; the contract's {@code webhooks} say by which message
 */
public record Announcement(String address) {}
