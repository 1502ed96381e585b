package io.laurel.standalone;

import static io.laurel.standalone.PlainMember.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.laurel.contract.PublishedMessages;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A plain member of the cluster, with nothing of ours on its side of the bus, and a REST client
 * beside it.
 */
@Tag(SharedCluster.TAG)
final class BusMemberIT {
  private static ClusterOfProcesses cluster;
  private static PlainMember plain;
  private static Vertx vertx;
  private static Api api;
  private static Tokens tokens;

  @BeforeAll
  static void start() {
    cluster = SharedCluster.get();
    plain = new PlainMember(cluster);
    vertx = Vertx.vertx();
    api = new Api(vertx, cluster.url(), 4);
    tokens = new Tokens(vertx, cluster.keys());
  }

  @AfterAll
  static void stop() {
    api.close();
    vertx.close().await();
    plain.close();
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
        assertThat(problem(plain.ask(operation.address(), null, new JsonObject())))
            .as(operation.id())
            .isEqualTo(httpProblem(answer));
      }
    }
  }

  @Test
  void everyOperationForOthers_tokenOfSomeoneElse_forbiddenAtBothDoors() {
    for (Operation operation : Contract.load().operations()) {
      Set<Role> others = EnumSet.allOf(Role.class);
      others.removeAll(operation.access().roles());
      if (!operation.access().roles().isEmpty() && !others.isEmpty()) {
        String other = tokens.of(others.iterator().next());
        String path = operation.path().substring("/api/v1".length()).replaceAll("\\{[^}]*}", "x");
        JsonObject body = operation.body() == null ? null : new JsonObject();
        HttpResponse<Buffer> answer =
            api.send(
                    HttpMethod.valueOf(operation.method()),
                    path,
                    other,
                    body,
                    "X-Request-Id",
                    "same")
                .await();

        assertThat(answer.statusCode()).as(operation.id()).isEqualTo(403);
        assertThat(problem(plain.ask(operation.address(), other, new JsonObject())))
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
    plain.ask("auth.register", null, account).await();
    JsonObject credentials =
        new JsonObject().put("login", "ada").put("password", "correct-horse-battery");
    String player = plain.ask("auth.login", null, credentials).await().getString("accessToken");
    String admin = api.login("admin", ClusterOfProcesses.ADMIN_PASSWORD);
    String eventId = api.publishedEvent(admin, 5);

    // README: inside the cluster.
    JsonObject claim =
        plain.ask("claim.submit", player, new JsonObject().put("eventId", eventId)).await();

    assertThat(api.get("/claims/" + claim.getString("id"), player).await().bodyAsJsonObject())
        .isEqualTo(claim);
    assertThat(api.get("/auth/me", player).await().bodyAsJsonObject())
        .isEqualTo(plain.ask("auth.me", player, new JsonObject()).await());
    JsonObject again =
        problem(plain.ask("claim.submit", player, new JsonObject().put("eventId", eventId)));
    HttpResponse<Buffer> http =
        api.post("/events/" + eventId + "/claims", player, null, "X-Request-Id", "same").await();
    assertThat(again).isEqualTo(httpProblem(http));
    assertThat(again.getString("code")).isEqualTo("already-claimed");
  }

  @Test
  void eventChanged_heardByAPlainMemberAsTheContractDescribes() throws InterruptedException {
    BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
    plain.listen("event.state-changed", heard::add);

    String eventId = api.publishedEvent(tokens.of(Role.ADMIN), 5);

    JsonObject rewarded = heard.poll(10, TimeUnit.SECONDS);
    JsonObject published = heard.poll(10, TimeUnit.SECONDS);
    assertThat(rewarded.getString("state")).isEqualTo("DRAFT");
    assertThat(published)
        .isEqualTo(
            new JsonObject().put("eventId", eventId).put("state", "PUBLISHED").put("version", 2));
    PublishedMessages.assertAsDescribed("event.state-changed", published);
  }

  /** docs/webhooks.md: receiving on the event bus. */
  @Test
  void rewardOfABusEndpoint_failedOnce_comesAgainUnderTheSameId() throws InterruptedException {
    BlockingQueue<JsonObject> granted = new LinkedBlockingQueue<>();
    AtomicBoolean refused = new AtomicBoolean();
    plain.receive(
        "game.rewards",
        (id, message) -> {
          granted.add(message.copy().put("id", id));
          return refused.compareAndSet(false, true)
              ? Future.failedFuture("not now")
              : Future.succeededFuture();
        });
    String admin = tokens.of(Role.ADMIN);
    JsonObject endpoint =
        new JsonObject().put("name", "Shards").put("channel", "BUS").put("address", "game.rewards");
    String endpointId = Api.created(api.post("/endpoints", admin, endpoint)).getString("id");
    String eventId = api.publishedEvent(admin, 5);
    JsonObject reward =
        new JsonObject()
            .put("name", "Saddle")
            .put("type", "ITEM")
            .put("delivery", new JsonObject().put("endpointId", endpointId));
    String rewardId =
        Api.created(api.post("/events/" + eventId + "/rewards", admin, reward)).getString("id");

    JsonObject claim =
        plain
            .ask(
                "claim.submit",
                tokens.of(Role.USER),
                new JsonObject().put("eventId", eventId).put("rewardId", rewardId))
            .await();

    JsonObject first = granted.poll(30, TimeUnit.SECONDS);
    assertThat(first.getString("id")).isEqualTo(claim.getString("id") + "-1");
    assertThat(first.getString("type")).isEqualTo("reward.granted");
    assertThat(first.getJsonObject("data").getString("claimId")).isEqualTo(claim.getString("id"));
    assertThat(granted.poll(30, TimeUnit.SECONDS)).isEqualTo(first);
  }

  @Test
  void claimGrantedAndRevoked_heardByAPlainMemberAsTheContractDescribes()
      throws InterruptedException {
    BlockingQueue<JsonObject> granted = new LinkedBlockingQueue<>();
    BlockingQueue<JsonObject> revoked = new LinkedBlockingQueue<>();
    plain.listen("claim.granted", granted::add);
    plain.listen("claim.revoked", revoked::add);
    String admin = tokens.of(Role.ADMIN);
    String eventId = api.publishedEvent(admin, 5);

    JsonObject claim = Api.created(api.claim(eventId, tokens.of(Role.USER), null));
    JsonObject mistake =
        new JsonObject().put("claimId", claim.getString("id")).put("reason", "a mistake");
    plain.ask("claim.revoke", admin, mistake).await();

    JsonObject first = granted.poll(10, TimeUnit.SECONDS);
    assertThat(first.getString("claimId")).isEqualTo(claim.getString("id"));
    PublishedMessages.assertAsDescribed("claim.granted", first);
    JsonObject second = revoked.poll(10, TimeUnit.SECONDS);
    assertThat(second.getString("claimId")).isEqualTo(claim.getString("id"));
    PublishedMessages.assertAsDescribed("claim.revoked", second);
  }

  @Test
  void edit_overHttp_asTheContractSays() {
    String admin = tokens.of(Role.ADMIN);
    String path = "/events/" + api.publishedEvent(admin, 5);
    JsonObject patch =
        new JsonObject().putNull("description").put("endsAt", "2099-01-01T00:00:00Z");

    HttpResponse<Buffer> edited =
        api.send(HttpMethod.PATCH, path, admin, patch, "If-Match", "\"2\"").await();
    HttpResponse<Buffer> late =
        api.send(HttpMethod.PATCH, path, admin, patch, "If-Match", "\"2\"").await();
    HttpResponse<Buffer> blind = api.send(HttpMethod.PATCH, path, admin, patch).await();

    assertThat(edited.statusCode()).as(edited.bodyAsString()).isEqualTo(200);
    assertThat(edited.getHeader("ETag")).isEqualTo("\"3\"");
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(late.bodyAsJsonObject().getString("code")).isEqualTo("version-mismatch");
    assertThat(blind.statusCode()).isEqualTo(428);
    assertThat(blind.bodyAsJsonObject().getString("code")).isEqualTo("if-match-required");
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

    JsonObject overBus = problem(plain.ask("event.create", admin, broken.copy()));
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
    Future<JsonObject> answer = plain.ask("event.list", tokens.of(Role.ADMIN), "no object");

    assertThat(problem(answer).getString("code")).isEqualTo("invalid-request");
  }
}
