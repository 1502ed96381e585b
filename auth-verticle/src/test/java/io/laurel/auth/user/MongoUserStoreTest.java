package io.laurel.auth.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.failure.Failure;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class MongoUserStoreTest extends UserStoreKit {
  @Override
  protected GuardableUserStore empty(AuditStore audit) {
    return new MongoUserStore(database(), audit);
  }

  /** What a process leaves that dies between a change and the move of its entry. */
  @Test
  void sweep_diedBeforeTheMove_entryIsMoved() {
    InMemoryAuditStore audit = new InMemoryAuditStore();
    MongoUserStore dying = new MongoUserStore(database(), new DeadAuditStore());
    dying.prepare().await();
    User ada = Users.aUser("ada");
    dying.add(ada, anEntry("aud_1")).await();
    dying.replace(Users.suspended(ada), anEntry("aud_2")).await();

    new MongoUserStore(database(), audit).sweep().await();

    assertThat(Users.entries(audit)).containsExactly(anEntry("aud_2"), anEntry("aud_1"));
  }

  private static AuditEntry anEntry(String id) {
    Instant at = Instant.parse("2026-05-01T00:00:00.123Z");
    return new AuditEntry(
        id, at, "usr_root", "user.create", "usr_ada", null, null, null, null, "req_1");
  }

  /** Of a process that dies before it can add anything. */
  private static final class DeadAuditStore implements AuditStore {
    @Override
    public Future<Void> prepare() {
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> add(AuditEntry entry) {
      return Failure.unavailable("dead", Duration.ofSeconds(1)).asFuture();
    }

    @Override
    public Future<Page<AuditEntry>> list(Filter filter, PageRequest page) {
      return Failure.unavailable("dead", Duration.ofSeconds(1)).asFuture();
    }
  }
}
