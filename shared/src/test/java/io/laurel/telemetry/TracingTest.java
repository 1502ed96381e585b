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

  private static String traceOfWhatIsSent(Tracing tracing, String cause) {
    Vertx vertx = Vertx.builder().withMetrics(tracing.beside(options -> null)).build();
    try {
      return vertx
          .timer(1)
          .map(
              now -> {
                Sent sent = Sent.begin("deliver", cause);
                sent.end(null);
                return "" + sent.traceparent();
              })
          .await();
    } finally {
      vertx.close().await();
    }
  }

  @Test
  void sent_causedByATracedRequest_isPartOfItsTrace() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    Tracing tracing = Tracing.of(AWAY, "test", "1");

    assertThat(traceOfWhatIsSent(tracing, "00-" + trace + "-00f067aa0ba902b7-01"))
        .matches("00-" + trace + "-[0-9a-f]{16}-01")
        .doesNotContain("00f067aa0ba902b7");
    assertThat(traceOfWhatIsSent(tracing, null)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[13]");
  }

  @Test
  void sent_nothingIsTraced_hasNoTrace() {
    assertThat(traceOfWhatIsSent(Tracing.NONE, "00-4bf92f35-00f067aa-01")).isEqualTo("null");
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
