package io.laurel.auth.session;

import io.laurel.auth.user.Standing;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps refresh-token families. */
interface SessionStore {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** Adds a new family, which is marked as unreported by the same write. */
  Future<Void> add(Session session);

  /**
   * Puts the successor in the place of the valid token, in one write: of many that run at once with
   * the same token one succeeds.
   *
   * @return the session afterwards; empty where that token is not valid (any more)
   */
  Future<Optional<Session>> rotate(Rotation rotation);

  /** The family of that id, ended and expired ones too, or null. */
  Future<@Nullable Session> byId(String id);

  /**
   * Whether that user began a session on that device after {@code since}; ended ones count.
   *
   * @param device as {@link io.laurel.auth.throttle.Device#of} gives it
   */
  Future<Boolean> knows(String userId, String device, Instant since);

  /**
   * Ends the family, in one write; no token of it is valid from then on. The same write marks it as
   * revoking. An ended one stays as it is.
   */
  Future<Void> end(String id, Instant at);

  /** Families that are marked as revoking, at most {@code limit}. */
  Future<List<Session>> revoking(int limit);

  /** Takes the mark away. */
  Future<Void> revoked(String id);

  /** Families that are marked as unreported, at most {@code limit}, ended ones too. */
  Future<List<Session>> unreported(int limit);

  /** Takes that mark away. */
  Future<Void> reported(String id);

  /** One page of the families that are alive, newest first. */
  Future<Page<Session>> list(Alive alive, PageRequest page);

  /**
   * Deletes families that ended before {@code before}, were to end at the latest before it, or were
   * last used before {@code unusedSince}.
   */
  Future<Void> deleteEnded(Instant before, Instant unusedSince);

  /**
   * Which families are listed.
   *
   * @param userId whose
   * @param standing of that account
   * @param now none that has expired by then
   * @param idleSince last used after this
   */
  record Alive(String userId, Standing standing, Instant now, Instant idleSince) {}
}
