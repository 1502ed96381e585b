package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plain member of the cluster, with nothing of ours on its side of the bus, and a REST client
 * beside it.
 */
final class BusMemberIT {
  @TempDir private static Path directory;

  private static ClusterOfProcesses cluster;
  private static Vertx plain;
  private static Vertx vertx;
  private static Api api;
  private static Tokens tokens;

  @BeforeAll
  static void start() throws Exception {
    cluster = new ClusterOfProcesses(directory);
    plain = PlainMember.of(cluster);
    vertx = Vertx.vertx();
    api = new Api(vertx, cluster.url(), 4);
    tokens = new Tokens(vertx, cluster.keys());
  }

  @AfterAll
  static void stop() {
    api.close();
    vertx.close().await();
    plain.close().await();
    cluster.close();
  }

  private static Future<JsonObject> ask(String address, String token, JsonObject message) {
    DeliveryOptions options =
        new DeliveryOptions().setSendTimeout(10_000).addHeader("X-Request-Id", "same");
    if (token != null) {
      options.addHeader("Authorization", "Bearer " + token);
    }
    return plain
        .eventBus()
        .<JsonObject>request(address, message, options)
        .map(reply -> reply.body());
  }

  private static JsonObject problem(Future<JsonObject> answer) {
    try {
      throw new AssertionError("answered " + answer.await());
    } catch (ReplyException refused) {
      JsonObject problem = new JsonObject(refused.getMessage());
      assertThat(refused.failureCode()).isEqualTo(problem.getInteger("status"));
      return problem;
    }
  }

  private static JsonObject httpProblem(HttpResponse<Buffer> answer) {
    JsonObject problem = answer.bodyAsJsonObject();
    assertThat(problem.remove("instance")).isNotNull();
    return problem;
  }

  @Test
  void everyOperation_withoutToken_theSameProblemAtBothDoors() {
    for (Operation operation : Contract.load().operations()) {
      if (!operation.access().open()) {
        String path = operation.path().substring("/api/v1".length()).replaceAll("\\{[^}]*}", "x");
        HttpResponse<Buffer> answer =
            api.send(
                    HttpMethod.valueOf(operation.method()),
                    path,
                    null,
                    null,
                    "X-Request-Id",
                    "same")
                .await();

        assertThat(answer.statusCode()).as(operation.id()).isEqualTo(401);
        assertThat(problem(ask(operation.address(), null, new JsonObject())))
            .as(operation.id())
            .isEqualTo(httpProblem(answer));
      }
    }
  }

  @Test
  void everyOperationForOthers_tokenOfSomeoneElse_forbiddenAtBothDoors() {
    String service = tokens.of(Role.SERVICE);
    for (Operation operation : Contract.load().operations()) {
      if (!operation.access().roles().isEmpty()) {
        String path = operation.path().substring("/api/v1".length()).replaceAll("\\{[^}]*}", "x");
        JsonObject body = operation.body() == null ? null : new JsonObject();
        HttpResponse<Buffer> answer =
            api.send(
                    HttpMethod.valueOf(operation.method()),
                    path,
                    service,
                    body,
                    "X-Request-Id",
                    "same")
                .await();

        assertThat(answer.statusCode()).as(operation.id()).isEqualTo(403);
        assertThat(problem(ask(operation.address(), service, new JsonObject())))
            .as(operation.id())
            .isEqualTo(httpProblem(answer));
      }
    }
  }

  @Test
  void journey_overTheBus_readTheSameOverHttp() {
    JsonObject account =
        new JsonObject()
            .put("email", "ada@example.com")
            .put("username", "ada")
            .put("password", "correct-horse-battery");
    ask("auth.register", null, account).await();
    JsonObject credentials =
        new JsonObject().put("login", "ada").put("password", "correct-horse-battery");
    String player = ask("auth.login", null, credentials).await().getString("accessToken");
    String admin = api.login("admin", ClusterOfProcesses.ADMIN_PASSWORD);
    String eventId = api.publishedEvent(admin, 5);

    // README: inside the cluster.
    JsonObject claim =
        ask("claim.submit", player, new JsonObject().put("eventId", eventId)).await();

    assertThat(api.get("/claims/" + claim.getString("id"), player).await().bodyAsJsonObject())
        .isEqualTo(claim);
    assertThat(api.get("/auth/me", player).await().bodyAsJsonObject())
        .isEqualTo(ask("auth.me", player, new JsonObject()).await());
    JsonObject again =
        problem(ask("claim.submit", player, new JsonObject().put("eventId", eventId)));
    HttpResponse<Buffer> http =
        api.post("/events/" + eventId + "/claims", player, null, "X-Request-Id", "same").await();
    assertThat(again).isEqualTo(httpProblem(http));
    assertThat(again.getString("code")).isEqualTo("already-claimed");
  }

  @Test
  void badMessage_theSamePointersAtBothDoors() {
    String admin = tokens.of(Role.ADMIN);
    JsonObject broken =
        new JsonObject()
            .put("name", "")
            .put("startsAt", "tomorrow")
            .put("$where", "1")
            .put("approval", 3);

    JsonObject overBus = problem(ask("event.create", admin, broken.copy()));
    HttpResponse<Buffer> overHttp =
        api.post("/events", admin, broken, "X-Request-Id", "same").await();

    assertThat(overHttp.statusCode()).isEqualTo(400);
    assertThat(overBus).isEqualTo(httpProblem(overHttp));
    assertThat(
            overBus.getJsonArray("errors").stream()
                .map(error -> ((JsonObject) error).getString("pointer")))
        .containsOnly("/name", "/startsAt", "/endsAt", "/$where", "/approval");
  }

  @Test
  void noObjectAtAll_invalidRequest() {
    DeliveryOptions options =
        new DeliveryOptions()
            .addHeader("Authorization", "Bearer " + tokens.of(Role.ADMIN))
            .setSendTimeout(10_000);
    Future<JsonObject> answer =
        plain
            .eventBus()
            .<JsonObject>request("event.list", "no object", options)
            .map(reply -> reply.body());

    assertThat(problem(answer).getString("code")).isEqualTo("invalid-request");
  }
}
