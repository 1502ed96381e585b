package io.laurel.event;

import io.laurel.audit.MongoAuditStore;
import io.laurel.event.activity.MongoActivityStore;
import io.laurel.event.attempt.MongoAttemptStore;
import io.laurel.event.claim.MongoClaimStore;
import io.laurel.event.code.MongoCodeStore;
import io.laurel.event.definition.MongoDefinitionStore;
import io.laurel.event.event.MongoEventStore;
import io.laurel.event.history.MongoClaimHistory;
import io.laurel.event.reward.MongoRewardStore;
import io.laurel.event.statistics.MongoClaimCounts;
import io.laurel.mongo.MongoDatabase;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;
import java.util.List;

/** Where everything is kept. */
record Stores(
    MongoAuditStore audit,
    MongoEventStore events,
    MongoRewardStore rewards,
    MongoDefinitionStore definitions,
    MongoCodeStore codes,
    MongoClaimStore claims,
    MongoClaimHistory history,
    MongoClaimCounts claimCounts,
    MongoActivityStore activities,
    MongoAttemptStore attempts) {
  static Stores of(EventDatabases databases, EventConfig config) {
    MongoDatabase own = databases.events();
    MongoAuditStore audit = new MongoAuditStore(databases.audit());
    MongoCodeStore codes = new MongoCodeStore(own);
    MongoRewardStore rewards = new MongoRewardStore(own, audit, codes::dropAllOf);
    return new Stores(
        audit,
        new MongoEventStore(own, audit, rewards::dropAllOf),
        rewards,
        new MongoDefinitionStore(own, audit),
        codes,
        new MongoClaimStore(own, audit),
        new MongoClaimHistory(own),
        new MongoClaimCounts(own),
        new MongoActivityStore(own, config.activity().maxSubjects()),
        new MongoAttemptStore(own));
  }

  /** Makes what they need to serve. */
  Future<?> prepare() {
    return Future.all(
        List.of(
            audit.prepare(),
            events.prepare(),
            rewards.prepare(),
            definitions.prepare(),
            codes.prepare(),
            claims.prepare(),
            history.prepare(),
            activities.prepare(),
            attempts.prepare()));
  }

  /** Adds what a dying process may have left undone in them. */
  Sweeper addTo(Sweeper sweeper) {
    return sweeper
        .add("events", events::sweep)
        .add("rewards", rewards::sweep)
        .add("definitions", definitions::sweep)
        .add("claims", claims::sweep);
  }
}
