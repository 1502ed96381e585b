package io.laurel.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.laurel.failure.Failure;
import io.laurel.rate.Rates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What both ends of the bus measure. */
final class BusMetricsTest {
  private static final Operation LOGIN = Contract.load().operation("auth.login");
  private static final JsonObject MESSAGE =
      new JsonObject().put("login", "bob").put("password", "correct-horse-battery");

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Duration deadline = Duration.ofSeconds(2);
  private final BusClient client = new BusClient(vertx, deadline, deadline, metrics);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private void serve(Function<Call, Future<Reply>> service) {
    new BusEndpoints(vertx, Contract.load(), TestTokens.verifier(vertx), metrics, Rates.OFF)
        .serve(LOGIN.id(), service)
        .registered()
        .await();
  }

  private void call() {
    client
        .request(LOGIN, MESSAGE, new Sender(null, "req_1", Origin.UNKNOWN))
        .otherwiseEmpty()
        .await();
  }

  private long calls(String outcome) {
    return metrics
        .get("laurel_bus_call_duration")
        .tags("address", "auth.login", "outcome", outcome)
        .timer()
        .count();
  }

  private long served(String statusClass) {
    return metrics
        .get("laurel_operation_duration")
        .tags("operation", "auth.login", "status_class", statusClass)
        .timer()
        .count();
  }

  @Test
  void call_answered_countsAtBothEnds() {
    serve(call -> Future.succeededFuture(Reply.of(new JsonObject())));
    call();

    assertThat(calls("answered")).isOne();
    assertThat(served("2xx")).isOne();
  }

  @Test
  void call_refused_countsAtBothEnds() {
    serve(call -> Failure.unauthorized("invalid-credentials", "Wrong.").asFuture());
    call();

    assertThat(calls("refused")).isOne();
    assertThat(served("4xx")).isOne();
  }

  @Test
  void call_failedByTheService_countsAtBothEnds() {
    serve(call -> Future.failedFuture(new IllegalStateException("of no importance")));
    call();

    assertThat(calls("failed")).isOne();
    assertThat(served("5xx")).isOne();
  }

  @Test
  void call_nobodyServes_counts() {
    call();

    assertThat(calls("nobody")).isOne();
  }

  @Test
  void call_noAnswerInTime_counts() {
    serve(call -> Promise.<Reply>promise().future());
    call();

    assertThat(calls("late")).isOne();
    assertThat(served("2xx")).isZero();
  }

  @Test
  void expect_notCalledYet_isThere() {
    client.expect(LOGIN);

    assertThat(calls("answered")).isZero();
  }
}
