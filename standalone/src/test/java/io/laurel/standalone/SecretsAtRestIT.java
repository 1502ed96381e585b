package io.laurel.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.password.PasswordConfig;
import io.laurel.auth.password.Passwords;
import io.laurel.auth.password.Seat;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody can do who has read the databases, the logs or the metrics. */
final class SecretsAtRestIT {
  private static final String PASSWORD = "correct-horse-battery";
  private static final String SERVER_PASSWORD = "another-horse-battery";
  private static final List<String> CODES = List.of("7Q2K-XW4M", "9F3T-PL8D", "2B6H-ZN5V");

  @TempDir private static Path directory;

  /** What is before the secret of an API key: its mark and its id. */
  private static final int KEY_HEAD = "lrl_".length() + 26 + "_".length();

  /** All that a client or a process keeps to itself. */
  private static final Set<String> SECRETS = new TreeSet<>();

  private static final String PREFIX = "whsec_";

  /** In the order in which they stand there. */
  private static final List<String> OF_A_REQUEST =
      List.of(
          "time",
          "level",
          "requestId",
          "traceId",
          "method",
          "route",
          "operation",
          "status",
          "code",
          "durationMs",
          "bytes",
          "subject",
          "address");

  private static final String LAST = "\"operation\":\"claim.export\"";

  /** As their receivers got them. */
  private static final Set<String> ENDPOINT_SECRETS = new TreeSet<>();

  private static final List<String> EMAILS = List.of("ada@example.com", "shard-7@example.com");

  private static final List<String> EXPORTS = new ArrayList<>();

  /** Those that have to keep them back. */
  private static final List<HttpResponse<Buffer>> ANSWERS = new ArrayList<>();

  private static ClusterOfProcesses cluster;
  private static Vertx vertx;
  private static Api api;
  private static Dump dump;
  private static Dump accounts;
  private static String admin;
  private static String apiKey;

  @BeforeAll
  static void live() throws Exception {
    cluster = new ClusterOfProcesses(directory, Map.of("LOG_FORMAT", "json"));
    vertx = Vertx.vertx();
    talkative();
    api = new Api(vertx, cluster.url(), 4);
    SECRETS.addAll(
        List.of(
            PASSWORD,
            SERVER_PASSWORD,
            ClusterOfProcesses.ADMIN_PASSWORD,
            ClusterOfProcesses.REFRESH_SECRET,
            ClusterOfProcesses.SEAL_KEY,
            privateKey()));
    journey();
    coupons();
    endpoints();
    misplaced();
    accounts = Dump.of(vertx, cluster.authDatabase(), cluster.auditDatabase());
    dump = Dump.of(vertx, cluster.authDatabase(), cluster.auditDatabase(), cluster.eventDatabase());
  }

  /** All of our own loggers, as an operator may have them for a while. */
  private static void talkative() throws InterruptedException {
    WebClient client = WebClient.create(vertx);
    for (String management : cluster.managementUrls()) {
      HttpResponse<Buffer> answer =
          client
              .putAbs(management + "/loggers/io.laurel")
              .sendJsonObject(new JsonObject().put("level", "DEBUG"))
              .await();
      assertThat(answer.statusCode()).isLessThan(300);
    }
  }

  /** Secrets and addresses where nobody expects them, in requests that fail for many reasons. */
  private static void misplaced() {
    String player = loginToken("ada", PASSWORD);
    for (String secret : List.of(player, PASSWORD, apiKey, CODES.get(0), EMAILS.get(0))) {
      api.get("/events?q=" + secret, admin).await();
      api.get("/events/" + secret, admin).await();
      api.get("/nothing/" + secret + "?" + secret + "=" + secret, secret).await();
      api.post("/auth/login", null, new JsonObject().put("login", secret).put("password", secret))
          .await();
      api.post("/auth/refresh", secret, new JsonObject().put(secret, secret)).await();
      api.post("/auth/token", null, new JsonObject().put("key", secret)).await();
      api.post("/redemptions", player, new JsonObject().put("code", secret)).await();
    }
    HttpResponse<Buffer> export = api.get("/claims/export", admin).await();
    assertThat(export.statusCode()).isEqualTo(200);
    EXPORTS.add(export.bodyAsString());
  }

  @AfterAll
  static void stop() {
    api.close();
    vertx.close().await();
    cluster.close();
  }

  /** Codes as short as people make them, one of them granted. */
  private static void coupons() {
    String operator = new Accounts(api, admin).tokenOf(Role.OPERATOR);
    String eventId = api.publishedEvent(operator, 1);
    JsonObject coupon =
        new JsonObject().put("name", "Coupon").put("type", "COUPON").put("coded", true);
    String rewardId =
        Api.created(api.post("/events/" + eventId + "/rewards", operator, coupon)).getString("id");
    String codes = "/events/" + eventId + "/rewards/" + rewardId + "/codes";
    JsonObject sent =
        new JsonObject().put("codes", new JsonArray(new ArrayList<>(CODES)).add(CODES.get(0)));
    JsonObject counts = new JsonObject().put("imported", 3).put("duplicates", 1).put("stock", 3);
    assertThat(api.post(codes, operator, sent).await().bodyAsJsonObject()).isEqualTo(counts);
    JsonObject which = new JsonObject().put("rewardId", rewardId);
    JsonObject claim =
        Api.created(api.post("/events/" + eventId + "/claims", loginToken("ada", PASSWORD), which));
    assertThat(claim.getJsonArray("rewards").getJsonObject(0).getString("code")).isIn(CODES);
    SECRETS.addAll(CODES);
  }

  /** One that is made by a request that comes twice, changed and rotated twice. */
  private static void endpoints() {
    JsonObject endpoint =
        new JsonObject()
            .put("name", "Game")
            .put("channel", "WEBHOOK")
            .put("url", "https://game.example.com/rewards");
    JsonObject made =
        Api.created(api.post("/endpoints", admin, endpoint, "Idempotency-Key", "key-of-the-game"));
    ENDPOINT_SECRETS.add(made.getString("secret"));
    ANSWERS.add(
        api.post("/endpoints", admin, endpoint, "Idempotency-Key", "key-of-the-game").await());
    String path = "/endpoints/" + made.getString("id");
    JsonObject patch = new JsonObject().put("concurrency", 3);
    ANSWERS.add(api.send(HttpMethod.PATCH, path, admin, patch, "If-Match", "\"1\"").await());
    for (int i = 0; i < 2; i++) {
      HttpResponse<Buffer> rotated = api.post(path + "/secret", admin, null).await();
      ENDPOINT_SECRETS.add(rotated.bodyAsJsonObject().getString("secret"));
    }
    for (String read : List.of(path, "/endpoints", "/audit/entries?limit=100")) {
      ANSWERS.add(api.get(read, admin).await());
    }
    assertThat(ANSWERS).extracting(HttpResponse::statusCode).containsOnly(200, 201);
    for (String secret : ENDPOINT_SECRETS) {
      assertThat(key(secret)).hasSize(32);
      SECRETS.addAll(
          List.of(
              secret,
              secret.substring(PREFIX.length()),
              Base64.getUrlEncoder().withoutPadding().encodeToString(key(secret)),
              HexFormat.of().formatHex(key(secret))));
    }
  }

  private static byte[] key(String secret) {
    return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
  }

  private static String loginToken(String login, String password) {
    return login(login, password).getString("accessToken");
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

    admin = loginToken("admin", ClusterOfProcesses.ADMIN_PASSWORD);
    JsonObject server =
        new JsonObject()
            .put("email", "shard-7@example.com")
            .put("username", "shard-7")
            .put("password", SERVER_PASSWORD)
            .put("roles", new JsonArray().add("SERVICE"));
    String serverId =
        Api.created(api.post("/users", admin, server, "Idempotency-Key", "key-of-the-server"))
            .getString("id");
    login("shard-7", SERVER_PASSWORD);
    apiKey =
        Api.created(
                api.post(
                    "/users/" + serverId + "/keys", admin, new JsonObject().put("name", "eu-1")))
            .getString("key");
    SECRETS.add(apiKey);
    SECRETS.add(secretOf(apiKey));
    SECRETS.add(keyLogin(apiKey).bodyAsJsonObject().getString("accessToken"));
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

  private static HttpResponse<Buffer> keyLogin(String key) {
    return api.post("/auth/token", null, new JsonObject().put("key", key)).await();
  }

  private static String secretOf(String key) {
    return key.substring(KEY_HEAD, KEY_HEAD + 43);
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
    assertThat(dump.text())
        .contains("user.setSuspension", "ada@example.com", "reward.importCodes", "\"roles\"")
        .contains("endpoint.rotate", "https://game.example.com/rewards");
    assertThat(SECRETS).hasSizeGreaterThan(25);
    assertThat(ENDPOINT_SECRETS).hasSize(3);
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
  void answers_noSecretOfAnEndpoint() {
    String answered = ANSWERS.stream().map(HttpResponse::bodyAsString).toList().toString();
    for (String secret : ENDPOINT_SECRETS) {
      assertThat(answered).doesNotContain(secret.substring(PREFIX.length()));
    }
  }

  /** What all processes wrote, once the line of the last request is there. */
  private static List<String> said() {
    List<String> said = cluster.said();
    for (int i = 0; i < 200 && said.stream().noneMatch(line -> line.contains(LAST)); i++) {
      vertx.timer(50).await();
      said = cluster.said();
    }
    return said;
  }

  private static void assertNoSecret(String where, String text) {
    for (String secret : SECRETS) {
      assertThat(text).as(where).doesNotContain(secret);
    }
    for (String email : EMAILS) {
      assertThat(text).as(where).doesNotContainIgnoringCase(email);
    }
  }

  @Test
  void logs_ofMachines_tellEachRequest_andNoSecretOrAddress() {
    List<String> said = said();
    List<JsonObject> lines =
        said.stream().filter(line -> line.startsWith("{")).map(JsonObject::new).toList();
    List<JsonObject> requests = lines.stream().filter(line -> line.containsKey("method")).toList();

    assertThat(lines).extracting(line -> line.getString("level")).contains("DEBUG", "INFO");
    assertThat(requests)
        .allSatisfy(line -> assertThat(line.fieldNames()).containsExactlyElementsOf(OF_A_REQUEST));
    assertThat(requests)
        .extracting(line -> line.getString("operation"))
        .contains(
            "auth.login", "auth.keyLogin", "claim.redeem", "endpoint.rotate", "claim.export", null);
    assertThat(requests)
        .extracting(line -> line.getString("code"))
        .contains("invalid-credentials", "code-invalid", "not-found", "invalid-request", null);
    said.forEach(line -> assertNoSecret("log", line));
  }

  @Test
  void metricsAndExports_noSecretOrAddress() throws InterruptedException {
    WebClient client = WebClient.create(vertx);
    for (String management : cluster.managementUrls()) {
      String metrics = client.getAbs(management + "/metrics").send().await().bodyAsString();
      assertThat(metrics).contains("laurel_");
      assertNoSecret("metrics", metrics);
    }
    EXPORTS.forEach(export -> assertNoSecret("export", export));
    assertThat(EXPORTS).singleElement().asString().contains("COUPON");
  }

  @Test
  void everyValue_asKeyOfADelivery_doesNotSign() throws GeneralSecurityException {
    Set<String> right = new TreeSet<>();
    for (String secret : ENDPOINT_SECRETS) {
      right.add(signature(key(secret)));
    }
    for (String value : dump.values()) {
      for (byte[] key : keys(value)) {
        assertThat(right).as(value).doesNotContain(signature(key));
      }
    }
  }

  private static String signature(byte[] key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HMAC"));
    return Base64.getEncoder().encodeToString(mac.doFinal("clm_1-1.1777809600.{}".getBytes(UTF_8)));
  }

  /** What somebody could take a value for. */
  private static List<byte[]> keys(String value) {
    List<byte[]> keys = new ArrayList<>(List.of(value.getBytes(UTF_8)));
    for (Base64.Decoder decoder : List.of(Base64.getDecoder(), Base64.getUrlDecoder())) {
      try {
        keys.add(decoder.decode(value));
      } catch (IllegalArgumentException e) {
        // No Base64.
      }
    }
    keys.removeIf(key -> key.length == 0);
    return keys;
  }

  /**
   * Guesses of a code, hashed in all ways that need no key, plainly and with what stands beside.
   */
  @Test
  void everyCode_guessed_cannotBeConfirmed() throws GeneralSecurityException {
    Set<String> values = dump.values();
    List<JsonObject> stored = dump.documents().get(cluster.eventDatabase() + "/codes");
    assertThat(stored).hasSize(3);
    for (JsonObject document : stored) {
      for (String code : CODES) {
        for (String salted : salted(document, code)) {
          for (byte[] digest : digests(salted, document)) {
            for (String spelled : spelled(digest)) {
              assertThat(values).noneMatch(value -> isCutOf(value, spelled));
            }
          }
        }
      }
    }
  }

  private static List<String> salted(JsonObject document, String code) {
    List<String> all = new ArrayList<>(List.of(code));
    for (String field : List.of("_id", "rewardId", "sealing")) {
      for (String sign : List.of("", "#", ":", "/")) {
        all.add(document.getString(field) + sign + code);
        all.add(code + sign + document.getString(field));
      }
    }
    return all;
  }

  private static List<byte[]> digests(String text, JsonObject document)
      throws GeneralSecurityException {
    List<byte[]> all = new ArrayList<>();
    for (String algorithm : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
      all.add(MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8)));
    }
    for (String field : document.fieldNames()) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(document.getValue(field).toString().getBytes(UTF_8), "HMAC"));
      all.add(mac.doFinal(text.getBytes(UTF_8)));
    }
    return all;
  }

  private static List<String> spelled(byte[] digest) {
    return List.of(
        Base64.getEncoder().encodeToString(digest),
        Base64.getUrlEncoder().encodeToString(digest),
        HexFormat.of().formatHex(digest));
  }

  private static boolean isCutOf(String value, String digest) {
    return value.length() >= 8 && digest.startsWith(value.substring(0, 8));
  }

  @Test
  void everyValue_asRefreshTokenOrAccessToken_refused() {
    for (String value : accounts.values()) {
      JsonObject body = new JsonObject().put("refreshToken", value);
      assertThat(api.post("/auth/refresh", null, body).await().statusCode())
          .as(value)
          .isIn(400, 401);
      if (value.chars().allMatch(c -> c > ' ' && c < 127)) {
        assertThat(api.get("/auth/me", value).await().statusCode()).as(value).isEqualTo(401);
      }
    }
  }

  /** As it stands, and in place of the secret of a key that there is, with a sum that is right. */
  @Test
  void everyValue_asApiKey_signsNobodyIn() {
    List<String> keys = new ArrayList<>();
    for (String value : accounts.values()) {
      keys.add(value);
      keys(value).stream()
          .map(Base64.getUrlEncoder().withoutPadding()::encodeToString)
          .filter(secret -> secret.length() == 43)
          .map(secret -> withSum(apiKey.substring(0, KEY_HEAD) + secret + "_"))
          .forEach(keys::add);
    }

    assertThat(withSum(apiKey.substring(0, apiKey.length() - 6))).isEqualTo(apiKey);
    assertThat(keyLogin(apiKey).statusCode()).isEqualTo(200);
    assertThat(keys).hasSizeGreaterThan(accounts.values().size());
    for (String key : keys) {
      assertThat(keyLogin(key).statusCode()).as(key).isIn(400, 401);
    }
  }

  /** As the design says: CRC-32 of all before it, to the base of 62. */
  private static String withSum(String begin) {
    CRC32 crc = new CRC32();
    crc.update(begin.getBytes(UTF_8));
    StringBuilder sum = new StringBuilder();
    for (long rest = crc.getValue(); sum.length() < 6; rest /= 62) {
      int digit = (int) (rest % 62);
      sum.append(
          (char) (digit < 10 ? '0' + digit : digit < 36 ? 'A' + digit - 10 : 'a' + digit - 36));
    }
    return begin + sum.reverse();
  }

  /** Against the stored hashes themselves, because a flood of logins would be throttled. */
  @Test
  void everyValue_asPassword_isNobodys() {
    Passwords passwords =
        Passwords.open(
                vertx,
                new PasswordConfig(
                    2, PasswordConfig.Queues.ofEach(10_000), Duration.ofMinutes(5), 14))
            .await();
    Map<String, String> hashes =
        accounts.documents().get(cluster.authDatabase() + "/users").stream()
            .collect(
                toMap(user -> user.getString("username"), user -> user.getString("passwordHash")));

    List<Future<Boolean>> tries =
        accounts.values().stream()
            .filter(value -> value.length() >= 8)
            .flatMap(
                value ->
                    hashes.values().stream().map(hash -> passwords.verify(value, hash, Seat.OWN)))
            .toList();

    assertThat(hashes).hasSize(4);
    assertThat(tries).extracting(proof -> proof.await()).containsOnly(false);
    String ofAdmin = hashes.get("admin");
    assertThat(passwords.verify(ClusterOfProcesses.ADMIN_PASSWORD, ofAdmin, Seat.OWN).await())
        .isTrue();
  }
}
