package io.laurel.bench.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * A receiver of webhooks on loopback that answers each at once and remembers which it had. On bare
 * sockets, as the load is, so that its own share of the machine is small.
 */
public final class Sink implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final String LENGTH = "\r\ncontent-length:";
  private static final String ID = "\r\nwebhook-id:";
  private static final Buffer ANSWER =
      Buffer.buffer("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final NetServer server;
  private final Set<String> ids = new HashSet<>();
  private long requests;
  private long firstAt;
  private long lastAt;

  /** Listens on a free port. Blocks until it does. */
  public Sink() {
    server =
        vertx
            .createNetServer()
            .connectHandler(socket -> socket.handler(new Connection(socket)::received))
            .listen(0, LOOPBACK)
            .await();
  }

  /** Where it listens. */
  public int port() {
    return server.actualPort();
  }

  /** How many ids it had so far. */
  public synchronized int distinct() {
    return ids.size();
  }

  /** How many requests it had so far, repeated ones too. */
  public synchronized long requests() {
    return requests;
  }

  /** From the first request to the last, since the last {@link #begin}. */
  public synchronized Duration elapsed() {
    return Duration.ofNanos(lastAt - firstAt);
  }

  /** Measures from the next request on. */
  public synchronized void begin() {
    firstAt = 0;
  }

  private synchronized void heard(String id) {
    lastAt = System.nanoTime();
    if (firstAt == 0) {
      firstAt = lastAt;
    }
    requests++;
    ids.add(id);
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private final class Connection {
    private final NetSocket socket;
    private Buffer received = Buffer.buffer();

    Connection(NetSocket socket) {
      this.socket = socket;
    }

    void received(Buffer part) {
      received.appendBuffer(part);
      String text = received.toString(StandardCharsets.ISO_8859_1);
      int head = text.indexOf(END_OF_HEAD);
      while (head >= 0) {
        int end = head + END_OF_HEAD.length() + Integer.parseInt(field(text, head, LENGTH));
        if (text.length() < end) {
          break;
        }
        heard(field(text, head, ID));
        socket.write(ANSWER);
        text = text.substring(end);
        head = text.indexOf(END_OF_HEAD);
      }
      received = Buffer.buffer(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String field(String text, int head, String name) {
      int at = text.indexOf(name);
      if (at < 0 || at > head) {
        throw new IllegalStateException("A request without" + name + " " + text.substring(0, head));
      }
      return text.substring(at + name.length(), text.indexOf("\r\n", at + name.length())).strip();
    }
  }
}
