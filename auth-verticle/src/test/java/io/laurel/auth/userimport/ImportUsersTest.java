package io.laurel.auth.userimport;

import static io.laurel.auth.user.Users.bcrypt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.audit.AuditStore.Filter;
import io.laurel.audit.MongoAuditStore;
import io.laurel.auth.MutableClock;
import io.laurel.auth.user.AccountFeature;
import io.laurel.auth.user.User;
import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.contract.Contract;
import io.laurel.embedded.TestEngine;
import io.laurel.feature.Site;
import io.laurel.launch.Host;
import io.laurel.management.Readiness;
import io.laurel.mongo.MongoConfig;
import io.laurel.mongo.MongoDatabase;
import io.laurel.paging.PageRequest;
import io.laurel.security.Role;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImportUsersTest {
  private static final String HASH = bcrypt("correct-horse-battery");

  @TempDir private Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final String auth = TestEngine.freshDatabase();
  private final String audit = TestEngine.freshDatabase();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void run_withoutApply_saysAndWritesNothing() throws IOException {
    int code = run(lines(ada()));

    assertThat(code).isZero();
    assertThat(out()).containsExactly("row 1, line 1: WOULD_IMPORT ada", "total: 1 WOULD_IMPORT");
    assertThat(user("ada")).isNull();
  }

  @Test
  void run_apply_accountWithItsHashAndEntry() throws IOException {
    int code =
        run(lines(ada().put("roles", new JsonArray().add("operator").add("USER"))), "--apply");

    assertThat(code).isZero();
    assertThat(out()).containsExactly("row 1, line 1: IMPORTED ada", "total: 1 IMPORTED");
    User ada = user("ada");
    assertThat(ada.email()).isEqualTo("ada@example.com");
    assertThat(ada.roles()).containsExactlyInAnyOrder(Role.USER, Role.OPERATOR);
    assertThat(ada.passwordHash()).isEqualTo(HASH);
    assertThat(ada.suspended()).isFalse();
    assertThat(audited()).containsExactly("import-users " + ada.id());
  }

  @Test
  void run_again_exists() throws IOException {
    Path file = lines(ada());
    run(file, "--apply");
    String id = user("ada").id();

    int code = run(file, "--apply");

    assertThat(code).isZero();
    assertThat(out()).contains("row 1, line 1: EXISTS ada", "total: 1 EXISTS");
    assertThat(user("ada").id()).isEqualTo(id);
  }

  @Test
  void run_arrayAndExtendedJson_read() throws IOException {
    JsonObject extended =
        ada()
            .put("_id", new JsonObject().put("$oid", "665f1f77bcf86cd799439011"))
            .put("createdAt", new JsonObject().put("$date", "2024-06-01T00:00:00Z"))
            .put("loginCount", new JsonObject().put("$numberLong", "3"))
            .put("__v", 0);
    Path file = write("[" + extended.encode() + ",\n" + row("bob").encodePrettily() + "]\n");

    assertThat(run(file)).isZero();

    assertThat(out())
        .contains("row 1, line 1: WOULD_IMPORT ada", "row 2, line 2: WOULD_IMPORT bob");
  }

  @Test
  void run_dryAndDouble_saysWhatApplyWould() throws IOException {
    Path file = lines(ada(), ada(), ada().put("email", "other@example.com"));

    run(file);
    List<String> dry = out();
    run(file, "--apply");

    assertThat(dry)
        .containsExactly(
            "row 1, line 1: WOULD_IMPORT ada",
            "row 2, line 2: EXISTS ada",
            "row 3, line 3: REFUSED ada: username belongs to an account of another email",
            "total: 1 WOULD_IMPORT, 1 EXISTS, 1 REFUSED");
    assertThat(out().subList(dry.size(), out().size()))
        .isEqualTo(dry.stream().map(line -> line.replace("WOULD_IMPORT", "IMPORTED")).toList());
  }

  @Test
  void run_someRowsRefused_othersImportedAndExitCode1() throws IOException {
    int code =
        run(
            lines(
                ada().put("role", "GAME_MASTER"),
                row("bob"),
                row("eve").put("password", "plain-text-password")),
            "--apply");

    assertThat(code).isEqualTo(1);
    assertThat(out())
        .containsExactly(
            "row 1, line 1: REFUSED ada: roles: one is none of [ADMIN, AUDITOR, OPERATOR, USER]",
            "row 2, line 2: IMPORTED bob",
            "row 3, line 3: REFUSED eve: password: it is no bcrypt hash",
            "total: 1 IMPORTED, 2 REFUSED");
  }

  @Test
  void run_emailTakenByAnother_refused() throws IOException {
    run(lines(ada()), "--apply");

    run(lines(row("bob").put("email", "ADA@example.com")), "--apply");

    assertThat(out())
        .contains("row 1, line 1: REFUSED bob: email belongs to an account of another username");
  }

  @Test
  void run_whateverIsRefused_noAddressAndNoHashInTheOutput() throws IOException {
    Path file =
        lines(
            ada().put("username", "ada@example.com"),
            ada().put("role", "ada@example.com"),
            ada().put("email", "ada@example.com and more"),
            ada().put("password", "$2b$99" + HASH.substring(6)),
            ada().put("password", "secret@example.com"));

    assertThat(run(file)).isEqualTo(1);

    assertThat(String.join("\n", out()))
        .contains("total: 5 REFUSED")
        .doesNotContain("example.com")
        .doesNotContain(HASH.substring(7));
  }

  @Test
  void run_suspendedElsewhere_suspendedHere() throws IOException {
    run(lines(ada().put("isActive", false), row("bob").put("suspended", true)), "--apply");

    assertThat(user("ada").suspended()).isTrue();
    assertThat(user("bob").suspended()).isTrue();
  }

  /** What some other system means by these is not known here, and one of them is not active. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'isActive': 0",
        "'isActive': 1",
        "'isActive': 'false'",
        "'isActive': 'N'",
        "'isActive': null",
        "'isActive': {'$numberInt': '0'}",
        "'isActive': [false]",
        "'isActive': 0.0",
        "'suspended': 'true'",
        "'suspended': 1",
        "'suspended': null",
        "'suspended': {}",
        "'suspended': false, 'suspended': true",
        "'suspended': true, 'suspended': false",
        "'Suspended': true",
        "'is_suspended': true",
        "'is_active': false",
        "'IsActive': false",
        "'active': false",
        "'email': 'else@example.com'",
        "'roles': ['USER'], 'roles': ['ADMIN']",
        "'roles': {'0': 'USER'}",
        "'roles': [['USER']]",
        "'roles': [1]",
        "'roles': ['USER','USER','USER','USER','USER','USER','USER','USER','USER','USER','USER','USER','USER','USER','USER','USER','USER']"
      })
  void run_fieldOfAnotherKind_refusedWithItsNameAndOthersTaken(String more) throws IOException {
    String ada =
        "{'email': 'ada@example.com', 'username': 'ada', 'password': '" + HASH + "', " + more + "}";

    int code = run(write(ada.replace('\'', '"') + "\n" + row("bob").encode() + "\n"), "--apply");

    assertThat(code).isEqualTo(1);
    String field = more.substring(1, more.indexOf("':"));
    assertThat(out().get(0))
        .startsWith("row 1, line 1: REFUSED ada: ")
        .containsPattern(
            "(?i)" + field.replace("_", "").replaceAll("(?i)^(is)?(?=(active|susp))", ""))
        .doesNotContain("example.com");
    assertThat(out()).contains("row 2, line 2: IMPORTED bob", "total: 1 IMPORTED, 1 REFUSED");
    assertThat(user("ada")).isNull();
  }

  @Test
  void run_arraysAndDocumentsOneAfterTheOther_allRead() throws IOException {
    String file =
        "[" + ada().encode() + "]\n[]\n" + row("bob").encode() + "[" + row("cyd").encode() + "]";

    assertThat(run(write(file))).isZero();

    assertThat(out())
        .containsExactly(
            "row 1, line 1: WOULD_IMPORT ada",
            "row 2, line 3: WOULD_IMPORT bob",
            "row 3, line 3: WOULD_IMPORT cyd",
            "total: 3 WOULD_IMPORT");
  }

  @Test
  void run_whatIsNoDocument_refusedAndTheRestRead() throws IOException {
    assertThat(run(write("[" + ada().encode() + ",1,[" + row("eve").encode() + "]]true\n")))
        .isEqualTo(1);

    assertThat(out())
        .containsExactly(
            "row 1, line 1: WOULD_IMPORT ada",
            "row 2, line 1: REFUSED: it is no JSON object",
            "row 3, line 1: REFUSED: it is no JSON object",
            "row 4, line 1: REFUSED: it is no JSON object",
            "total: 1 WOULD_IMPORT, 3 REFUSED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[%s]\nkilled by signal 9\n",
        "[%s]]",
        "[%s",
        "[%s,",
        "%s\n]",
        "%s\n{\"email\": \"a",
        "%s\n{\"email\": [",
        "%s\n{\"other\": {\"deep\": ",
        "%s\n\u0000"
      })
  void run_whatFollowsIsNoJson_saysSoAfterWhatWasRead(String pattern) throws IOException {
    Path file = write(pattern.replace("%s", ada().encode()));

    assertThatThrownBy(() -> run(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no JSON at line");
    assertThat(out()).containsExactly("row 1, line 1: WOULD_IMPORT ada", "total: 1 WOULD_IMPORT");
  }

  @Test
  void run_byteOrderMark_read() throws IOException {
    assertThat(run(write("\ufeff" + ada().encode()))).isZero();

    assertThat(out()).contains("row 1, line 1: WOULD_IMPORT ada");
  }

  @Test
  void run_longAndDeepFieldsThatNobodyReads_readPast() throws IOException {
    String deep = "[".repeat(900) + "]".repeat(900);
    String row =
        ada()
            .encode()
            .replaceFirst("}$", ",\"x\":" + deep + ",\"x\":\"" + "y".repeat(1 << 20) + "\"}");

    assertThat(run(write(row))).isZero();

    assertThat(out()).contains("row 1, line 1: WOULD_IMPORT ada");
  }

  @Test
  void run_malformed_saysWhere() throws IOException {
    Path file = write(ada().encode() + "\n{\"email\": \n");

    assertThatThrownBy(() -> run(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no JSON at line")
        .hasMessageNotContaining("email");
    assertThat(out()).containsExactly("row 1, line 1: WOULD_IMPORT ada", "total: 1 WOULD_IMPORT");
  }

  @Test
  void run_noFileOrNotItsArguments_saysWhat() {
    assertThatThrownBy(() -> run(directory.resolve("none.json")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("none.json cannot be read");
    for (List<String> arguments :
        List.of(List.<String>of(), List.of("x", "--aply"), List.of("x", "--apply", "y"))) {
      assertThatThrownBy(() -> new ImportUsers(arguments))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("import-users FILE [--apply]");
    }
  }

  private int run(Path file, String... options) {
    List<String> arguments = new ArrayList<>(List.of(file.toString()));
    arguments.addAll(List.of(options));
    return new ImportUsers(arguments)
        .run(host(), new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  private Host host() {
    Settings settings =
        Settings.defaults(List.of("mongo", "auth"))
            .with(
                "test",
                Map.of(
                    "MONGODB_URI", TestEngine.uri(),
                    "AUTH_DATABASE", auth,
                    "AUDIT_DATABASE", audit));
    return new Host(
        vertx, settings, Contract.load(), MutableClock.atPresent(), new Readiness(vertx));
  }

  private List<String> out() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private User user(String name) {
    MongoDatabase database = open(auth);
    try {
      Site site = Site.of(host(), vertx, database, new MongoAuditStore(database));
      return new AccountFeature(site).store().byUsername(name).await();
    } finally {
      database.close().await();
    }
  }

  private List<String> audited() {
    MongoDatabase database = open(audit);
    try {
      return new MongoAuditStore(database)
              .list(new Filter(null, null, null, null, null, null), new PageRequest(100, null))
              .await()
              .items()
              .stream()
              .map(entry -> entry.action() + " " + entry.target())
              .toList();
    } finally {
      database.close().await();
    }
  }

  private MongoDatabase open(String name) {
    return MongoDatabase.open(vertx, MongoConfig.of(host().settings()), name);
  }

  private Path lines(JsonObject... rows) throws IOException {
    StringBuilder text = new StringBuilder();
    for (JsonObject row : rows) {
      text.append(row.encode()).append('\n');
    }
    return write(text.toString());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("export.json"), text);
  }

  private static JsonObject ada() {
    return row("ada");
  }

  private static JsonObject row(String name) {
    return new JsonObject()
        .put("email", name + "@example.com")
        .put("username", name)
        .put("password", HASH)
        .put("role", "USER");
  }
}
