package io.laurel.event.claims.claim;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aClaim;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anId;
import static io.laurel.event.Fixtures.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.BrokenAuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.event.claims.claim.Claim.Transition;
import io.laurel.event.claims.claim.ClaimStore.Decision;
import io.laurel.mongo.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MongoClaimStoreTest extends ClaimStoreKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  ClaimStore empty(AuditStore audit) {
    return store(audit);
  }

  private MongoClaimStore store(AuditStore audit) {
    return new MongoClaimStore(test.database(), audit);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void decide_auditAway_decidedAndEntryWaitsInTheClaim() {
    Claim claim = aClaim(anId("evt"), "usr_1", "a");
    AuditEntry decided = anEntry(claim.id());
    AuditEntry annotated = anEntry(claim.id());
    MongoClaimStore broken = store(new BrokenAuditStore());
    broken.insert(claim).await();
    Transition change = new Transition(NOW, ClaimStatus.REVOKED, "usr_2", "why");

    broken.decide(claim, new Decision(change, List.of("released"), List.of()), decided).await();
    broken.annotate(claim, "noted", annotated).await();

    AuditStore audit = new InMemoryAuditStore();
    MongoClaimStore mended = store(audit);
    mended.sweep().await();
    mended.sweep().await();
    assertThat(entries(audit, claim.id())).containsExactlyInAnyOrder(decided, annotated);
    assertThat(mended.find(claim.id()).await().status()).isEqualTo(ClaimStatus.REVOKED);
  }

  /** Nor has it an entry in the index of those that are marked, which is sparse. */
  @Test
  void insert_withoutDeliveries_hasNoFieldOfThem() {
    Claim claim = aClaim(anId("evt"), "usr_1", "a");
    MongoClaimStore store = store(new InMemoryAuditStore());
    store.prepare().await();
    store.insert(claim).await();

    JsonObject kept =
        test.database()
            .collection("claims")
            .findOne(new JsonObject().put("_id", claim.id()))
            .await();
    assertThat(kept.fieldNames()).doesNotContain("deliveries", "unsent");
  }
}
