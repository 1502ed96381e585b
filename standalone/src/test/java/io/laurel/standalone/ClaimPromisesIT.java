package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C1 and C2 over HTTP against one JVM, on its own durable database or the engine of the tests. */
final class ClaimPromisesIT {
  private static final int CLIENTS = 64;

  @TempDir private static Path directory;

  private static Vertx vertx;
  private static StandaloneProcess standalone;
  private static Api api;
  private static Tokens tokens;
  private static String staff;

  @BeforeAll
  static void start() throws InterruptedException {
    vertx = Vertx.vertx();
    standalone = StandaloneProcess.startOnTestEngine(directory);
    api = new Api(vertx, standalone.url(), CLIENTS);
    tokens = new Tokens(vertx, directory.resolve("data/keys"));
    staff = tokens.of(Role.OPERATOR);
  }

  @AfterAll
  static void stop() {
    api.close();
    standalone.close();
    vertx.close().await();
  }

  private static List<Supplier<Future<HttpResponse<Buffer>>>> claims(
      String eventId, List<String> players, int each, String key) {
    List<Supplier<Future<HttpResponse<Buffer>>>> requests = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      for (String player : players) {
        requests.add(() -> api.claim(eventId, player, key));
      }
    }
    return requests;
  }

  @Test
  void c1_fiftyUsersTwoHundredClaimsEach_oneGrantAUser() {
    String eventId = api.publishedEvent(staff, null);

    List<Future<HttpResponse<Buffer>>> answers =
        Crowd.send(CLIENTS, claims(eventId, tokens.players(50), 200, null));

    assertThat(Crowd.outcomes(answers))
        .isEqualTo(Map.of("201", 50L, "409 already-claimed", 9_950L));
  }

  @Test
  void c1_sameIdempotencyKey_allAnswersOfAUserEqual() {
    String eventId = api.publishedEvent(staff, 50);
    List<String> players = tokens.players(5);

    List<Future<HttpResponse<Buffer>>> answers =
        Crowd.send(CLIENTS, claims(eventId, players, 200, "once"));

    assertThat(Crowd.outcomes(answers)).isEqualTo(Map.of("201", 1_000L));
    assertThat(
            answers.stream()
                .map(answer -> answer.result().bodyAsString())
                .collect(Collectors.toSet()))
        .hasSize(players.size());
  }

  @Test
  void c2_tenThousandUsersForOneThousandUnits_eachUnitSoldOnce() {
    int stock = 1_000;
    String eventId = api.publishedEvent(staff, stock);

    List<Future<HttpResponse<Buffer>>> answers =
        Crowd.send(CLIENTS, claims(eventId, tokens.players(10_000), 1, null));

    assertThat(Crowd.outcomes(answers))
        .isEqualTo(Map.of("201", 1_000L, "409 out-of-stock", 9_000L));
    assertThat(
            answers.stream()
                .filter(answer -> answer.result().statusCode() == 201)
                .map(ClaimPromisesIT::serial))
        .doesNotHaveDuplicates()
        .allMatch(serial -> serial >= 1 && serial <= stock);
  }

  private static int serial(Future<HttpResponse<Buffer>> answer) {
    return answer
        .result()
        .bodyAsJsonObject()
        .getJsonArray("rewards")
        .getJsonObject(0)
        .getInteger("serial");
  }

  @Test
  void claimRightAfterTheLogin_conditionOfADayWithALogin_granted() {
    String eventId = api.publishedEvent(staff, null);
    JsonObject days =
        new JsonObject().put("type", "LOGIN_DAYS").put("params", new JsonObject().put("days", 1));
    JsonObject gem =
        new JsonObject()
            .put("name", "A gem")
            .put("type", "ITEM")
            .put("conditions", new JsonArray().add(days));
    String rewardId =
        Api.created(api.post("/events/" + eventId + "/rewards", staff, gem)).getString("id");
    JsonObject ada =
        new JsonObject()
            .put("email", "ada@example.com")
            .put("username", "ada")
            .put("password", "correct-horse-battery");
    Api.created(api.post("/auth/register", null, ada));

    String player = api.login("ada", "correct-horse-battery");
    JsonObject claim =
        Api.created(
            api.post(
                "/events/" + eventId + "/claims",
                player,
                new JsonObject().put("rewardId", rewardId)));

    assertThat(claim.getJsonArray("conditions").getJsonObject(0).getInteger("current"))
        .isEqualTo(1);
  }
}
