package io.laurel.auth.audit;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;

/** Lets auditors read what happened. */
final class AuditService {
  private final AuditStore store;

  /** A service that reads {@code store}. */
  AuditService(AuditStore store) {
    this.store = store;
  }

  /**
   * One page of entries, newest first. Fails with {@code invalid-cursor}, and with {@code
   * invalid-request} for times that are none.
   */
  Future<Reply> list(Call call) {
    AuditStore.Filter filter =
        new AuditStore.Filter(
            call.textOrNull("actor"),
            call.textOrNull("action"),
            call.textOrNull("target"),
            call.instantOrNull("from"),
            call.instantOrNull("to"));
    return store
        .list(filter, PageRequest.of(call.message()))
        .map(page -> Reply.of(page.toJson(AuditEntry::toJson)));
  }
}
