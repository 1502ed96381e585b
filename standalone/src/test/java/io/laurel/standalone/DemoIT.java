package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.launch.ChildProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --demo}, as a newcomer runs it: from an empty directory. */
final class DemoIT {
  private static final String REFUSAL =
      "laurel standalone cannot start: --demo fills an empty database, and this one is in use;"
          + " choose another DATA_DIR, or start without --demo";

  @TempDir Path directory;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private ChildProcess start(Map<String, String> others, String... arguments) {
    Map<String, String> environment = new HashMap<>(others);
    environment.put("HTTP_PORT", "0");
    environment.put("MANAGEMENT_PORT", "0");
    return ChildProcess.start(StandaloneMain.class, directory, environment, arguments);
  }

  private ChildProcess start(String... arguments) {
    return start(Map.of(), arguments);
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

  @Test
  void demo_emptyDirectory_staffSignInAndSeeClaimsInEveryStatus() throws Exception {
    try (ChildProcess process = start("--demo");
        Api api = new Api(vertx, Api.urlOf(process), 4)) {
      assertThat(api.login("admin", passwordOf("admin", process))).isNotNull();
      String operator = api.login("operator", passwordOf("operator", process));
      String auditor = api.login("auditor", passwordOf("auditor", process));

      JsonArray events = items(api, "/events?status=ACTIVE", operator);

      assertThat(names(events))
          .containsExactlyInAnyOrder(
              "Seven days in a row", "Arena season", "The first three", "Bring your friends");
      for (String status : List.of("PENDING_APPROVAL", "GRANTED", "REJECTED", "REVOKED")) {
        assertThat(items(api, "/claims?status=" + status, auditor)).as(status).isNotEmpty();
      }
      for (Object event : events) {
        String id = ((JsonObject) event).getString("id");
        assertThat(items(api, "/events/" + id + "/attempts", auditor)).isNotEmpty();
      }
    }
  }

  @Test
  void demo_player_signsInAndHasProgress() throws Exception {
    try (ChildProcess process = start("--demo");
        Api api = new Api(vertx, Api.urlOf(process), 4)) {
      String mina = api.login("mina", passwordOf("mina", process));

      assertThat(items(api, "/me/claims", mina)).hasSize(2);
    }
  }

  @Test
  void demo_secondTime_refusedAndNothingHarmed() throws Exception {
    String password;
    try (ChildProcess first = start("--demo")) {
      password = passwordOf("operator", first);
      assertThat(first.terminate().exitCode()).isEqualTo(143);
    }

    try (ChildProcess second = start("--demo")) {
      assertThat(second.exitCode()).isEqualTo(2);
      assertThat(second.err()).containsExactly(REFUSAL);
    }

    try (ChildProcess third = start();
        Api api = new Api(vertx, Api.urlOf(third), 4)) {
      assertThat(items(api, "/events", api.login("operator", password))).hasSize(4);
    }
  }

  /** The password is known, but somebody was here before. */
  @Test
  void demo_databaseWithAnAccount_refused() throws Exception {
    Map<String, String> known = Map.of("BOOTSTRAP_ADMIN_PASSWORD", "violet-anchor-pillow-42");
    try (ChildProcess first = start(known);
        Api api = new Api(vertx, Api.urlOf(first), 4)) {
      JsonObject ada =
          new JsonObject()
              .put("email", "ada@example.com")
              .put("username", "ada")
              .put("password", "correct-horse-battery");
      Api.created(api.post("/auth/register", null, ada));
      assertThat(first.terminate().exitCode()).isEqualTo(143);
    }

    try (ChildProcess second = start(known, "--demo")) {
      assertThat(second.exitCode()).isEqualTo(2);
      assertThat(second.err()).containsExactly(REFUSAL);
    }
  }
}
