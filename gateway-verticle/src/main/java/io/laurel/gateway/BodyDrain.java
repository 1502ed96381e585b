package io.laurel.gateway;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Throws away what is still to come of a body when its request is answered, on whatever path. A
 * connection that was closed at once would cut its client off before it has read the answer; one
 * that is read for ever is the client's for as long as it likes. So a little is read for a little
 * while: where the body ends within that, the connection goes on, else it is closed. What is more
 * than that is left unread until the time is up, so that a client that writes first finds its
 * answer.
 */
final class BodyDrain implements Handler<RoutingContext> {
  private final Vertx vertx;
  private final BodyConfig config;

  BodyDrain(Vertx vertx, BodyConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (RequestBody.isAnnounced(request)) {
      context.addHeadersEndHandler(
          head -> {
            if (!isOneOfMany(request) && !request.isEnded() && isLast(request)) {
              request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
          });
      context.addEndHandler(
          end -> {
            if (end.succeeded() && !request.isEnded()) {
              drain(request);
            }
          });
    }
    context.next();
  }

  /** Whether the connection ends with this body, however it is sent. */
  private boolean isLast(HttpServerRequest request) {
    return RequestBody.isWithheld(request)
        || RequestBody.length(request) == RequestBody.UNKNOWN
        || RequestBody.length(request) - request.bytesRead() > config.maxDrained()
        || request.response().getStatusCode() == HttpResponseStatus.REQUEST_TIMEOUT.code();
  }

  /** In HTTP/2 a connection has others under way, which do not end with this one. */
  private static boolean isOneOfMany(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It is over, or has been.
  private static void end(HttpServerRequest request) {
    if (isOneOfMany(request)) {
      request.response().reset();
    } else {
      request.connection().close();
    }
  }

  private void drain(HttpServerRequest request) {
    boolean last = isLast(request);
    long before = request.bytesRead();
    long timer = vertx.setTimer(config.drainTimeout().toMillis(), late -> end(request));
    request.exceptionHandler(broken -> vertx.cancelTimer(timer));
    request.handler(
        chunk -> {
          if (request.bytesRead() - before > config.maxDrained()) {
            request.pause();
          }
        });
    request.endHandler(
        end -> {
          vertx.cancelTimer(timer);
          if (last && !isOneOfMany(request)) {
            end(request);
          }
        });
    request.resume();
  }
}
