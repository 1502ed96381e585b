package io.laurel.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.session.Session.Login;
import io.laurel.bus.BusClient;
import io.laurel.bus.Origin;
import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoginReportsTest {
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00.123Z");
  private static final Operation RECORD = Contract.load().operation("activity.record");

  private static final Principal SYSTEM =
      new Principal("system", "system", "system", Set.of(Role.SERVICE), 0, Instant.MAX);

  private final Vertx vertx = Vertx.vertx();
  private final SessionStore store = new InMemorySessionStore();
  private final List<JsonObject> received = new CopyOnWriteArrayList<>();
  private final LoginReports reports =
      new LoginReports(
          store,
          new BusClient(vertx, Duration.ofSeconds(5)),
          RECORD,
          () -> Future.succeededFuture("a-token"));

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void report_eventServiceAnswers_activityOfTheContractAndNoMark() {
    serve();
    Session session = begun(1);

    reports.report(session).await();

    JsonObject message = received.get(0);
    assertThat(RECORD.admit(SYSTEM, message)).isNotNull();
    assertThat(message.getJsonArray("activities"))
        .containsExactly(
            new JsonObject()
                .put("id", session.id())
                .put("userId", "usr_1")
                .put("type", "LOGIN")
                .put("at", "2026-05-01T00:00:00.123Z"));
    assertThat(store.unreported(10).await()).isEmpty();
  }

  @Test
  void report_nobodyServes_succeedsAndASweepDoesItLater() {
    reports.report(begun(1)).await();
    assertThat(store.unreported(10).await()).hasSize(1);
    reports.sweep().await();
    assertThat(store.unreported(10).await()).hasSize(1);

    serve();
    reports.sweep().await();

    assertThat(received).hasSize(1);
    assertThat(store.unreported(10).await()).isEmpty();
  }

  @Test
  void report_answerLost_sameActivityOnceMore() {
    vertx
        .eventBus()
        .<JsonObject>consumer(
            RECORD.address(),
            message -> {
              received.add(message.body());
              if (received.size() == 1) {
                message.fail(503, "{\"status\":503,\"code\":\"unavailable\"}");
              } else {
                message.reply(results(message, "DUPLICATE"));
              }
            });

    reports.report(begun(1)).await();
    reports.sweep().await();

    assertThat(received).hasSize(2);
    assertThat(received.get(1)).isEqualTo(received.get(0));
    assertThat(store.unreported(10).await()).isEmpty();
  }

  @Test
  void sweep_manyLeft_allInBatches() {
    for (int i = 0; i < 250; i++) {
      begun(i);
    }
    serve();

    reports.sweep().await();

    assertThat(received)
        .extracting(message -> message.getJsonArray("activities").size())
        .containsExactly(100, 100, 50);
    assertThat(store.unreported(10).await()).isEmpty();
  }

  private void serve() {
    vertx
        .eventBus()
        .<JsonObject>consumer(
            RECORD.address(),
            message -> {
              received.add(message.body());
              message.reply(results(message, "COUNTED"));
            });
  }

  private static JsonObject results(Message<JsonObject> message, String result) {
    JsonArray results = new JsonArray();
    for (Object activity : message.body().getJsonArray("activities")) {
      results.add(
          new JsonObject()
              .put("id", ((JsonObject) activity).getString("id"))
              .put("result", result));
    }
    return new JsonObject().put("results", results);
  }

  private Session begun(int number) {
    Session session =
        Session.begin(
            "ses_" + number,
            new Login("usr_1", 0, Origin.UNKNOWN),
            "hash",
            NOW,
            NOW.plusSeconds(60));
    store.add(session).await();
    return session;
  }
}
