package io.laurel.event.catalog.offer;

import io.laurel.cache.RecentlyUsed;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Offers of hot events, so that a claim reads nothing about its event. An old copy may admit for as
 * long as its age is bounded (a pause holds on every node within a second); it never refuses:
 * whoever would refuse reads a {@link #fresh} one first. Belongs to one event loop.
 */
public final class Offers {
  /** Each reading but the first that differs means that an edit was made meanwhile. */
  private static final int MAX_READINGS = 20;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Function<String, Future<@Nullable Event>> events;
  private final Function<String, Future<List<Reward>>> rewards;
  private final OfferConfig config;
  private final LongSupplier nanos;
  private final Map<String, Slot> slots;

  /**
   * Offers of what these find.
   *
   * @param events gives the event of an id, or null
   * @param rewards gives all rewards of an event, oldest first
   * @param nanos a clock that only runs forward, such as {@code System::nanoTime}
   */
  public Offers(
      Function<String, Future<@Nullable Event>> events,
      Function<String, Future<List<Reward>>> rewards,
      OfferConfig config,
      LongSupplier nanos) {
    this.events = events;
    this.rewards = rewards;
    this.config = config;
    this.nanos = nanos;
    this.slots = new RecentlyUsed<>(config.maxOffers());
  }

  /** The offer of that event, at most as old as configured; null where there is no such event. */
  public Future<@Nullable Offer> recent(String eventId) {
    return slots.computeIfAbsent(eventId, Slot::new).recent();
  }

  /**
   * The offer of that event as a read finds it that begins now or later; null where there is no
   * such event.
   */
  public Future<@Nullable Offer> fresh(String eventId) {
    return slots.computeIfAbsent(eventId, Slot::new).fresh();
  }

  /** Forgets a copy, because its event or one of its rewards was changed. */
  public void forget(String eventId) {
    slots.remove(eventId);
  }

  /**
   * Reads event and rewards until two readings in a row are alike: what was there between the end
   * of the one and the beginning of the other, all of it at once (a double collect: Afek et al.,
   * Atomic Snapshots of Shared Memory). One reading could find the event before an edit and a
   * reward after it.
   */
  private Future<@Nullable Offer> read(String eventId) {
    return collect(eventId).compose(first -> settle(eventId, first, 1));
  }

  private Future<@Nullable Offer> settle(String eventId, @Nullable Offer before, int readings) {
    if (before == null) {
      return Future.succeededFuture();
    }
    if (readings == MAX_READINGS) {
      return Failure.unavailable("This event is being edited; try again.", RETRY_AFTER).asFuture();
    }
    return collect(eventId)
        .compose(
            after ->
                before.isSameVersionAs(after)
                    ? Future.succeededFuture(after)
                    : settle(eventId, after, readings + 1));
  }

  private Future<@Nullable Offer> collect(String eventId) {
    return Future.all(events.apply(eventId), rewards.apply(eventId))
        .map(
            both ->
                both.resultAt(0) == null ? null : new Offer(both.resultAt(0), both.resultAt(1)));
  }

  /** One event's copy and the reads under way; many callers share one read. */
  private final class Slot {
    private final String eventId;
    private @Nullable Offer offer;
    private long readAt;
    private long runningSince;
    private @Nullable Future<@Nullable Offer> running;
    private @Nullable Future<@Nullable Offer> queued;

    private Slot(String eventId) {
      this.eventId = eventId;
    }

    Future<@Nullable Offer> recent() {
      if (offer != null && isRecent(readAt)) {
        return Future.succeededFuture(offer);
      }
      // A slow read that is under way may bring what is older than that.
      return running != null && isRecent(runningSince) ? running : fresh();
    }

    private boolean isRecent(long since) {
      return nanos.getAsLong() - since < config.maxAge().toNanos();
    }

    Future<@Nullable Offer> fresh() {
      if (running == null) {
        return begin();
      }
      if (queued == null) {
        queued =
            running.transform(
                done -> {
                  queued = null;
                  return begin();
                });
      }
      return queued;
    }

    private Future<@Nullable Offer> begin() {
      long begun = nanos.getAsLong();
      Future<@Nullable Offer> read = read(eventId).onSuccess(found -> keep(found, begun));
      if (!read.isComplete()) {
        running = read;
        runningSince = begun;
        read.onComplete(done -> running = null);
      }
      return read;
    }

    private void keep(@Nullable Offer found, long begun) {
      offer = found;
      readAt = begun;
    }
  }
}
