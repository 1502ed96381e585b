package io.laurel.auth.audit;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.auth.user.Usernames;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.failure.Failure;
import io.laurel.paging.PageRequest;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Lets auditors read what happened. */
final class AuditService {
  private final AuditStore store;
  private final Usernames usernames;

  /** A service that reads {@code store}, and shows what actors are called. */
  AuditService(AuditStore store, Usernames usernames) {
    this.store = store;
    this.usernames = usernames;
  }

  /**
   * One page of entries, newest first. Fails with {@code forbidden} where who writes events names
   * none, with {@code invalid-cursor}, and with {@code invalid-request} for times that are none.
   */
  Future<Reply> list(Call call) {
    String eventId = call.textOrNull("eventId");
    if (eventId == null && !call.principal().hasAny(Role.AUDITOR, Role.ADMIN)) {
      throw Failure.forbidden();
    }
    AuditStore.Filter filter =
        new AuditStore.Filter(
            call.textOrNull("actor"),
            call.textOrNull("action"),
            call.textOrNull("target"),
            eventId,
            call.instantOrNull("from"),
            call.instantOrNull("to"));
    return store
        .list(filter, PageRequest.of(call.message()))
        .compose(
            page ->
                usernames
                    .of(page.items().stream().map(AuditEntry::actor).toList())
                    .map(names -> Reply.of(page.toJson(entry -> json(entry, names)))));
  }

  private static JsonObject json(AuditEntry entry, Map<String, String> names) {
    JsonObject json = entry.toJson();
    putPresent(json, "username", names.get(entry.actor()));
    return json;
  }
}
