package io.laurel.standalone;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * One address that floods a server without a token, in every way at once, until it is closed, and a
 * second one that takes all the connections that an address can have. Each loop goes on with its
 * next request when the last one ended, whatever that came to.
 */
final class Flood implements AutoCloseable {
  /** Any of 127.0.0.0/8 is this machine, but to a server another client. */
  private static final String ADDRESS = "127.0.66.6";

  private static final String CROWDED_ADDRESS = "127.0.66.7";

  /** With what else it sends fewer than one address may have; a head that never ends on each. */
  private static final int CONNECTIONS = 300;

  /** More than one address may have. */
  private static final int TOO_MANY_CONNECTIONS = 600;

  private static final int PIPELINES = 4;
  private static final int PIPELINED = 500;
  private static final int SENDERS = 48;
  private static final int BODIES = 40;
  private static final int BODY_BYTES = 4 * 1024 * 1024 - 1;
  private static final Buffer PIECE = Buffer.buffer("x".repeat(64 * 1024));
  private static final int PAUSE_MS = 20;

  private final Vertx vertx = Vertx.vertx();
  private final NetClient sockets = from(ADDRESS);
  private final NetClient crowd = from(CROWDED_ADDRESS);
  private final WebClient http;
  private final URI url;
  private final String victim;
  private final AtomicInteger number = new AtomicInteger();
  private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
  private final List<Future<Void>> loops = new ArrayList<>();
  private volatile boolean enough;

  /** Begins. {@code victim} is the login whose password it guesses. */
  Flood(String url, String victim) {
    this.url = URI.create(url);
    this.victim = victim;
    this.http =
        WebClient.create(
            vertx,
            new WebClientOptions(new HttpClientOptions().setLocalAddress(ADDRESS)),
            new PoolOptions().setHttp1MaxSize(2 * SENDERS));
    begin(CONNECTIONS, () -> idle(sockets));
    begin(TOO_MANY_CONNECTIONS, () -> idle(crowd));
    begin(PIPELINES, this::pipeline);
    begin(SENDERS, this::register);
    begin(SENDERS, this::guess);
    begin(BODIES, this::upload);
  }

  private void begin(int count, Supplier<Future<String>> step) {
    for (int i = 0; i < count; i++) {
      loops.add(loop(step));
    }
  }

  private Future<Void> loop(Supplier<Future<String>> step) {
    return step.get()
        .otherwise(cause -> cause.getClass().getSimpleName())
        .onSuccess(
            outcome -> outcomes.computeIfAbsent(outcome, first -> new LongAdder()).increment())
        .compose(done -> vertx.timer(PAUSE_MS))
        .compose(paused -> enough ? Future.succeededFuture() : loop(step));
  }

  /** A head without its end, for as long as the server likes. */
  private Future<String> idle(NetClient client) {
    return connect(client)
        .compose(
            socket -> {
              socket.write("POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\n");
              return ended(socket);
            })
        .map("connection");
  }

  private Future<String> pipeline() {
    byte[] one = "GET /api/v1/ HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII);
    byte[] all = new byte[one.length * PIPELINED];
    for (int i = 0; i < PIPELINED; i++) {
      System.arraycopy(one, 0, all, i * one.length, one.length);
    }
    return connect(sockets)
        .compose(
            socket -> {
              socket.write(Buffer.buffer(all));
              return answers(socket, PIPELINED).eventually(socket::close);
            })
        .map(answered -> "pipelined " + answered);
  }

  private Future<String> register() {
    String name = "z" + number.incrementAndGet();
    return send(
        "register",
        "/auth/register",
        new JsonObject()
            .put("email", name + "@example.com")
            .put("username", name)
            .put("password", "correct-horse-battery"));
  }

  /** The known device's password, and those of accounts that are none. */
  private Future<String> guess() {
    int next = number.incrementAndGet();
    return send(
        "login",
        "/auth/login",
        new JsonObject()
            .put("login", next % 2 == 0 ? victim : "nobody-" + next)
            .put("password", "wrong-horse-battery"));
  }

  private Future<String> send(String what, String path, JsonObject body) {
    return http.requestAbs(HttpMethod.POST, url + "/api/v1" + path)
        .timeout(30_000)
        .sendJsonObject(body)
        .map(answer -> what + " " + answer.statusCode());
  }

  /** A body of 4 MiB for an operation that needs a token, as far as it is taken. */
  private Future<String> upload() {
    return connect(sockets)
        .compose(
            socket -> {
              socket.write(
                  "POST /api/v1/events/e/rewards/r/codes HTTP/1.1\r\nHost: x\r\n"
                      + "Content-Type: application/json\r\nContent-Length: "
                      + BODY_BYTES
                      + "\r\n\r\n");
              Future<Integer> answered = answers(socket, 1);
              return Future.any(answered, pour(socket, BODY_BYTES))
                  .compose(any -> answered)
                  .eventually(socket::close);
            })
        .map(answered -> "upload " + (answered == 0 ? "closed" : "answered"));
  }

  private Future<Void> pour(NetSocket socket, int left) {
    return left <= 0 || enough
        ? Future.succeededFuture()
        : socket
            .write(left < PIECE.length() ? PIECE.slice(0, left) : PIECE)
            .compose(written -> vertx.timer(PAUSE_MS))
            .compose(paused -> pour(socket, left - PIECE.length()));
  }

  private NetClient from(String address) {
    return vertx.createNetClient(new NetClientOptions().setLocalAddress(address));
  }

  private Future<NetSocket> connect(NetClient client) {
    return client.connect(url.getPort(), url.getHost());
  }

  /** How many answers come before the server closes. */
  private Future<Integer> answers(NetSocket socket, int expected) {
    Future<Void> closed = ended(socket);
    AtomicInteger seen = new AtomicInteger();
    Promise<Integer> all = Promise.promise();
    socket.handler(
        bytes -> {
          if (seen.addAndGet(count(bytes.toString())) >= expected) {
            all.tryComplete(seen.get());
          }
        });
    closed.onComplete(end -> all.tryComplete(seen.get()));
    return all.future();
  }

  private static int count(String text) {
    return text.split("HTTP/1\\.1 [0-9]{3}", -1).length - 1;
  }

  private Future<Void> ended(NetSocket socket) {
    Promise<Void> ended = Promise.promise();
    socket.exceptionHandler(cause -> ended.tryComplete());
    socket.closeHandler(closed -> ended.tryComplete());
    return ended.future();
  }

  /** What came of it so far, and how often. */
  Map<String, LongAdder> outcomes() {
    return outcomes;
  }

  @Override
  public void close() {
    enough = true;
    Future.join(sockets.close(), crowd.close()).eventually(vertx::close).await();
  }
}
