package io.laurel.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyReaderTest {
  private static final KeyPair OLD = pair();
  private static final KeyPair NEW = pair();
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(90));
  private static final Duration ACTIVATION = Duration.ofSeconds(30);

  @TempDir private Path directory;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void open_severalKeys_newestThatIsOldEnoughSigns() throws IOException {
    write("1.pem", OLD, LONG_AGO);
    write("2.pem", NEW, NOW.minusSeconds(29));
    KeyRing ring = reader().open().await();

    assertThat(signing(ring, NOW)).isEqualTo(OLD.getPrivate());
    assertThat(signing(ring, NOW.plusSeconds(1))).isEqualTo(NEW.getPrivate());
    assertThat(ring.keys().all()).hasSize(2);
  }

  @Test
  void open_onlyFreshKeys_oldestByNameSigns() throws IOException {
    write("1.pem", OLD, NOW);
    write("2.pem", NEW, NOW);

    assertThat(signing(reader().open().await(), NOW)).isEqualTo(OLD.getPrivate());
  }

  @Test
  void refresh_keyAddedWithAnOldDate_signsOnlyAfterTheActivation() throws IOException {
    write("1.pem", OLD, LONG_AGO);
    KeyReader reader = reader();
    KeyRing ring = reader.open().await();
    write("2.pem", NEW, LONG_AGO);

    reader.refresh(ring).await();

    assertThat(signing(ring, NOW.plusSeconds(29))).isEqualTo(OLD.getPrivate());
    assertThat(signing(ring, NOW.plusSeconds(30))).isEqualTo(NEW.getPrivate());
  }

  @Test
  void refresh_keyTakenAway_isGone() throws IOException {
    write("1.pem", OLD, LONG_AGO);
    write("2.pem", NEW, LONG_AGO);
    KeyReader reader = reader();
    KeyRing ring = reader.open().await();
    Files.delete(directory.resolve("2.pem"));

    reader.refresh(ring).await();

    assertThat(ring.keys().all()).hasSize(1);
    assertThat(signing(ring, NOW)).isEqualTo(OLD.getPrivate());
  }

  @Test
  void refresh_nothingChanged_sameObject() throws IOException {
    write("1.pem", OLD, LONG_AGO);
    KeyReader reader = reader();
    KeyRing ring = reader.open().await();
    KeyRing.Keys before = ring.keys();

    reader.refresh(ring).await();

    assertThat(ring.keys()).isSameAs(before);
  }

  @Test
  void refresh_fileHalfCopied_failsAndLeavesTheRing() throws IOException {
    write("1.pem", OLD, LONG_AGO);
    KeyReader reader = reader();
    KeyRing ring = reader.open().await();
    KeyRing.Keys before = ring.keys();
    Files.writeString(directory.resolve("2.pem"), "-----BEGIN PRIVATE KEY-----\nMIIE");

    assertThatThrownBy(() -> reader.refresh(ring).await()).isInstanceOf(ConfigException.class);

    assertThat(ring.keys()).isSameAs(before);
  }

  private KeyReader reader() {
    SecurityConfig config =
        new SecurityConfig(
            directory, Duration.ofHours(1), ACTIVATION, "laurel", "laurel", Duration.ZERO, 1);
    return new KeyReader(vertx, config, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Object signing(KeyRing ring, Instant now) {
    return ring.keys().signing(now, ACTIVATION).orElseThrow().privateKey();
  }

  private void write(String name, KeyPair pair, Instant modifiedAt) throws IOException {
    Path file = directory.resolve(name);
    String body = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
    Files.writeString(
        file, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
    Files.setLastModifiedTime(file, FileTime.from(modifiedAt));
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2_048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
