package io.laurel.auth.session;

import java.time.Instant;

/**
 * One use of a refresh token.
 *
 * @param sessionId the family
 * @param hash of the token that is used up: the rotation happens only while it is the valid one
 * @param successorHash of the token that takes its place
 * @param at when
 * @param idleSince the rotation happens only if the last use was after this
 */
record Rotation(
    String sessionId, String hash, String successorHash, Instant at, Instant idleSince) {}
