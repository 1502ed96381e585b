package io.laurel.gateway;

import io.laurel.failure.Failure;
import io.laurel.http.HttpDoor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Reads a body up to a limit. Vert.x Web's body handler would also take forms apart, which no
 * operation of ours takes.
 */
final class BodyReader {
  private final Vertx vertx;
  private final Duration patience;

  /**
   * Waits for a body at most {@code patience}: a client that sends a byte now and then keeps the
   * idle timeout quiet. A head that comes so does not, there is no message until it is complete.
   */
  BodyReader(Vertx vertx, Duration patience) {
    this.vertx = vertx;
    this.patience = patience;
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
    request.endHandler(
        end -> {
          if (request.decoderResult().isFailure()) {
            promise.tryFail(HttpDoor.failure(request));
          } else {
            promise.tryComplete(body);
          }
        });
    request.exceptionHandler(promise::tryFail);
    long timer =
        vertx.setTimer(patience.toMillis(), late -> promise.tryFail(Failure.requestTimeout()));
    return promise.future().onComplete(done -> vertx.cancelTimer(timer));
  }
}
