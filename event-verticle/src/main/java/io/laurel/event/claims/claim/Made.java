package io.laurel.event.claims.claim;

/**
 * A claim that somebody who asked for it has.
 *
 * @param replayed whether an earlier request made it
 */
public record Made(Claim claim, boolean replayed) {}
