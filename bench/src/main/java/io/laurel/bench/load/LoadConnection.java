package io.laurel.bench.load;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/** One connection with at most one request on its way. Belongs to one event loop. */
final class LoadConnection {
  private final NetSocket socket;
  private Handler<Answer> answered;
  private Handler<Throwable> lost = cause -> {};
  private Buffer received;

  LoadConnection(NetSocket socket) {
    this.socket = socket;
    socket.handler(this::received);
    socket.exceptionHandler(cause -> lost.handle(cause));
    socket.closeHandler(
        closed -> lost.handle(new IllegalStateException("The server closed a connection")));
  }

  /** Says who is told of each answer, and of the end of the connection (perhaps twice). */
  void tell(Handler<Answer> ofAnswer, Handler<Throwable> ofEnd) {
    answered = ofAnswer;
    lost = ofEnd;
  }

  /** Sends one request; none may be on its way. */
  void send(Buffer request) {
    socket.write(request).onFailure(cause -> lost.handle(cause));
  }

  private void received(Buffer part) {
    received = received == null ? part : received.appendBuffer(part);
    Answer answer = Answer.of(received);
    if (answer != null) {
      received = null;
      answered.handle(answer);
    }
  }
}
