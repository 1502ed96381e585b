package io.laurel.gateway;

import io.laurel.failure.BodyFailures;
import io.laurel.http.HttpDoor;
import io.laurel.http.HttpFailures;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
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
   * Keeps a body away until it is read. To be called in the turn in which its head came; whoever
   * answers without reading it resumes the request.
   */
  static void hold(HttpServerRequest request) {
    if (RequestBody.isAnnounced(request)) {
      request.pause();
    }
  }

  /**
   * The whole body, empty where there is none. Fails with {@code payload-too-large} and {@code
   * overloaded} as soon as that is known, with {@code request-timeout}, and with the connection's
   * own exception where it is gone.
   *
   * @param limit in bytes
   * @param share holds what was read, until it is released
   */
  Future<Buffer> read(HttpServerRequest request, long limit, BodyBudget.Share share) {
    if (!RequestBody.isAnnounced(request)) {
      return Future.succeededFuture(Buffer.buffer());
    }
    if (request.response().closed()) {
      // Nothing will tell: its client went while its token was looked at.
      return Future.failedFuture(new HttpClosedException("Gone before its body was read"));
    }
    if (!share.hasRoomFor(RequestBody.length(request))) {
      return BodyBudget.overloaded().asFuture();
    }
    if (RequestBody.isWithheld(request)) {
      request.response().writeContinue();
    }
    return collect(request, limit, share);
  }

  private Future<Buffer> collect(HttpServerRequest request, long limit, BodyBudget.Share share) {
    Promise<Buffer> promise = Promise.promise();
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (promise.future().isComplete()) {
            return;
          }
          if (body.length() + chunk.length() > limit) {
            promise.fail(BodyFailures.payloadTooLarge(limit));
          } else if (share.take(chunk.length())) {
            body.appendBuffer(chunk);
          } else {
            promise.fail(BodyBudget.overloaded());
          }
        });
    request.endHandler(
        end -> {
          // Or the request would keep the bytes beside the message made of them.
          request.handler(null);
          if (request.decoderResult().isFailure()) {
            promise.tryFail(HttpDoor.failure(request));
          } else {
            promise.tryComplete(body);
          }
        });
    request.exceptionHandler(promise::tryFail);
    long timer =
        vertx.setTimer(patience.toMillis(), late -> promise.tryFail(HttpFailures.requestTimeout()));
    request.resume();
    return promise.future().onComplete(done -> vertx.cancelTimer(timer));
  }
}
