package io.laurel.event.claims.attempt;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.event.EventService;
import io.laurel.event.claims.player.Usernames;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;

/** Lets staff see why players were refused. */
public final class AttemptService {
  private final AttemptStore attempts;
  private final EventService events;
  private final Usernames usernames;

  /** A service for these. */
  public AttemptService(AttemptStore attempts, EventService events, Usernames usernames) {
    this.attempts = attempts;
    this.events = events;
    this.usernames = usernames;
  }

  /**
   * One page of an event's attempts. Fails with {@code event-not-found}, {@code invalid-cursor}.
   */
  public Future<Reply> list(Call call) {
    PageRequest page = PageRequest.of(call.message());
    return events
        .visible(call.principal(), call.text("eventId"))
        .compose(event -> attempts.list(event.id(), call.textOrNull("userId"), page))
        .compose(found -> usernames.beside(found.toJson(AttemptStore.Attempts::toJson), call))
        .map(Reply::of);
  }
}
