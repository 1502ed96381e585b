package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.config.Settings;
import io.laurel.event.catalog.seal.SealConfig;
import io.laurel.security.KeyDirectory;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  private static final Settings DEFAULTS =
      Settings.defaults(new StandaloneProgram(false).settings());

  @TempDir Path parent;
  private DataDirectory data;

  @BeforeEach
  void open() {
    data = DataDirectory.open(parent.resolve("data"));
  }

  @AfterEach
  void close() {
    data.close();
  }

  @Test
  void missing_nothingGiven_aKeyThatSigns() {
    Path keys = Path.of(Secrets.missing(DEFAULTS, data).get("AUTH_SIGNING_KEYS"));

    Vertx vertx = Vertx.vertx();
    try {
      assertThat(KeyDirectory.load(vertx, keys).await())
          .singleElement()
          .satisfies(key -> assertThat(key.privateKey()).isNotNull());
    } finally {
      vertx.close().await();
    }
  }

  @Test
  void missing_sealKeys_goodOnesThatOnlyTheOwnerMayRead() throws IOException {
    Settings made = DEFAULTS.with("test", Secrets.missing(DEFAULTS, data));

    assertThat(SealConfig.of(made).keys()).hasSize(1);
    assertThat(Files.getPosixFilePermissions(data.path().resolve("keys/seal-keys")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  /** What was sealed by them must open. */
  @Test
  void missing_codeKeysOfAnEarlierRelease_thoseAndNoOthers() {
    String old = Secrets.random(32);
    data.write("keys/code-keys", old + "\n");

    Settings made = DEFAULTS.with("test", Secrets.missing(DEFAULTS, data));

    assertThat(SealConfig.of(made).keys()).containsExactly(old);
    assertThat(data.path().resolve("keys/seal-keys")).doesNotExist();
  }

  @Test
  void missing_givenByTheOldName_none() {
    Settings given = DEFAULTS.with("test", Map.of("CODE_KEYS", Secrets.random(32)));

    assertThat(Secrets.missing(given, data)).doesNotContainKey("SEAL_KEYS");
    assertThat(SealConfig.of(Secrets.supposed(given)).keys())
        .containsExactly(given.text("CODE_KEYS"));
  }

  @Test
  void missing_secondStart_same() {
    assertThat(Secrets.missing(DEFAULTS, data)).isEqualTo(Secrets.missing(DEFAULTS, data));
  }

  @Test
  void missing_given_none() {
    Settings given =
        DEFAULTS.with(
            "test",
            Map.of("AUTH_SIGNING_KEYS", "/keys", "AUTH_REFRESH_SECRET", "x", "SEAL_KEYS", "y"));

    assertThat(Secrets.missing(given, data)).isEmpty();
    assertThat(data.path().resolve("keys")).doesNotExist();
  }

  @Test
  void firstAdmin_untilTold_samePassword() {
    String password = FirstAdmin.of(DEFAULTS, data).password();

    // As after a process that died before it could say it.
    assertThat(FirstAdmin.of(DEFAULTS, data).password()).isEqualTo(password).hasSize(20);
  }

  @Test
  void firstAdmin_told_nothingPending() {
    FirstAdmin.of(DEFAULTS, data).told();

    assertThat(FirstAdmin.of(DEFAULTS, data).pending()).isFalse();
  }

  @Test
  void firstAdmin_operatorGaveAPassword_nothingMade() {
    Settings given = DEFAULTS.with("test", Map.of("BOOTSTRAP_ADMIN_PASSWORD", "theirs"));

    assertThat(FirstAdmin.of(given, data).pending()).isFalse();
    assertThat(data.path().resolve("admin-password")).doesNotExist();
  }
}
