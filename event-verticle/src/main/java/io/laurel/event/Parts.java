package io.laurel.event;

import io.laurel.bus.Announcements;
import io.laurel.event.activity.ActivityService;
import io.laurel.event.code.CodeSeal;
import io.laurel.event.code.CodeVault;
import io.laurel.event.condition.Criteria;
import io.laurel.event.condition.Worker;
import io.laurel.event.event.Event;
import io.laurel.event.event.EventService;
import io.laurel.event.offer.Offers;
import io.laurel.event.stock.Stock;
import io.laurel.id.Ids;
import io.laurel.launch.Host;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.security.SecureRandom;
import java.time.Clock;

/** What several features are made of. Belongs to one event loop. */
record Parts(
    EventConfig config,
    Stores stores,
    Clock clock,
    Ids ids,
    Announcements announcements,
    Criteria criteria,
    Stock stock,
    Offers offers,
    EventService events,
    ActivityService activities,
    CodeVault codes) {
  static Parts of(Host host, Vertx vertx, EventConfig config, Stores stores) {
    Clock clock = host.clock();
    Ids ids = Ids.by(clock);
    Criteria criteria = new Criteria(reader(vertx));
    Offers.Limits limits =
        new Offers.Limits(config.offerMaxAge(), config.offerCacheSize(), config.maxRewards());
    return new Parts(
        config,
        stores,
        clock,
        ids,
        new Announcements(vertx),
        criteria,
        new Stock(
            stores.rewards(),
            stores.claims(),
            config.stock(),
            System::nanoTime,
            new SecureRandom()),
        new Offers(stores.events(), stores.rewards(), limits, System::nanoTime),
        new EventService(stores.events(), ids, clock, criteria),
        new ActivityService(stores.activities(), config.gameDay().days(), config.activity(), clock),
        new CodeVault(stores.codes(), new CodeSeal(config.codes()), vertx));
  }

  /** Tells every node that an event, or one of its rewards, was changed. */
  void changed(Event event) {
    offers.forget(event.id());
    announcements.publish(Announcements.EVENT_STATE_CHANGED, event.toAnnouncement());
  }

  /** One thread of its own: whoever waits for an expression keeps nobody else waiting. */
  private static Worker reader(Vertx vertx) {
    WorkerExecutor executor = vertx.createSharedWorkerExecutor("expressions", 1);
    return task ->
        executor.executeBlocking(
            () -> {
              task.run();
              return null;
            });
  }
}
