package io.laurel.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.bench.load.Tally.Limit;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoadTest {
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Buffer REQUEST = Buffer.buffer("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

  private final Vertx vertx = Vertx.vertx();
  private final Load load = new Load(4);
  private final AtomicInteger served = new AtomicInteger();

  @AfterEach
  void close() {
    load.close();
    vertx.close().await();
  }

  @Test
  void run_goodServer_countsEachAnswerOnce() throws Exception {
    Tally tally = run(request -> request.response().end("body"));

    assertThat(tally.answers()).isEqualTo(served.get()).isPositive();
    assertThat(tally.failures()).isZero();
    assertThat(tally.elapsed()).isGreaterThanOrEqualTo(SHORT);
  }

  @Test
  void run_largeAnswers_areReadToTheirEnd() throws Exception {
    Tally tally = run(request -> request.response().end("x".repeat(1_000_000)));

    assertThat(tally.answers()).isEqualTo(served.get()).isPositive();
    assertThat(tally.failures()).isZero();
  }

  @Test
  void run_otherStatus_countsAsFailure() throws Exception {
    Tally tally = run(request -> request.response().setStatusCode(503).end("overloaded"));

    assertThat(tally.failures()).isEqualTo(tally.answers()).isPositive();
    assertThat(tally.firstFailure()).contains("503").contains("overloaded");
  }

  @Test
  void run_serverThatHangsUp_fails() {
    assertThatThrownBy(() -> run(request -> request.connection().close()))
        .hasMessageContaining("closed");
  }

  @Test
  void run_limitOfRequests_sendsNoMore() throws Exception {
    Tally tally =
        run(request -> request.response().end("body"), new Limit(Duration.ofSeconds(10), 9));

    assertThat(tally.answers()).isEqualTo(served.get()).isEqualTo(9);
  }

  /** A client that waits for answers would have seen one that was slow. */
  @Test
  void pace_serverThatStalls_countsEachFromWhenItWasDue() throws Exception {
    Duration stall = Duration.ofMillis(200);
    int port =
        listening(
            request ->
                vertx.setTimer(
                    served.get() == 1 ? stall.toMillis() : 1, after -> request.response().end()));
    try (Load one = new Load(1)) {
      // The last one is due when the first is answered, or later.
      Limit limit = new Limit(Duration.ofSeconds(10), 20);

      Tally tally = one.pace(port, () -> REQUEST, 200, limit, 100);

      assertThat(tally.answers()).isEqualTo(20);
      assertThat(tally.percentile(500)).isGreaterThanOrEqualTo(stall.dividedBy(2));
    }
  }

  private Tally run(Handler<HttpServerRequest> server) throws TimeoutException {
    return run(server, Limit.of(SHORT));
  }

  private Tally run(Handler<HttpServerRequest> server, Limit limit) throws TimeoutException {
    return load.run(listening(server), () -> REQUEST, 200, limit);
  }

  private int listening(Handler<HttpServerRequest> server) {
    return vertx
        .createHttpServer()
        .requestHandler(
            request -> {
              served.incrementAndGet();
              server.handle(request);
            })
        .listen(0, "127.0.0.1")
        .await()
        .actualPort();
  }
}
