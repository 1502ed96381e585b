package io.laurel.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.function.Supplier;

/** One connection with at most one request on its way. Belongs to one event loop. */
final class LoadConnection {
  private final NetSocket socket;
  private final Promise<Void> done = Promise.promise();
  private Supplier<Buffer> requests;
  private Tally tally;
  private Buffer received;

  LoadConnection(NetSocket socket) {
    this.socket = socket;
    socket.handler(this::received);
    socket.exceptionHandler(done::tryFail);
    socket.closeHandler(closed -> done.tryFail("The server closed a connection"));
  }

  /** Sends one request after the other until the tally is full; fails where the connection does. */
  Future<Void> send(Supplier<Buffer> toSend, Tally toKeep) {
    requests = toSend;
    tally = toKeep;
    next();
    return done.future();
  }

  private void next() {
    if (!tally.goesOn()) {
      done.tryComplete();
      return;
    }
    try {
      socket.write(requests.get()).onFailure(done::tryFail);
    } catch (RuntimeException e) {
      done.tryFail(e);
    }
  }

  private void received(Buffer part) {
    received = received == null ? part : received.appendBuffer(part);
    Answer answer = Answer.of(received);
    if (answer != null) {
      received = null;
      tally.add(answer);
      next();
    }
  }
}
