package io.laurel.event.catalog.accesscode;

import io.laurel.audit.AuditStore;
import io.laurel.event.StandIns;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Future;

/** The stores of codes and batches, which several nodes of a test may have in common. */
public final class TestAccessCodes {
  private final AccessCodeStore codes;
  private final CodeBatchStore batches;

  private TestAccessCodes(AccessCodeStore codes, CodeBatchStore batches) {
    this.codes = codes;
    this.batches = batches;
  }

  /** Those codes, and batches in memory. */
  public static TestAccessCodes inMemory(InMemoryAccessCodeStore codes) {
    return new TestAccessCodes(codes, new InMemoryCodeBatchStore());
  }

  /** Both in that database, not prepared yet. */
  public static TestAccessCodes in(MongoDatabase database, AuditStore audit) {
    return new TestAccessCodes(
        new MongoAccessCodeStore(database, audit), new MongoCodeBatchStore(database, audit));
  }

  /** Makes what they need. */
  public Future<?> prepare() {
    return Future.all(codes.prepare(), batches.prepare());
  }

  /** Lets features have them. */
  public StandIns addTo(StandIns standIns) {
    return standIns.add(AccessCodeStore.class, codes).add(CodeBatchStore.class, batches);
  }
}
