package io.laurel.event.claims.attempt;

import io.laurel.bus.Endpoints;
import io.laurel.event.catalog.event.EventFeature;
import io.laurel.event.claims.player.PlayerFeature;
import io.laurel.event.facts.gameday.GameDayConfig;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;
import java.time.Duration;

/** Attempts: who was refused what, and why. */
public final class AttemptFeature implements Feature {
  /** What was counted by then is written, and else lost with the process. */
  private static final Duration WRITTEN_EVERY = Duration.ofSeconds(2);

  private final AttemptStore store;
  private final RefusalHourStore hours;
  private final RefusalTally tally;
  private final AttemptService service;

  /** The room at that site: attempts of those players. */
  public AttemptFeature(Site site, EventFeature events, PlayerFeature players) {
    store = site.supply(AttemptStore.class, () -> new MongoAttemptStore(site.database()));
    hours = site.supply(RefusalHourStore.class, () -> new MongoRefusalHourStore(site.database()));
    tally = new RefusalTally(store, hours, GameDayConfig.of(site.settings()).days(), site.ids());
    service = new AttemptService(store, events.events(), players.usernames());
  }

  /** Takes down refusals. */
  public RefusalLog refusals() {
    return tally;
  }

  /** Tells how many there were when. */
  public RefusalHours hours() {
    return hours;
  }

  /** Counts refusals. */
  public RefusalCounts counts() {
    return store;
  }

  @Override
  public Future<?> prepare() {
    return Future.all(store.prepare(), hours.prepare());
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper.add("refusals", WRITTEN_EVERY, tally::write);
  }

  @Override
  public Future<?> stop() {
    return tally.end();
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints.serve("attempt.list", service::list);
  }
}
