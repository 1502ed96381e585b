package io.laurel.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.password.PasswordConfig;
import io.laurel.auth.password.Passwords;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody can do who has read the databases of accounts, sessions and audit entries. */
final class SecretsAtRestIT {
  private static final String PASSWORD = "correct-horse-battery";
  private static final String SERVER_PASSWORD = "another-horse-battery";

  @TempDir private static Path directory;

  /** All that a client or a process keeps to itself. */
  private static final Set<String> SECRETS = new TreeSet<>();

  private static ClusterOfProcesses cluster;
  private static Vertx vertx;
  private static Api api;
  private static Dump dump;

  @BeforeAll
  static void live() throws Exception {
    cluster = new ClusterOfProcesses(directory);
    vertx = Vertx.vertx();
    api = new Api(vertx, cluster.url(), 4);
    SECRETS.addAll(
        List.of(
            PASSWORD,
            SERVER_PASSWORD,
            ClusterOfProcesses.ADMIN_PASSWORD,
            ClusterOfProcesses.REFRESH_SECRET,
            privateKey()));
    journey();
    dump = Dump.of(vertx, cluster.authDatabase(), cluster.auditDatabase());
  }

  @AfterAll
  static void stop() {
    api.close();
    vertx.close().await();
    cluster.close();
  }

  private static void journey() {
    JsonObject ada =
        new JsonObject()
            .put("email", "ada@example.com")
            .put("username", "ada")
            .put("password", PASSWORD);
    String id = Api.created(api.post("/auth/register", null, ada)).getString("id");
    JsonObject tokens = login("ada", PASSWORD);
    JsonObject renewed = refresh(tokens);
    refresh(renewed);
    login("ada", PASSWORD + "!");

    String admin = login("admin", ClusterOfProcesses.ADMIN_PASSWORD).getString("accessToken");
    JsonObject server =
        new JsonObject()
            .put("email", "shard-7@example.com")
            .put("username", "shard-7")
            .put("password", SERVER_PASSWORD)
            .put("roles", new JsonArray().add("SERVICE"));
    Api.created(api.post("/users", admin, server, "Idempotency-Key", "key-of-the-server"));
    login("shard-7", SERVER_PASSWORD);
    put(
        "/users/" + id + "/roles",
        admin,
        new JsonObject().put("roles", new JsonArray().add("USER").add("AUDITOR")));
    refresh(renewed);
    JsonObject suspension = new JsonObject().put("suspended", true).put("reason", "Sells accounts");
    put("/users/" + id + "/suspension", admin, suspension);
    put("/users/" + id + "/suspension", admin, suspension.put("suspended", false));
    login("ada", PASSWORD);
  }

  private static JsonObject login(String login, String password) {
    JsonObject credentials = new JsonObject().put("login", login).put("password", password);
    return kept(api.post("/auth/login", null, credentials).await());
  }

  private static JsonObject refresh(JsonObject tokens) {
    JsonObject body = new JsonObject().put("refreshToken", tokens.getString("refreshToken"));
    return kept(api.post("/auth/refresh", null, body).await());
  }

  private static JsonObject kept(HttpResponse<Buffer> answer) {
    JsonObject tokens = answer.bodyAsJsonObject();
    if (answer.statusCode() == 200) {
      SECRETS.add(tokens.getString("accessToken"));
      SECRETS.add(tokens.getString("refreshToken"));
      SECRETS.add(tokens.getString("refreshToken").split("\\.", -1)[2]);
    }
    return tokens;
  }

  private static void put(String path, String token, JsonObject body) {
    HttpResponse<Buffer> answer = api.send(HttpMethod.PUT, path, token, body).await();
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
  }

  private static String privateKey() throws IOException {
    String pem = Files.readString(cluster.keys().resolve("1.pem"));
    return pem.lines().filter(line -> !line.startsWith("-")).collect(Collectors.joining());
  }

  @Test
  void dump_holdsWhatWasDone() {
    assertThat(dump.documents()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(dump.text()).contains("user.setSuspension", "ada@example.com", "\"roles\"");
    assertThat(SECRETS).hasSizeGreaterThan(15);
  }

  @Test
  void dump_noSecret_inAnyUsualSpelling() {
    String text = dump.text();
    for (String secret : SECRETS) {
      String inBase64 = Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8));
      assertThat(text).doesNotContain(secret, inBase64);
    }
    assertThat(text).doesNotContain("PRIVATE KEY");
  }

  @Test
  void everyValue_asRefreshTokenOrAccessToken_refused() {
    for (String value : dump.values()) {
      JsonObject body = new JsonObject().put("refreshToken", value);
      assertThat(api.post("/auth/refresh", null, body).await().statusCode())
          .as(value)
          .isIn(400, 401);
      if (value.chars().allMatch(c -> c > ' ' && c < 127)) {
        assertThat(api.get("/auth/me", value).await().statusCode()).as(value).isEqualTo(401);
      }
    }
  }

  /** Against the stored hashes themselves, because a flood of logins would be throttled. */
  @Test
  void everyValue_asPassword_isNobodys() {
    Passwords passwords =
        Passwords.open(vertx, new PasswordConfig(2, 10_000, Duration.ofSeconds(60), 14)).await();
    List<String> hashes =
        dump.documents().get(cluster.authDatabase() + "/users").stream()
            .map(user -> user.getString("passwordHash"))
            .toList();

    List<Future<Boolean>> tries =
        dump.values().stream()
            .filter(value -> value.length() >= 8)
            .flatMap(value -> hashes.stream().map(hash -> passwords.verify(value, hash)))
            .toList();

    assertThat(hashes).hasSize(3);
    assertThat(tries).extracting(proof -> proof.await()).containsOnly(false);
    assertThat(passwords.verify(ClusterOfProcesses.ADMIN_PASSWORD, hashes.get(0)).await()).isTrue();
  }
}
