package io.laurel.gateway;

import io.laurel.failure.Failure;
import io.laurel.http.HttpFailures;
import io.laurel.telemetry.LogMarks;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into a problem; what is no failure of ours is logged, once. */
final class FailureHandler implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

  private final RequestLog requests;

  /** Where a request gets its id that was refused before anybody saw it. */
  FailureHandler(RequestLog requests) {
    this.requests = requests;
  }

  @Override
  public void handle(RoutingContext context) {
    String id = requests.idOf(context);
    Failure failure = failure(context);
    RequestLog.refused(context, failure);
    if (failure != context.failure()) {
      log(context, failure, id);
    }
    ResponseWriter.problem(
        context.request(),
        failure,
        failure.toProblem(id).put("instance", context.request().path()));
  }

  /** Vert.x Web fails by status alone, and only where a request has no host or no path. */
  private static Failure failure(RoutingContext context) {
    if (context.failure() instanceof Failure failure) {
      return failure;
    }
    if (context.statusCode() == HttpResponseStatus.BAD_REQUEST.code()) {
      return HttpFailures.malformedRequest();
    }
    return context.statusCode() == HttpResponseStatus.NOT_FOUND.code()
        ? Failure.notFound()
        : Failure.internal();
  }

  private static void log(RoutingContext context, Failure failure, String id) {
    try (var ignored = LogMarks.of(id).mark()) {
      if (!failure.isFault() || context.failure() instanceof HttpClosedException) {
        LOG.debug("{}", failure.code(), context.failure());
      } else {
        LOG.error("Request failed", context.failure());
      }
    }
  }
}
