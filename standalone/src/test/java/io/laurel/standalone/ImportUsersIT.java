package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.launch.ChildProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as an operator runs it: users of another system sign in here. */
final class ImportUsersIT {
  private static final String PASSWORD = "correct-horse-battery";

  @TempDir private Path directory;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void importUsers_thenStart_theySignInWithTheirPasswords() throws Exception {
    Files.writeString(directory.resolve("export.json"), row("ada") + row("bob"));

    assertThat(run("export.json").exitCode()).isZero();
    assertThat(run("export.json", "--apply").exitCode()).isZero();
    ChildProcess again = run("export.json", "--apply");

    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).contains("row 1, line 1: EXISTS ada", "total: 2 EXISTS");
    try (StandaloneProcess standalone = StandaloneProcess.start(directory);
        Api api = new Api(vertx, standalone.url(), 1)) {
      assertThat(api.login("ada", PASSWORD)).isNotEmpty();
      assertThat(api.login("bob@example.com", PASSWORD)).isNotEmpty();
    }
  }

  @Test
  void importUsers_rowRefused_exitCode1() throws Exception {
    Files.writeString(directory.resolve("export.json"), row("ada") + "{}\n");

    ChildProcess child = run("export.json");

    assertThat(child.exitCode()).isEqualTo(1);
    assertThat(child.out()).contains("total: 1 WOULD_IMPORT, 1 REFUSED");
  }

  @Test
  void importUsers_noSuchFile_exitCode2AndOneLine() throws Exception {
    ChildProcess child = run("none.json");

    assertThat(child.exitCode()).isEqualTo(2);
    assertThat(child.err()).containsExactly("laurel import-users failed: none.json cannot be read");
  }

  private ChildProcess run(String file, String... options) {
    String[] arguments = new String[2 + options.length];
    arguments[0] = "import-users";
    arguments[1] = file;
    System.arraycopy(options, 0, arguments, 2, options.length);
    return ChildProcess.start(StandaloneMain.class, directory, Map.of(), arguments);
  }

  private static String row(String name) {
    byte[] salt = "sixteen bytes ..".getBytes(StandardCharsets.US_ASCII);
    String hash = OpenBSDBCrypt.generate("2b", PASSWORD.toCharArray(), salt, 10);
    return new JsonObject()
            .put("_id", new JsonObject().put("$oid", "665f1f77bcf86cd799439011"))
            .put("email", name + "@example.com")
            .put("username", name)
            .put("password", hash)
            .put("role", "USER")
            .encode()
        + "\n";
  }
}
