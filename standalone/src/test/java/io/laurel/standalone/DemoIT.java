package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.launch.ChildProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** {@code --demo}, as a newcomer runs it: from an empty directory. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DemoIT {
  private static final String REFUSAL =
      "laurel standalone cannot start: --demo fills an empty database, and this one is in use;"
          + " choose another DATA_DIR, or start without --demo";

  private static final Pattern DAYS = Pattern.compile("The demo's past: (\\d+) of 30 days");

  @TempDir private static Path filled;
  @TempDir private static Path used;

  private static Vertx vertx;
  private static ChildProcess demo;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
    demo = start(filled, Map.of(), "--demo");
  }

  @AfterAll
  static void close() {
    demo.close();
    vertx.close().await();
  }

  private static ChildProcess start(
      Path directory, Map<String, String> others, String... arguments) {
    Map<String, String> environment = new HashMap<>(others);
    environment.put("HTTP_PORT", "0");
    environment.put("MANAGEMENT_PORT", "0");
    return ChildProcess.start(StandaloneMain.class, directory, environment, arguments);
  }

  private static String passwordOf(String username, ChildProcess process)
      throws InterruptedException {
    Pattern told = Pattern.compile("username " + username + ", password (\\S+) \\(not shown again");
    Matcher line = told.matcher(process.awaitReady().awaitLine(told.asPredicate()));
    assertThat(line.find()).isTrue();
    return line.group(1);
  }

  private static JsonArray items(Api api, String path, String token) {
    return api.get(path, token).await().bodyAsJsonObject().getJsonArray("items");
  }

  private static List<String> names(JsonArray items) {
    return items.stream().map(item -> ((JsonObject) item).getString("name")).toList();
  }

  private static String idOf(String name, JsonArray items) {
    return items.stream()
        .map(JsonObject.class::cast)
        .filter(item -> item.getString("name").equals(name))
        .map(item -> item.getString("id"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Order(1)
  void demo_emptyDirectory_staffSignInAndSeeClaimsInEveryStatus() throws Exception {
    try (Api api = new Api(vertx, Api.urlOf(demo), 4)) {
      assertThat(api.login("admin", passwordOf("admin", demo))).isNotNull();
      String operator = api.login("operator", passwordOf("operator", demo));
      String auditor = api.login("auditor", passwordOf("auditor", demo));

      JsonArray events = items(api, "/events?status=ACTIVE", operator);

      assertThat(names(events))
          .contains("Seven days in a row", "Arena season", "The first three", "Bring your friends");
      for (String status : List.of("PENDING_APPROVAL", "GRANTED", "REJECTED", "REVOKED")) {
        assertThat(items(api, "/claims?status=" + status, auditor)).as(status).isNotEmpty();
      }
      for (String name :
          List.of("Seven days in a row", "Arena season", "The first three", "Bring your friends")) {
        String id = idOf(name, events);
        assertThat(items(api, "/events/" + id + "/attempts", auditor)).isNotEmpty();
      }
    }
  }

  @Test
  @Order(2)
  void demo_player_signsInAndHasProgress() throws Exception {
    try (Api api = new Api(vertx, Api.urlOf(demo), 4)) {
      String mina = api.login("mina", passwordOf("mina", demo));

      assertThat(items(api, "/me/claims", mina)).hasSize(2);
    }
  }

  @Test
  @Order(3)
  void demo_rewards_reachItsOwnGame() throws Exception {
    demo.awaitLine(line -> line.contains("rewards reach a game inside this process"));
    try (Api api = new Api(vertx, Api.urlOf(demo), 4)) {
      String auditor = api.login("auditor", passwordOf("auditor", demo));

      assertThat(untilNonePending(api, auditor))
          .isNotEmpty()
          .allMatch(state -> List.of("DELIVERED", "DROPPED").contains(state))
          .contains("DELIVERED");

      String mina = api.login("mina", passwordOf("mina", demo));
      for (Object claim : items(api, "/me/claims", mina)) {
        JsonArray deliveries = ((JsonObject) claim).getJsonArray("deliveries");
        assertThat(deliveries).hasSize(1);
        assertThat(deliveries.getJsonObject(0).getString("state")).isEqualTo("DELIVERED");
      }
    }
  }

  /** The state of each delivery, as soon as each has been tried, or after half a minute. */
  private static List<String> untilNonePending(Api api, String auditor) {
    List<String> states = List.of("PENDING");
    for (int i = 0; i < 60 && states.contains("PENDING"); i++) {
      vertx.timer(500).await();
      states =
          items(api, "/deliveries?limit=100", auditor).stream()
              .map(item -> ((JsonObject) item).getString("state"))
              .toList();
    }
    return states;
  }

  /** Killed while its past is filled in. */
  @Test
  @Order(4)
  void demo_killedInTheMiddle_nextOneGoesOnWithoutHarm() throws Exception {
    String operator = passwordOf("operator", demo);
    demo.awaitLine(line -> daysTold(line) == 2);
    demo.close();
    demo.exitCode();

    try (ChildProcess second = start(filled, Map.of(), "--demo")) {
      // It does not begin anew.
      assertThat(daysTold(second.awaitReady().awaitLine(line -> daysTold(line) > 0)))
          .isGreaterThan(2);
      try (Api api = new Api(vertx, Api.urlOf(second), 4)) {
        String token = api.login("operator", operator);
        JsonArray ended = items(api, "/events?q=arena+cup+first&limit=100", token);
        assertThat(ended).hasSize(1);
        String ration = idOf("Ration of the day", items(api, "/events?q=ration", token));
        JsonArray points =
            api.get("/events/" + ration + "/series", token)
                .await()
                .bodyAsJsonObject()
                .getJsonArray("points");

        // The first day of the game may have had an hour of it.
        assertThat(claimsOf(points, 1)).isPositive();
        JsonObject oldest = items(api, "/claims?order=oldest&limit=1", token).getJsonObject(0);
        assertThat(Instant.parse(oldest.getString("requestedAt")))
            .isBefore(Instant.now().minus(Duration.ofDays(28)));
        assertThat(items(api, "/users/" + encoded(oldest.getString("userId")) + "/facts", token))
            .isNotEmpty();
      }
      assertThat(second.out()).noneMatch(line -> line.contains("password"));
      assertThat(second.terminate().exitCode()).isZero();
    }
  }

  /** How many days of the past are there, as a line of the log says; 0 where it says nothing. */
  private static int daysTold(String line) {
    Matcher told = DAYS.matcher(line);
    return told.find() ? Integer.parseInt(told.group(1)) : 0;
  }

  private static int claimsOf(JsonArray points, int day) {
    return points.getJsonObject(day).getInteger("claims");
  }

  private static String encoded(String userId) {
    return URLEncoder.encode(userId, StandardCharsets.UTF_8);
  }

  /** The password is known, but somebody was here before. */
  @Test
  void demo_databaseWithAnAccount_refused() throws Exception {
    Map<String, String> known = Map.of("BOOTSTRAP_ADMIN_PASSWORD", "violet-anchor-pillow-42");
    try (ChildProcess first = start(used, known);
        Api api = new Api(vertx, Api.urlOf(first), 4)) {
      JsonObject ada =
          new JsonObject()
              .put("email", "ada@example.com")
              .put("username", "ada")
              .put("password", "correct-horse-battery");
      Api.created(api.post("/auth/register", null, ada));
      assertThat(first.terminate().exitCode()).isZero();
    }

    try (ChildProcess second = start(used, known, "--demo")) {
      assertThat(second.exitCode()).isEqualTo(2);
      assertThat(second.err()).containsExactly(REFUSAL);
    }
  }
}
