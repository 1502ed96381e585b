package io.laurel.event.catalog.copy;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventBeginnings;
import io.laurel.event.catalog.event.EventFeature;
import io.laurel.event.catalog.event.EventService;
import io.laurel.event.catalog.event.EventTerms;
import io.laurel.event.catalog.offer.Offer;
import io.laurel.event.catalog.offer.Offers;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.failure.Failure;
import io.laurel.id.Creation;
import io.laurel.id.Ids;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Writes events anew: the same event and rewards, at another time. */
final class CopyService {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final EventFeature events;
  private final EventBeginnings beginnings;
  private final Offers offers;
  private final Function<List<Reward>, Future<Void>> rewards;
  private final Ids ids;
  private final Clock clock;
  private final LongSupplier nanos;

  /**
   * A service for these.
   *
   * @param rewards keeps rewards, those that are there as they are
   */
  CopyService(
      EventFeature events,
      Offers offers,
      Function<List<Reward>, Future<Void>> rewards,
      Ids ids,
      Clock clock,
      LongSupplier nanos) {
    this.events = events;
    this.beginnings = events.beginnings();
    this.offers = offers;
    this.rewards = rewards;
    this.ids = ids;
    this.clock = clock;
    this.nanos = nanos;
  }

  /**
   * Makes a draft of all that an event and its rewards say. Fails with {@code event-not-found}, and
   * with {@code invalid-request} where its times are out of order.
   */
  Future<Reply> copy(Call call) {
    EventTerms.checkTimes(call.message());
    String sourceId = call.text("eventId");
    String caller = call.principal().userId();
    Creation creation = Creation.of(ids, "evt", caller, "event.copy " + sourceId, call.message());
    Future<@Nullable Event> earlier =
        creation.keyed() ? events.find(creation.id()) : Future.succeededFuture();
    return earlier.compose(
        there ->
            there == null
                ? offers.fresh(sourceId).compose(offer -> copy(call, offer, creation))
                : Future.succeededFuture(replayed(creation, there)));
  }

  private Reply replayed(Creation creation, Event event) {
    creation.mustMatch(event.fingerprint());
    return Reply.replayed(event.toJson(now()));
  }

  private Future<Reply> copy(Call call, @Nullable Offer source, Creation creation) {
    if (source == null || !EventService.maySee(call.principal(), source.event())) {
      throw EventService.notFound();
    }
    Copy copy = Copy.of(source, call, creation, ids, now());
    long begun = nanos.getAsLong();
    return beginnings
        .begin(copy.beginning())
        .compose(fresh -> fresh ? Future.succeededFuture(Optional.of(copy)) : takenUp(copy))
        .compose(ours -> ours.isEmpty() ? none() : write(call, ours.get(), begun))
        .compose(
            written ->
                written.isEmpty()
                    ? other(creation)
                    : Future.succeededFuture(Reply.of(written.get())));
  }

  private static Future<Optional<JsonObject>> none() {
    return Future.succeededFuture(Optional.empty());
  }

  /**
   * One that an equal call began, empty where that has finished it. What its source has become
   * since then cannot be in one copy with what it was.
   */
  private Future<Optional<Copy>> takenUp(Copy copy) {
    Event wanted = copy.draft();
    return beginnings
        .takeUp(wanted.id(), wanted.createdAt())
        .map(
            there -> {
              if (there.isPresent()) {
                copy.mustMatch(there.get());
              }
              return there.map(beginning -> copy.inPlaceOf(beginning.draft()));
            });
  }

  /** Empty where somebody else finished it, or it has gone. */
  private Future<Optional<JsonObject>> write(Call call, Copy copy, long begun) {
    return rewards
        .apply(copy.rewards())
        .compose(
            kept -> {
              Copy.checkAge(nanos.getAsLong() - begun);
              return beginnings.finish(copy.draft(), copy.entry(call, ids));
            })
        .map(finished -> finished ? Optional.of(copy.draft().toJson(now())) : Optional.empty());
  }

  private Future<Reply> other(Creation creation) {
    return events
        .find(creation.id())
        .map(
            event -> {
              if (event == null) {
                throw Failure.unavailable("It took too long; try again.", RETRY_AFTER);
              }
              return replayed(creation, event);
            });
  }

  private Instant now() {
    return Instants.now(clock);
  }
}
