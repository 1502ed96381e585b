package io.laurel.auth.session;

import io.laurel.bus.BusClient;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.bus.RequestId;
import io.laurel.bus.Sender;
import io.laurel.contract.Operation;
import io.laurel.failure.Failure;
import io.laurel.schedule.Backlog;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports each login to the event service as a {@code LOGIN} activity. A session is its own outbox:
 * it is marked by the write that begins it, until the event service has answered; its id is the
 * activity's, so that a report that comes twice counts once. So a login counts even if the event
 * service was down, or this process died.
 */
final class LoginReports {
  private static final Logger LOG = LoggerFactory.getLogger(LoginReports.class);
  private static final String LOGIN = "LOGIN";

  private final Backlog<Session> unreported;
  private final BusClient bus;
  private final Operation operation;
  private final Supplier<Future<String>> token;

  /**
   * Reports the sessions of {@code store}.
   *
   * @param bus a client whose patience is how long a login may wait for its report
   * @param operation that takes activities
   * @param token an access token that it admits
   */
  LoginReports(
      SessionStore store, BusClient bus, Operation operation, Supplier<Future<String>> token) {
    this.unreported =
        Backlog.ofMany(
            new Backlog.Marks<>(
                store::unreported, Session::id, session -> store.reported(session.id())),
            this::send);
    this.bus = bus;
    this.operation = operation;
    this.token = token;
  }

  /**
   * Reports a session just begun, so that what its user claims next sees the login. Never fails: a
   * report that did not arrive is made by a later {@link #sweep}.
   */
  Future<Void> report(Session session) {
    return unreported.settle(session).recover(LoginReports::later);
  }

  /** Reports what was not reported yet. */
  Future<Void> sweep() {
    return unreported.drain().recover(LoginReports::later);
  }

  private Future<Void> send(List<Session> sessions) {
    JsonArray activities = new JsonArray();
    sessions.forEach(session -> activities.add(activity(session)));
    JsonObject message = new JsonObject().put("activities", activities);
    return token
        .get()
        .map(signed -> new Sender(signed, RequestId.orNew(null), Origin.UNKNOWN))
        .compose(sender -> bus.request(operation, message, sender))
        .onSuccess(LoginReports::warnOfRejected)
        .mapEmpty();
  }

  private static JsonObject activity(Session session) {
    return new JsonObject()
        .put("id", session.id())
        .put("userId", session.userId())
        .put("type", LOGIN)
        .put("at", Instants.format(session.createdAt()));
  }

  /** It would be rejected again. */
  private static void warnOfRejected(Reply reply) {
    JsonObject body = reply.body();
    JsonArray results = body == null ? new JsonArray() : body.getJsonArray("results");
    for (Object each : results) {
      JsonObject result = (JsonObject) each;
      if (result.getString("code") != null) {
        LOG.warn(
            "The login {} does not count: {}", result.getString("id"), result.getString("code"));
      }
    }
  }

  /** The mark stays. That nobody serves activities right now is no news to anybody here. */
  private static Future<Void> later(Throwable cause) {
    if (cause instanceof Failure failure && failure.isTemporary()) {
      LOG.debug("Logins are reported later", cause);
    } else {
      LOG.warn("Logins are reported later", cause);
    }
    return Future.succeededFuture();
  }
}
