package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.embedded.EmbeddedMongo;
import io.laurel.launch.ChildProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first thing a newcomer runs, as a newcomer runs it: from an empty directory. */
class StandaloneIT {
  private static final Pattern API = Pattern.compile("API (http://127\\.0\\.0\\.1:[0-9]+/api/v1)");
  private static final Pattern CONSOLE = Pattern.compile("console (http://\\S+/console)");
  private static final Pattern PASSWORD =
      Pattern.compile("admin +username admin, password (\\S+) ");

  @TempDir Path directory;

  private ChildProcess start(String... pairs) {
    // The ports only because the real ones may be taken on this machine.
    Map<String, String> environment =
        new HashMap<>(Map.of("HTTP_PORT", "0", "MANAGEMENT_PORT", "0"));
    for (int i = 0; i < pairs.length; i += 2) {
      environment.put(pairs[i], pairs[i + 1]);
    }
    return ChildProcess.start(StandaloneMain.class, directory, environment);
  }

  private static String said(ChildProcess process, Pattern pattern) throws InterruptedException {
    Matcher found = pattern.matcher(process.awaitReady().awaitLine(pattern.asPredicate()));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static int login(ChildProcess process, String password)
      throws IOException, InterruptedException {
    String body = new JsonObject().put("login", "admin").put("password", password).encode();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(said(process, API) + "/auth/login"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private static String get(String url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static String exchange(ChildProcess process, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(said(process, API) + "/auth/exchange"))
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  @Test
  void firstStart_nothingConfigured_servesOnLoopbackAndTellsThePassword() throws Exception {
    try (ChildProcess first = start()) {
      assertThat(login(first, said(first, PASSWORD))).isEqualTo(200);
      assertThat(exchange(first, "{")).contains("\"exchange-off\"");
      assertThat(get(said(first, CONSOLE))).contains("<title>Laurel</title>", "/frame/app.js\"");
      assertThat(first.listensOnLoopbackOnly()).isTrue();
      assertThat(first.err()).isEmpty();
    }
  }

  @Test
  void secondStart_afterSigterm_keepsAccountsAndTellsNothing() throws Exception {
    String password;
    try (ChildProcess first = start()) {
      password = said(first, PASSWORD);
      assertThat(first.terminate().exitCode()).isZero();
    }
    try (ChildProcess second = start()) {
      assertThat(login(second, password)).isEqualTo(200);
      assertThat(second.out()).noneMatch(PASSWORD.asPredicate());
    }
  }

  @Test
  void start_dataDirectoryTaken_oneLineAnd2() throws Exception {
    try (DataDirectory taken = DataDirectory.open(directory.resolve("data"));
        ChildProcess second = start()) {
      assertThat(second.exitCode()).isEqualTo(2);
      assertThat(second.err())
          .containsExactly(
              "laurel standalone cannot start: DATA_DIR "
                  + taken.path()
                  + " is in use by another process; end it, or choose another one");
    }
  }

  @Test
  void start_mistakeInSettings_oneLineAnd2BeforeDataIsTouched() throws Exception {
    try (ChildProcess process = start("GAME_DAY_ZONE", "Mars/Phobos")) {
      assertThat(process.exitCode()).isEqualTo(2);
      assertThat(process.err())
          .singleElement()
          .asString()
          .startsWith("laurel standalone cannot start: GAME_DAY_ZONE");
      assertThat(directory.resolve("data")).doesNotExist();
    }
    Files.writeString(directory.resolve("issuers.json"), "[{\"name\": \"studio\"}]");
    try (ChildProcess process = start("TRUSTED_ISSUERS", "issuers.json")) {
      assertThat(process.exitCode()).isEqualTo(2);
      assertThat(process.err())
          .containsExactly(
              "laurel standalone cannot start:"
                  + " TRUSTED_ISSUERS names issuers.json: it /0/issuer is missing");
      assertThat(directory.resolve("data")).doesNotExist();
    }
  }

  @Test
  void start_damagedStore_oneLineAnd2() throws Exception {
    try (ChildProcess first = start()) {
      assertThat(first.awaitReady().terminate().exitCode()).isZero();
    }
    Path store = directory.resolve("data/database/laurel.mv");
    try (FileChannel file = FileChannel.open(store, StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }

    try (ChildProcess second = start()) {
      assertThat(second.exitCode()).isEqualTo(2);
      assertThat(second.err())
          .singleElement()
          .asString()
          .startsWith("laurel standalone cannot start: DATA_DIR: " + store + " is damaged")
          .contains("from a backup");
    }
  }

  /** Where only codes were sealed, and by what was called so. */
  @Test
  void start_codeKeysOfAnEarlierRelease_codesOpenByThemAndByTheirOldName() throws Exception {
    Path old = directory.resolve("data/keys/code-keys");
    Files.createDirectories(old.getParent());
    Files.writeString(old, Secrets.random(32) + "\n");
    Vertx vertx = Vertx.vertx();
    String code = "7Q2K-XW4M";
    try (ChildProcess first = start("BOOTSTRAP_ADMIN_PASSWORD", "gallant-otter-91-veil");
        Api api = new Api(vertx, Api.urlOf(first), 2)) {
      String admin = api.login("admin", "gallant-otter-91-veil");
      grant(api, admin, code);
      assertThat(codeIn(api, admin)).isEqualTo(code);
      assertThat(first.out()).noneMatch(line -> line.contains("CODE_KEYS"));
      assertThat(first.terminate().exitCode()).isZero();
    }
    assertThat(directory.resolve("data/keys/seal-keys")).doesNotExist();

    String keys = Files.readString(old);
    Files.delete(old);
    try (ChildProcess second = start("CODE_KEYS", keys);
        Api api = new Api(vertx, Api.urlOf(second), 2)) {
      String admin = api.login("admin", "gallant-otter-91-veil");
      assertThat(codeIn(api, admin)).isEqualTo(code);
      assertThat(second.out())
          .filteredOn(line -> line.contains("CODE_KEYS is called SEAL_KEYS now"))
          .hasSize(1);
    } finally {
      vertx.close().await();
    }
    assertThat(directory.resolve("data/keys/seal-keys")).doesNotExist();
  }

  private static void grant(Api api, String admin, String code) {
    String event = "/events/" + api.publishedEvent(admin, 1);
    JsonObject coupon =
        new JsonObject().put("name", "Coupon").put("type", "COUPON").put("coded", true);
    String reward = Api.created(api.post(event + "/rewards", admin, coupon)).getString("id");
    JsonObject codes = new JsonObject().put("codes", new JsonArray().add(code));
    api.post(event + "/rewards/" + reward + "/codes", admin, codes).await();
    Api.created(api.post(event + "/claims", admin, new JsonObject().put("rewardId", reward)));
  }

  private static String codeIn(Api api, String admin) {
    return api.get("/me/claims", admin)
        .await()
        .bodyAsJsonObject()
        .getJsonArray("items")
        .getJsonObject(0)
        .getJsonArray("rewards")
        .getJsonObject(0)
        .getString("code");
  }

  @Test
  void start_operatorsDatabaseAndPassword_takesThem() throws Exception {
    try (EmbeddedMongo theirs = EmbeddedMongo.inMemory();
        ChildProcess process =
            start(
                "MONGODB_URI", theirs.uri(), "BOOTSTRAP_ADMIN_PASSWORD", "gallant-otter-91-veil")) {
      assertThat(login(process, "gallant-otter-91-veil")).isEqualTo(200);
      assertThat(process.out()).noneMatch(PASSWORD.asPredicate());
      assertThat(Files.exists(directory.resolve("data/database"))).isFalse();
    }
  }
}
