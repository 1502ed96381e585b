package io.laurel.event.catalog.reward;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.edit.Edits;
import io.laurel.event.catalog.edit.IfMatch;
import io.laurel.event.catalog.edit.RunningEdit;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventService;
import io.laurel.event.catalog.stock.Stock;
import io.laurel.event.facts.condition.Yardstick;
import io.laurel.failure.Failure;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Unchanged;
import io.laurel.schedule.Races.Written;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Objects;

/** Decides what becomes of a reward that is there. */
public final class RewardLifecycleService {
  private final RewardStore store;
  private final EventService events;
  private final Stock stock;
  private final RewardView view;
  private final RewardJournal journal;
  private final Destinations destinations;

  /** A reward as it was read, and the event to which it belongs. */
  private record Place(Event event, Reward reward) {}

  /** A service on that store. */
  public RewardLifecycleService(
      RewardStore store,
      EventService events,
      Stock stock,
      RewardJournal journal,
      Destinations destinations) {
    this.store = store;
    this.events = events;
    this.stock = stock;
    this.view = new RewardView(stock);
    this.journal = journal;
    this.destinations = destinations;
  }

  /**
   * Edits a reward by a JSON merge patch; one that changes nothing makes no version. Fails with
   * {@code event-not-found}, {@code reward-not-found}, {@code if-match-required}, {@code
   * version-mismatch}, {@code invalid-request}, {@code reward-has-codes}, {@code stock-below-sold},
   * {@code event-running}.
   */
  public Future<Reply> update(Call call) {
    IfMatch precondition = IfMatch.of(call);
    return Edits.untilWon(
            () ->
                find(call)
                    .compose(
                        place ->
                            // A patch leaves what it does not name, which is judged anew.
                            journal
                                .criteria()
                                .yardstick(call.message(), place.reward().conditions())
                                .compose(
                                    yardstick -> update(call, place, precondition, yardstick))))
        .compose(reward -> view.of(reward, call.principal()))
        .map(Reply::of);
  }

  private Future<Outcome<Reward>> update(
      Call call, Place place, IfMatch precondition, Yardstick yardstick) {
    Reward before = place.reward();
    precondition.required().check(before.version());
    RewardTerms terms = before.terms().patched(call.message(), yardstick);
    if (terms.equals(before.terms())) {
      return Future.succeededFuture(new Unchanged<>(before));
    }
    if (before.isCoded() && !terms.coded() && before.units() > 0) {
      throw hasCodes();
    }
    Instant now = now();
    Reward after = before.with(terms, now);
    return check(place, after, now)
        .compose(checked -> checkDestination(before, after))
        .compose(checked -> store.replace(before, after, journal.changed(call, before, after, now)))
        .compose(
            replaced ->
                replaced
                    ? Future.succeededFuture(told(place.event(), after))
                    : whyNot(before, after));
  }

  private Future<Void> check(Place place, Reward after, Instant now) {
    if (!place.event().isRunning(now)) {
      return Future.succeededFuture();
    }
    Reward before = place.reward();
    Future<Integer> sold =
        after.terms().isStockLowerThan(before.terms())
            ? stock.sold(before.eventId(), before.id())
            : Future.succeededFuture(0);
    return sold.map(
        held -> {
          Integer units = after.stock();
          if (units != null && units < held) {
            throw stockBelowSold();
          }
          after.terms().checkHarmlessAfter(before.terms());
          return null;
        });
  }

  private Future<Void> checkDestination(Reward before, Reward after) {
    return Objects.equals(before.endpointId(), after.endpointId())
        ? Future.succeededFuture()
        : destinations.check(after.terms());
  }

  /** Another writer was faster, or serials were in the way. */
  private Future<Outcome<Reward>> whyNot(Reward before, Reward wanted) {
    return store
        .find(before.eventId(), before.id())
        .map(
            now -> {
              if (wanted.terms().isStockLowerThan(before.terms())
                  && now != null
                  && now.version() == before.version()) {
                throw stockBelowSold();
              }
              return new Lost<>();
            });
  }

  /**
   * Deletes a reward of an event that does not run yet. Fails with {@code event-not-found}, {@code
   * reward-not-found}, {@code version-mismatch} where a version was sent, {@code event-running}.
   */
  public Future<Reply> delete(Call call) {
    IfMatch precondition = IfMatch.of(call);
    return Edits.untilWon(() -> find(call).compose(place -> delete(call, place, precondition)))
        .map(Reply.empty());
  }

  private Future<Outcome<Reward>> delete(Call call, Place place, IfMatch precondition) {
    Reward reward = place.reward();
    precondition.check(reward.version());
    Instant now = now();
    if (place.event().isRunning(now)) {
      throw RunningEdit.refusal("no reward is taken away");
    }
    return store
        .delete(reward, journal.deleted(call, reward, now))
        .map(deleted -> deleted ? told(place.event(), reward) : new Lost<>());
  }

  private Future<Place> find(Call call) {
    return events
        .visible(call.principal(), call.text("eventId"))
        .compose(
            event ->
                store
                    .find(event.id(), call.text("rewardId"))
                    .map(
                        reward -> {
                          if (reward == null) {
                            throw RewardService.notFound();
                          }
                          return new Place(event, reward);
                        }));
  }

  private Outcome<Reward> told(Event event, Reward reward) {
    journal.changed().accept(event);
    return new Written<>(reward);
  }

  private Instant now() {
    return Instants.now(journal.clock());
  }

  private static Failure hasCodes() {
    return Failure.conflict(
        "reward-has-codes", "Codes were imported for this reward, so it goes on handing them out.");
  }

  private static Failure stockBelowSold() {
    return Failure.conflict(
        "stock-below-sold", "More units than that are claimed already, or about to be.");
  }
}
