package io.laurel.auth.audit;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.paging.PageRequest;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
            time(call, "from"),
            time(call, "to"));
    return store
        .list(filter, PageRequest.of(call.message()))
        .map(page -> Reply.of(page.toJson(AuditEntry::toJson)));
  }

  private static @Nullable Instant time(Call call, String parameter) {
    String text = call.textOrNull(parameter);
    return text == null ? null : Instants.parse(text, "/" + parameter);
  }
}
