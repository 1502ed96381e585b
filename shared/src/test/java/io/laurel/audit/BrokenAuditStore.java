package io.laurel.audit;

import io.laurel.failure.Failure;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Duration;

/** Entries that cannot be reached. */
public final class BrokenAuditStore implements AuditStore {
  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> add(AuditEntry entry) {
    return Failure.unavailable("away", Duration.ofSeconds(1)).asFuture();
  }

  @Override
  public Future<Page<AuditEntry>> list(Filter filter, PageRequest page) {
    return Failure.unavailable("away", Duration.ofSeconds(1)).asFuture();
  }
}
