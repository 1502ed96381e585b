package io.laurel.event.catalog.offer;

import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.paging.Cursor;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The offers that take claims, many of them by two reads. They are not read until two readings
 * agree, as those are that a claim is judged by: what is shown of them a claim may still refuse.
 * The first of them, which everybody asks for, are kept for a moment. Belongs to one event loop.
 */
public final class RunningOffers {
  private final Reading events;
  private final Function<Collection<String>, Future<List<Reward>>> rewards;
  private final OfferConfig config;
  private final LongSupplier nanos;
  private @Nullable Future<List<Offer>> first;
  private long firstReadAt;
  private int firstLimit;

  /** Reads events that take claims. */
  @FunctionalInterface
  interface Reading {
    Future<List<Event>> takingClaims(Instant now, @Nullable Cursor from, int limit);
  }

  RunningOffers(
      Reading events,
      Function<Collection<String>, Future<List<Reward>>> rewards,
      OfferConfig config,
      LongSupplier nanos) {
    this.events = events;
    this.rewards = rewards;
    this.config = config;
    this.nanos = nanos;
  }

  /**
   * Offers by the end of their claims, then by id.
   *
   * @param from the one of that end and id, and those after it; null for all
   */
  public Future<List<Offer>> from(Instant now, @Nullable Cursor from, int limit) {
    return from == null ? first(now, limit) : read(now, from, limit);
  }

  /** What ended since it was read is left out. */
  private Future<List<Offer>> first(Instant now, int limit) {
    Future<List<Offer>> known = first;
    return (known != null && isRecent(known, limit) ? known : begin(now, limit))
        .map(
            offers ->
                offers.stream().filter(offer -> offer.event().whyNoClaims(now).isEmpty()).toList());
  }

  private boolean isRecent(Future<List<Offer>> known, int limit) {
    return !known.failed()
        && firstLimit == limit
        && nanos.getAsLong() - firstReadAt < config.maxAge().toNanos();
  }

  private Future<List<Offer>> begin(Instant now, int limit) {
    firstReadAt = nanos.getAsLong();
    firstLimit = limit;
    Future<List<Offer>> begun = read(now, null, limit);
    first = begun;
    return begun;
  }

  /** Says that an event or one of its rewards was changed. */
  void forget() {
    first = null;
  }

  private Future<List<Offer>> read(Instant now, @Nullable Cursor from, int limit) {
    return events
        .takingClaims(now, from, limit)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(List.of())
                    : rewards
                        .apply(found.stream().map(Event::id).toList())
                        .map(all -> offers(found, all)));
  }

  private static List<Offer> offers(List<Event> events, List<Reward> rewards) {
    Map<String, List<Reward>> byEvent =
        rewards.stream().collect(Collectors.groupingBy(Reward::eventId));
    return events.stream()
        .map(event -> new Offer(event, byEvent.getOrDefault(event.id(), List.of())))
        .toList();
  }
}
