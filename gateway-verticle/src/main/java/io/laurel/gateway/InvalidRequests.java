package io.laurel.gateway;

import io.laurel.bus.RequestId;
import io.laurel.failure.Failure;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers what could not be read as a request, so that even this is a problem with a request id.
 * Vert.x closes the connection afterwards: nobody knows where a next request would begin.
 */
final class InvalidRequests implements Handler<HttpServerRequest> {
  @Override
  public void handle(HttpServerRequest request) {
    long start = System.nanoTime();
    String id = RequestId.orNew(request.getHeader(ResponseWriter.REQUEST_ID));
    Failure failure = failure(request.decoderResult().cause());
    ResponseWriter.prepare(request.response(), id);
    // Without an instance: where the path could not be read, there is none.
    ResponseWriter.problem(request, failure, failure.toProblem(id));
    RequestLog.write(id, "-", "-", failure.status(), start);
  }

  /** 400 for what is no HTTP. */
  static Failure malformed() {
    return Failure.badRequest("malformed-request", "This is no well-formed HTTP request.");
  }

  private static Failure failure(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return Failure.uriTooLong();
    }
    return cause instanceof TooLongHttpHeaderException ? Failure.headersTooLarge() : malformed();
  }
}
