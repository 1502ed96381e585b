package io.laurel.standalone;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A game's server for webhooks on loopback, with a mailbox at each path. It speaks HTTP/1.1 on bare
 * sockets, because no HTTP server lets one answer as badly as some do.
 */
final class Receiver implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final String END_OF_HEAD = "\r\n\r\n";

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Map<String, Mailbox> mailboxes = new ConcurrentHashMap<>();
  private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger made = new AtomicInteger();
  private final int port;
  private NetServer server;

  /** Listens on that port of loopback. */
  Receiver(int port) {
    this.port = port;
    comeBack();
  }

  /** A new mailbox. */
  Mailbox mailbox() {
    String path = "/hooks/" + made.incrementAndGet();
    Mailbox mailbox = new Mailbox("http://" + HOST + ":" + port + path);
    mailboxes.put(path, mailbox);
    return mailbox;
  }

  /** Nobody listens any more, and whoever is connected is cut off. */
  void disappear() {
    server.close().await();
    sockets.forEach(NetSocket::close);
  }

  /** Listens again. */
  void comeBack() {
    server =
        vertx
            .createNetServer(new NetServerOptions().setReuseAddress(true))
            .connectHandler(socket -> new Connection(socket).begin())
            .listen(port, HOST)
            .await();
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  /** Belongs to the one event loop. */
  private final class Connection {
    private final NetSocket socket;
    private final Promise<Void> gone = Promise.promise();
    private Buffer received = Buffer.buffer();
    private boolean busy;

    Connection(NetSocket socket) {
      this.socket = socket;
    }

    void begin() {
      sockets.add(socket);
      socket.exceptionHandler(cause -> gone.tryComplete());
      socket.closeHandler(
          closed -> {
            sockets.remove(socket);
            gone.tryComplete();
          });
      socket.handler(
          part -> {
            received.appendBuffer(part);
            next();
          });
    }

    private void next() {
      String text = received.toString(StandardCharsets.ISO_8859_1);
      int head = text.indexOf(END_OF_HEAD);
      if (busy || head < 0) {
        return;
      }
      String[] lines = text.substring(0, head).split("\r\n", -1);
      Map<String, String> headers = headers(lines);
      int begin = head + END_OF_HEAD.length();
      int end = begin + Integer.parseInt(headers.getOrDefault("content-length", "0"));
      if (received.length() < end) {
        return;
      }
      String body = received.getString(begin, end);
      received = received.getBuffer(end, received.length());
      String[] line = lines[0].split(" ", 3);
      busy = true;
      answer(mailboxes.get(line[1]), new Mailbox.Request(line[0], headers, body));
    }

    private void answer(Mailbox mailbox, Mailbox.Request request) {
      Future<Void> answered =
          mailbox == null
              ? WebhookAnswer.status(404).on(socket, vertx)
              : mailbox.take(request).on(socket, vertx);
      Future.any(answered, gone.future())
          .onComplete(
              done -> {
                if (mailbox != null) {
                  mailbox.ended();
                }
                busy = false;
                next();
              });
    }

    private Map<String, String> headers(String[] lines) {
      Map<String, String> headers = new HashMap<>();
      for (int i = 1; i < lines.length; i++) {
        int colon = lines[i].indexOf(':');
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
      return headers;
    }
  }
}
