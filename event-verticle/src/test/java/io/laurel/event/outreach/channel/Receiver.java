package io.laurel.event.outreach.channel;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that keeps what it was sent, and answers it as a test says, to the byte. */
final class Receiver {
  private static final Pattern LENGTH = Pattern.compile("content-length: ([0-9]+)\r\n");

  private final NetServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> serverNames = new CopyOnWriteArrayList<>();
  private final Promise<Void> closed = Promise.promise();
  private volatile boolean greets;

  private Receiver(Vertx vertx, NetServerOptions options, Consumer<NetSocket> answer) {
    server =
        vertx
            .createNetServer(options.setHost("127.0.0.1").setPort(0))
            .connectHandler(socket -> serve(socket, answer))
            .exceptionHandler(handshakeFailed -> {});
    server.listen().await();
  }

  static Receiver of(Vertx vertx, Consumer<NetSocket> answer) {
    return new Receiver(vertx, new NetServerOptions(), answer);
  }

  static Receiver of(Vertx vertx, NetServerOptions options, Consumer<NetSocket> answer) {
    return new Receiver(vertx, options, answer);
  }

  /** One that waits for no request. */
  static Receiver connected(Vertx vertx, Consumer<NetSocket> greeting) {
    Receiver receiver = new Receiver(vertx, new NetServerOptions(), greeting);
    receiver.greets = true;
    return receiver;
  }

  /** One that answers so at once, {@code |} for the end of a line. */
  static Receiver answering(Vertx vertx, String text) {
    return of(vertx, socket -> socket.write(text.replace("|", "\r\n")));
  }

  private void serve(NetSocket socket, Consumer<NetSocket> answer) {
    if (socket.indicatedServerName() != null) {
      serverNames.add(socket.indicatedServerName());
    }
    Buffer taken = Buffer.buffer();
    socket.exceptionHandler(reset -> {});
    socket.closeHandler(end -> closed.tryComplete());
    if (greets) {
      answer.accept(socket);
      return;
    }
    socket.handler(
        bytes -> {
          taken.appendBuffer(bytes);
          if (isWhole(taken)) {
            requests.add(taken.toString());
            answer.accept(socket);
          }
        });
  }

  private static boolean isWhole(Buffer taken) {
    String text = taken.toString("ISO-8859-1");
    int head = text.indexOf("\r\n\r\n");
    Matcher length = LENGTH.matcher(text);
    return head >= 0
        && length.find()
        && text.length() - head - 4 == Integer.parseInt(length.group(1));
  }

  int port() {
    return server.actualPort();
  }

  List<String> requests() {
    return requests;
  }

  List<String> serverNames() {
    return serverNames;
  }

  /** When the first connection has ended. */
  Future<Void> closed() {
    return closed.future();
  }

  /** What the first request says of a field. */
  String field(String name) {
    Matcher field = Pattern.compile("\r\n" + name + ": ([^\r]*)\r\n").matcher(requests.get(0));
    return field.find() ? field.group(1) : null;
  }

  String body() {
    String request = requests.get(0);
    return request.substring(request.indexOf("\r\n\r\n") + 4);
  }
}
