package io.laurel.auth.session;

import io.laurel.auth.user.Standing;
import io.laurel.auth.user.User;
import io.laurel.bus.Origin;
import io.laurel.paging.Cursor;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refresh-token family, from login to its end.
 *
 * @param id {@code ses_…}
 * @param userId who signed in
 * @param epoch of the account when it began: see {@link io.laurel.auth.user.Standing}
 * @param origin where it began
 * @param generation of the one token that is valid
 * @param hash of the one token that is valid; null once the family has ended, so that none is
 * @param rotations when the last generations were used up, the newest last, at most {@link
 *     #ROTATIONS_KEPT}
 * @param createdAt when it began
 * @param lastUsedAt login or last rotation
 * @param expiresAt absolute end
 * @param endedAt when it was ended early; null while it was not
 */
record Session(
    String id,
    String userId,
    long epoch,
    Origin origin,
    long generation,
    @Nullable String hash,
    List<Instant> rotations,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt,
    @Nullable Instant endedAt) {
  /** More rotations than an honest client makes within the grace, whatever tabs it restores. */
  static final int ROTATIONS_KEPT = 32;

  /** Copies the rotations. */
  Session {
    rotations = List.copyOf(rotations);
  }

  static Session begin(String id, Login login, String hash, Instant at, Instant expiresAt) {
    return new Session(
        id,
        login.userId(),
        login.epoch(),
        login.origin(),
        0,
        hash,
        List.of(),
        at,
        at,
        expiresAt,
        null);
  }

  /**
   * A proved user who begins a session.
   *
   * @param epoch of the account as it was read <em>before</em> its password was proved, so that a
   *     session begun with a password that is changed meanwhile does not count
   */
  record Login(String userId, long epoch, Origin origin) {
    static Login of(User user, Origin origin) {
      return new Login(user.id(), user.standing().epoch(), origin);
    }
  }

  boolean hasEnded() {
    return endedAt != null;
  }

  /** Whether its account has not taken it away, with others, by a write of its own. */
  boolean counts(Standing standing) {
    return standing.admitsSession(id, epoch);
  }

  boolean isExpired(Instant now, Duration idleTtl) {
    return !now.isBefore(usableUntil(idleTtl));
  }

  /** Until when its valid token can be used. */
  Instant usableUntil(Duration idleTtl) {
    return atMost(lastUsedAt.plus(idleTtl));
  }

  /** That time, or the absolute end where this comes first. */
  Instant atMost(Instant time) {
    return time.isBefore(expiresAt) ? time : expiresAt;
  }

  /** As answered to its user: the contract's {@code Session}. */
  JsonObject toJson(String current, Duration idleTtl) {
    JsonObject json =
        new JsonObject()
            .put("id", id)
            .put("createdAt", Instants.format(createdAt))
            .put("lastUsedAt", Instants.format(lastUsedAt))
            .put("expiresAt", Instants.format(usableUntil(idleTtl)));
    if (origin.userAgent() != null) {
      json.put("userAgent", origin.userAgent());
    }
    if (origin.address() != null) {
      json.put("address", origin.address());
    }
    return json.put("current", id.equals(current));
  }

  Cursor cursor() {
    return new Cursor(createdAt, id);
  }

  /** Whether the token of a past generation was used up no longer than the grace ago. */
  boolean inGrace(long past, Instant now, Duration grace) {
    long behind = generation - past;
    if (behind < 1 || behind > rotations.size()) {
      return false;
    }
    Instant usedUp = rotations.get(rotations.size() - (int) behind);
    return !now.isAfter(usedUp.plus(grace));
  }
}
