package io.laurel.gateway;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends the wait for clients that send a byte now and then: an idle timeout alone never fires for
 * them. One look at all connections a second, no timer for each request. Belongs to one event loop.
 */
final class SlowClients implements Handler<RoutingContext> {
  private static final long TICK_MILLIS = 1_000;

  private final Map<HttpConnection, Wait> waits = new HashMap<>();
  private final long patienceNanos;

  private record Wait(long since, Runnable end) {}

  /** Waits at most {@code patience}, and up to a second more. */
  SlowClients(Vertx vertx, Duration patience) {
    this.patienceNanos = patience.toNanos();
    vertx.setPeriodic(Math.min(TICK_MILLIS, patience.toMillis()), tick -> look());
  }

  /** A new connection: its first request is awaited. */
  void connected(HttpConnection connection) {
    connection.closeHandler(closed -> waits.remove(connection));
    await(connection, connection::close);
  }

  /** A request has begun; when it is answered, the next one is awaited. */
  @Override
  public void handle(RoutingContext context) {
    HttpConnection connection = context.request().connection();
    arrived(connection);
    context.addEndHandler(
        answered -> {
          if (answered.succeeded()) {
            await(connection, connection::close);
          }
        });
    context.next();
  }

  /** Something is awaited of this connection; {@code end} runs once where it does not come. */
  void await(HttpConnection connection, Runnable end) {
    waits.put(connection, new Wait(System.nanoTime(), end));
  }

  /** What was awaited is here. */
  void arrived(HttpConnection connection) {
    waits.remove(connection);
  }

  /** Whether any client is connected with no request on its way. */
  boolean isAnyIdle() {
    return !waits.isEmpty();
  }

  private void look() {
    long now = System.nanoTime();
    List<HttpConnection> late =
        waits.entrySet().stream()
            .filter(wait -> now - wait.getValue().since() > patienceNanos)
            .map(Map.Entry::getKey)
            .toList();
    late.forEach(connection -> waits.remove(connection).end().run());
  }
}
