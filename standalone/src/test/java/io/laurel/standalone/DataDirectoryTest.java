package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.laurel.config.ConfigException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path parent;

  private DataDirectory open() {
    return DataDirectory.open(parent.resolve("data"));
  }

  private String permissions(String name) throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve(name)));
  }

  @Test
  void open_missing_makesItForItsOwnerOnly() throws IOException {
    open().close();

    assertThat(permissions("data")).isEqualTo("rwx------");
  }

  @Test
  void open_linkToADirectory_followsIt() throws IOException {
    Files.createDirectory(parent.resolve("elsewhere"));
    Files.createSymbolicLink(parent.resolve("data"), parent.resolve("elsewhere"));

    try (DataDirectory data = open()) {
      data.write("a", "b");
    }

    assertThat(parent.resolve("elsewhere/a")).hasContent("b");
  }

  @Test
  void open_taken_refused() {
    try (DataDirectory first = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(ConfigException.class)
          .hasMessageContainingAll("DATA_DIR", first.path().toString(), "in use");
    }
  }

  @Test
  void open_closedBefore_free() {
    open().close();

    try (DataDirectory again = open()) {
      assertThat(again.path()).isDirectory();
    }
  }

  @Test
  void open_aFileIsThere_namesIt() throws IOException {
    Files.writeString(parent.resolve("data"), "");

    assertThatThrownBy(this::open)
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("DATA_DIR", parent.resolve("data").toString());
  }

  @Test
  void text_twice_madeOnce() {
    try (DataDirectory data = open()) {
      data.text("keys/secret", () -> "first");

      assertThat(data.text("keys/secret", () -> "second")).isEqualTo("first");
    }
  }

  @Test
  void write_always_forItsOwnerOnly() throws IOException {
    try (DataDirectory data = open()) {
      data.write("keys/secret", "x");
    }

    assertThat(permissions("data/keys")).isEqualTo("rwx------");
    assertThat(permissions("data/keys/secret")).isEqualTo("rw-------");
  }

  @Test
  void write_remainsOfACrash_replaced() throws IOException {
    try (DataDirectory data = open()) {
      Files.writeString(data.path().resolve("secret.new"), "hal");

      data.write("secret", "whole");

      assertThat(data.path().resolve("secret")).hasContent("whole");
      assertThat(data.path().resolve("secret.new")).doesNotExist();
    }
  }
}
