package io.laurel.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.client.WebClient;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A collector that is away hurts nobody. */
final class TracingTest {
  /** Nobody listens at the port that is reserved for nothing. */
  private static final TracingConfig AWAY =
      new TracingConfig("http://127.0.0.1:1/v1/traces", 1, 512);

  private static String traceOfARequest(Vertx vertx) {
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setTracingPolicy(TracingPolicy.ALWAYS))
            .requestHandler(request -> request.response().end("" + Traces.currentId()))
            .listen(0, "127.0.0.1")
            .await();
    WebClient client = WebClient.create(vertx);
    String answer = "";
    for (int i = 0; i < 2_000; i++) {
      answer = client.get(server.actualPort(), "127.0.0.1", "/").send().await().bodyAsString();
    }
    return answer;
  }

  @Test
  void collector_isAway_requestsAreAnsweredAndTheEndIsNotDelayed() throws Exception {
    Tracing tracing = Tracing.of(AWAY, "test", "1");
    Vertx vertx = Vertx.builder().withMetrics(tracing.beside(options -> null)).build();
    Vertx operators = Vertx.vertx();
    try {
      // Four times as many as wait to be sent.
      assertThat(traceOfARequest(vertx)).matches("[0-9a-f]{32}");
      vertx.close().await();

      tracing.close(operators).await(10, TimeUnit.SECONDS);
    } finally {
      operators.close().await();
    }
  }

  @Test
  void endpoint_notSet_nothingIsTraced() {
    Tracing tracing = Tracing.of(new TracingConfig(null, 1, 512), "test", "1");
    Vertx vertx = Vertx.builder().withMetrics(tracing.beside(options -> null)).build();
    try {
      assertThat(traceOfARequest(vertx)).isEqualTo("null");
    } finally {
      vertx.close().await();
    }
  }
}
