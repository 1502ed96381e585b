package io.laurel.gateway;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads a body up to a limit. Vert.x Web's body handler would also take forms apart, which no
 * operation of ours takes.
 */
final class BodyReader {
  private final SlowClients slowClients;

  BodyReader(SlowClients slowClients) {
    this.slowClients = slowClients;
  }

  /**
   * The whole body, empty where there is none; to be called before anything else may have been
   * read. Fails with {@code payload-too-large} as soon as that is known, with {@code
   * request-timeout}, and with the connection's own exception where it is gone.
   *
   * @param limit in bytes
   */
  Future<Buffer> read(HttpServerRequest request, long limit) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      return Future.succeededFuture(Buffer.buffer());
    }
    // Netty has refused a length that is no number.
    if (length != null && Long.parseLong(length) > limit) {
      return Failure.payloadTooLarge(limit).asFuture();
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    return collect(request, limit);
  }

  private Future<Buffer> collect(HttpServerRequest request, long limit) {
    Promise<Buffer> promise = Promise.promise();
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() > limit) {
            promise.tryFail(Failure.payloadTooLarge(limit));
          } else if (!promise.future().isComplete()) {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(end -> promise.tryComplete(body));
    request.exceptionHandler(cause -> promise.tryFail(refusal(cause)));
    slowClients.await(request.connection(), () -> promise.tryFail(Failure.requestTimeout()));
    return promise.future().onComplete(done -> slowClients.arrived(request.connection()));
  }

  /** A chunk that is none: the connection is lost, but this is the client's fault and not ours. */
  private static Throwable refusal(Throwable cause) {
    return cause instanceof HttpClosedException ? cause : InvalidRequests.malformed();
  }
}
