package io.laurel.event.claims.redemption;

import io.laurel.audit.InMemoryAuditStore;
import io.laurel.event.StandIns;
import io.laurel.event.catalog.accesscode.InMemoryAccessCodeStore;
import io.laurel.event.catalog.accesscode.TestAccessCodes;
import io.laurel.mongo.MongoDatabase;
import io.laurel.throttle.InMemoryTryStore;
import io.laurel.throttle.TryStore;
import io.vertx.core.Future;

/**
 * All that is kept of codes and of who guesses, which several nodes of a test may have in common.
 */
public final class TestRedemptions {
  private final TestAccessCodes codes;
  private final TryStore tries;
  private final RedemptionStore looks;

  private TestRedemptions(TestAccessCodes codes, TryStore tries, RedemptionStore looks) {
    this.codes = codes;
    this.tries = tries;
    this.looks = looks;
  }

  /** In memory. */
  public static TestRedemptions inMemory() {
    InMemoryAccessCodeStore codes = new InMemoryAccessCodeStore();
    InMemoryTryStore tries = new InMemoryTryStore();
    return new TestRedemptions(
        TestAccessCodes.inMemory(codes), tries, new InMemoryRedemptionStore(codes, tries));
  }

  /** In that database, not prepared yet. */
  public static TestRedemptions in(MongoDatabase database) {
    return new TestRedemptions(
        TestAccessCodes.in(database, new InMemoryAuditStore()),
        MongoRedemptionStore.tries(database),
        new MongoRedemptionStore(database));
  }

  /** Makes what it needs. */
  public Future<?> prepare() {
    return Future.all(codes.prepare(), tries.prepare());
  }

  /** Lets features have it. */
  public StandIns addTo(StandIns standIns) {
    return codes.addTo(standIns).add(TryStore.class, tries).add(RedemptionStore.class, looks);
  }
}
