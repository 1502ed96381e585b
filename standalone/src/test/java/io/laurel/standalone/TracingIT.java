package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.standalone.TraceCollector.Span;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a client traces goes over HTTP and the bus to the database, and tells nothing of players.
 */
@Tag(SharedCluster.TAG)
final class TracingIT {
  private static final String PARENT = "00f067aa0ba902b7";

  private static Vertx vertx;
  private static WebClient client;
  private static Api api;
  private static ClusterOfProcesses cluster;
  private static String admin;

  @BeforeAll
  static void start() {
    cluster = SharedCluster.get();
    vertx = Vertx.vertx();
    client = WebClient.create(vertx);
    api = new Api(vertx, cluster.url(), 4);
    admin = api.login("admin", ClusterOfProcesses.ADMIN_PASSWORD);
  }

  @AfterAll
  static void stop() {
    api.close();
    vertx.close().await();
  }

  private static String newTrace() {
    byte[] id = new byte[16];
    new SecureRandom().nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  private static HttpRequest<Buffer> traced(HttpMethod method, String path, String trace) {
    return client
        .requestAbs(method, cluster.url() + path)
        .putHeader("traceparent", "00-" + trace + "-" + PARENT + "-01");
  }

  /** The spans of a trace, as soon as all of these are among them; half a minute at most. */
  private static List<Span> await(String trace, List<Predicate<Span>> expected) {
    for (int i = 0; i < 300; i++) {
      List<Span> spans = SharedCluster.traces().of(trace);
      if (expected.stream().allMatch(one -> spans.stream().anyMatch(one))) {
        return spans;
      }
      vertx.timer(100).await();
    }
    throw new AssertionError("Not all of them are among " + SharedCluster.traces().of(trace));
  }

  private static Predicate<Span> span(String service, String name) {
    return span -> span.service().equals(service) && span.name().equals(name);
  }

  /** What the gateway was asked by the client itself. */
  private static Predicate<Span> asked(String name) {
    return span("laurel-gateway", name).and(span -> span.parentId().equals(PARENT));
  }

  @Test
  void request_tracedByItsClient_isOneTraceFromHttpOverTheBusToTheDatabase() {
    String trace = newTrace();
    assertThat(
            traced(HttpMethod.GET, "/api/v1/events", trace)
                .bearerTokenAuthentication(admin)
                .send()
                .await()
                .statusCode())
        .isEqualTo(200);

    List<Span> spans =
        await(
            trace,
            List.of(
                span("laurel-event", "find events"),
                span("laurel-event", "event.list"),
                asked("event.list")));
    Map<String, Span> byId =
        spans.stream().collect(Collectors.toMap(Span::id, Function.identity()));
    Span command =
        spans.stream().filter(span -> span.name().equals("find events")).findFirst().orElseThrow();
    assertThat(command.attributes())
        .containsEntry("db.system.name", "mongodb")
        .containsEntry("db.collection.name", "events");
    Span served = byId.get(command.parentId());
    assertThat(served.service()).isEqualTo("laurel-event");
    assertThat(served.name()).isEqualTo("event.list");
    Span called = byId.get(served.parentId());
    assertThat(called.service()).isEqualTo("laurel-gateway");
    Span asked = byId.get(called.parentId());
    assertThat(asked.service()).isEqualTo("laurel-gateway");
    assertThat(asked.name()).isEqualTo("event.list");
    assertThat(asked.parentId()).isEqualTo(PARENT);
  }

  @Test
  void spans_holdNothingOfPlayersAndNoSecret() {
    String trace = newTrace();
    JsonObject login =
        new JsonObject().put("login", "admin").put("password", ClusterOfProcesses.ADMIN_PASSWORD);
    assertThat(
            traced(HttpMethod.POST, "/api/v1/auth/login", trace)
                .putHeader("User-Agent", "a-very-own-agent")
                .sendJsonObject(login)
                .await()
                .statusCode())
        .isEqualTo(200);
    assertThat(
            traced(HttpMethod.GET, "/api/v1/events/evt_somebody?secret-query=1", trace)
                .bearerTokenAuthentication(admin)
                .send()
                .await()
                .statusCode())
        .isEqualTo(400);
    await(
        trace, List.of(span("laurel-auth", "auth.login"), asked("auth.login"), asked("event.get")));

    assertThat(SharedCluster.traces().everything())
        .doesNotContain(
            ClusterOfProcesses.ADMIN_PASSWORD,
            admin,
            "a-very-own-agent",
            "evt_somebody",
            "secret-query",
            "127.0.0.1",
            "usr_");
  }

  @Test
  void request_notTracedByItsClient_isNotTracedWhereTheShareIsNone() {
    String unsampled = newTrace();
    assertThat(
            client
                .requestAbs(HttpMethod.GET, cluster.url() + "/api/v1/events")
                .putHeader("traceparent", "00-" + unsampled + "-" + PARENT + "-00")
                .bearerTokenAuthentication(admin)
                .send()
                .await()
                .statusCode())
        .isEqualTo(200);
    String later = newTrace();
    traced(HttpMethod.GET, "/api/v1/events", later).bearerTokenAuthentication(admin).send().await();
    await(later, List.of(asked("event.list")));

    assertThat(SharedCluster.traces().of(unsampled)).isEmpty();
  }

  @Test
  void logLines_ofATracedRequest_bearItsTrace() {
    String trace = newTrace();
    traced(HttpMethod.GET, "/api/v1/events", trace)
        .putHeader("X-Request-Id", "traced")
        .send()
        .await();

    Optional<String> line = Optional.empty();
    for (int i = 0; i < 100 && line.isEmpty(); i++) {
      line =
          cluster.said().stream()
              .filter(said -> said.contains("[traced " + trace + "]"))
              .findFirst();
      vertx.timer(100).await();
    }
    assertThat(line)
        .hasValueSatisfying(said -> assertThat(said).contains("GET /api/v1/events 401"));
  }
}
