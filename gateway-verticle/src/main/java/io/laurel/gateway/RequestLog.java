package io.laurel.gateway;

import io.laurel.bus.RequestId;
import io.laurel.http.AccessLog;
import io.laurel.http.Answer;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * First on each request's way: gives it its id, and writes one line when it is answered. The line
 * names the route, never the path or query as sent: these hold ids and whatever a client invents.
 */
final class RequestLog implements Handler<RoutingContext> {
  /** The name in {@code logback.xml} that turns the lines off or sends them elsewhere. */
  static final AccessLog LOG = new AccessLog("io.laurel.gateway.access");

  private static final String ID = "requestId";
  private static final String ROUTE = "route";
  private static final String NO_ROUTE = "-";

  @Override
  public void handle(RoutingContext context) {
    begin(context);
    context.next();
  }

  /** The id of this request; also where it was refused before any handler saw it. */
  static String id(RoutingContext context) {
    String id = context.get(ID);
    return id == null ? begin(context) : id;
  }

  /** Notes the path template, for this line and for metrics. */
  static void routed(RoutingContext context, String template) {
    context.put(ROUTE, template);
    context.request().routed(template);
  }

  private static String begin(RoutingContext context) {
    String id = RequestId.orNew(context.request().getHeader(Answer.REQUEST_ID));
    context.put(ID, id);
    Answer.prepare(context.response(), id);
    long start = System.nanoTime();
    context.addEndHandler(
        end -> {
          String route = context.get(ROUTE, NO_ROUTE);
          LOG.write(
              id,
              context.request().method().name(),
              route,
              status(context, end.succeeded()),
              start);
        });
    return id;
  }

  /** A client that left before its answer has none. */
  private static Object status(RoutingContext context, boolean answered) {
    return answered && context.response().ended() ? context.response().getStatusCode() : "gone";
  }
}
