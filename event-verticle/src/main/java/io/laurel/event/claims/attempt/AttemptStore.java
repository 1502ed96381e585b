package io.laurel.event.claims.attempt;

import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what became of refused claims: one document a user and reward, however many there are. */
public interface AttemptStore extends RefusalLog, RefusalCounts {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** The attempts at a reward by a user, or null where none was refused. */
  Future<@Nullable Attempts> find(Attempted what);

  /**
   * Attempts at an event's rewards, by the time of the first refusal, newest first: that time never
   * changes, so what is there from first to last page appears once.
   *
   * @param userId whose; null for everybody's
   */
  Future<Page<Attempts>> list(String eventId, @Nullable String userId, PageRequest page);

  /**
   * Refused attempts.
   *
   * @param firstAt when the first one was refused
   * @param lastCode why the last one was refused
   * @param recent the last ones, newest first
   */
  record Attempts(
      Attempted what,
      long count,
      Instant firstAt,
      String lastCode,
      Instant lastAt,
      List<Attempt> recent) {
    /** As many are kept of a player and reward. */
    static final int RECENT = 10;

    /** Copies the attempts. */
    public Attempts {
      recent = List.copyOf(recent);
    }

    /** Where a list goes on after them. */
    public Cursor cursor() {
      return new Cursor(firstAt, what.id());
    }

    JsonObject toJson() {
      return new JsonObject()
          .put("userId", what.userId())
          .put("rewardId", what.rewardId())
          .put("count", count)
          .put("lastCode", lastCode)
          .put("lastAt", Instants.format(lastAt))
          .put("recent", new JsonArray(recent.stream().map(Attempt::toJson).toList()));
    }
  }
}
