package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.laurel.bus.TestTokens;
import io.laurel.security.Role;
import io.laurel.telemetry.RequestLine;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RequestLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.laurel");
  private final ListAppender<ILoggingEvent> lines =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent line) {
          // The MDC is read at the first look, and must be that of the writing thread.
          line.prepareForDeferredProcessing();
          super.append(line);
        }
      };
  private TestGateway gateway;

  @BeforeEach
  void start() {
    gateway = new TestGateway();
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
  }

  @AfterEach
  void stop() {
    gateway.close();
    logger.detachAppender(lines);
    logger.setLevel(null);
    logger.setAdditive(true);
  }

  private List<ILoggingEvent> events() {
    gateway.close();
    return List.copyOf(lines.list);
  }

  @Test
  void request_isOneLineWithRouteStatusAndId() {
    gateway.answer("event.get", new JsonObject().put("version", 1));
    String token = TestTokens.with(Role.USER);
    gateway
        .request(HttpMethod.GET, "/api/v1/events/evt_secret", token)
        .putHeader("X-Request-Id", "mine")
        .send()
        .await();
    assertThat(events())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getFormattedMessage())
                  .matches("GET /api/v1/events/\\{eventId} 200 [0-9]+ us");
              assertThat(line.getMDCPropertyMap()).containsEntry("requestId", "mine");
            });
  }

  private long requests(String operation, String statusClass) {
    return gateway
        .metrics
        .get("laurel_http_request_duration")
        .tags("operation", operation, "status_class", statusClass)
        .timer()
        .count();
  }

  @Test
  void request_countsUnderItsOperationAndClass() {
    gateway.answer("event.get", new JsonObject().put("version", 1));
    gateway
        .request(HttpMethod.GET, "/api/v1/events/evt_1", TestTokens.with(Role.USER))
        .send()
        .await();
    gateway.get("/api/v1/events/evt_1");
    gateway.get("/nothing");
    gateway.get("/openapi.yaml");
    gateway.close();

    assertThat(requests("event.get", "2xx")).isOne();
    assertThat(requests("event.get", "4xx")).isOne();
    assertThat(requests("none", "4xx")).isOne();
    assertThat(requests("none", "2xx")).isOne();
  }

  @Test
  void malformedRequest_countsToo() throws IOException {
    gateway.raw("GET / HTTP/1.1\n\n");
    gateway.close();

    assertThat(requests("none", "4xx")).isOne();
  }

  @Test
  void secrets_areInNoLine() {
    String token = TestTokens.with(Role.USER);
    gateway.request(HttpMethod.GET, "/api/v1/events?q=" + token, token).send().await();
    gateway.request(HttpMethod.GET, "/api/v1/" + token).send().await();
    gateway
        .request(HttpMethod.POST, "/api/v1/auth/login")
        .sendJsonObject(new JsonObject().put("login", "ada@example.com").put("password", "hunter2"))
        .await();
    assertThat(events())
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line.getFormattedMessage())
                    .doesNotContain(token, "ada@example.com", "hunter2"));
  }

  /** Those for machines, in the order in which requests were answered. */
  private List<RequestLine> requests() {
    return events().stream()
        .map(event -> event.getArgumentArray())
        .filter(arguments -> arguments != null && arguments.length == 5)
        .map(arguments -> (RequestLine) arguments[4])
        .toList();
  }

  @Test
  void request_forMachines_saysWhoAskedAndWhatBecameOfIt() {
    gateway.answer("event.get", new JsonObject().put("version", 1));
    gateway
        .request(HttpMethod.GET, "/api/v1/events/evt_1", TestTokens.with(Role.USER))
        .send()
        .await();
    assertThat(requests())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.route()).isEqualTo("/api/v1/events/{eventId}");
              assertThat(line.operation()).isEqualTo("event.get");
              assertThat(line.status()).isEqualTo(200);
              assertThat(line.code()).isNull();
              assertThat(line.bytes()).isEqualTo("{\"version\":1}".length());
              assertThat(line.subject()).isEqualTo("usr_test");
              assertThat(line.address()).isEqualTo("127.0.0.1");
            });
  }

  @Test
  void refusal_forMachines_saysItsCode_andWhoATokenProved() {
    String users = "/api/v1/users";
    gateway.request(HttpMethod.GET, users, TestTokens.with(Role.USER)).send().await();
    gateway.request(HttpMethod.GET, users, "nonsense").send().await();
    gateway.get("/api/v1/nothing");

    List<RequestLine> lines = requests();
    assertThat(lines)
        .extracting(RequestLine::code)
        .containsExactly("forbidden", "unauthorized", "not-found");
    assertThat(lines).extracting(RequestLine::subject).containsExactly("usr_test", null, null);
    assertThat(lines.get(2).route()).isNull();
    assertThat(lines.get(2).operation()).isNull();
  }

  @Test
  void unknownPath_hasNoRoute() {
    gateway.get("/api/v1/nothing");
    assertThat(events())
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("GET - 404 "));
  }

  @Test
  void ourFault_isLoggedOnceWithItsStack() {
    gateway.answer("event.get", null);
    gateway
        .request(HttpMethod.GET, "/api/v1/events/e1", TestTokens.with(Role.USER))
        .putHeader("X-Request-Id", "mine")
        .send()
        .await();
    assertThat(events())
        .filteredOn(line -> line.getLevel() == Level.ERROR)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getThrowableProxy()).isNotNull();
              assertThat(line.getMDCPropertyMap()).containsEntry("requestId", "mine");
            });
  }

  @Test
  void clientFault_isNoError() {
    gateway.get("/api/v1/auth/me");
    gateway.get("/api/v1/nothing");
    assertThat(events()).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
  }
}
