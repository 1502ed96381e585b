package io.laurel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
  private static final Vertx VERTX = Vertx.vertx();

  @TempDir Path directory;

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  private Settings load(Map<String, String> environment, String... files) {
    return new SettingsLoader(VERTX, directory, environment).load(List.of(files)).await();
  }

  private void file(String name, String text) throws IOException {
    Files.createDirectories(directory.resolve(name).getParent());
    Files.writeString(directory.resolve(name), text);
  }

  @Test
  void load_nothingGiven_defaults() {
    Settings settings = load(Map.of(), "gateway");

    assertThat(settings.port("HTTP_PORT")).isEqualTo(8080);
    assertThat(settings.keys()).contains("HTTP_HOST").doesNotContain("CLUSTERED");
  }

  @Test
  void load_laterDefaults_overrideEarlierOnes() {
    assertThat(load(Map.of(), "process", "standalone").flag("CLUSTERED")).isFalse();
  }

  @Test
  void load_fileOfWorkingDirectory_overridesKeyByKey() throws IOException {
    file("conf/gateway.json", "{\"HTTP_PORT\": 8081}");

    Settings settings = load(Map.of(), "gateway");

    assertThat(settings.port("HTTP_PORT")).isEqualTo(8081);
    assertThat(settings.text("HTTP_HOST")).isEqualTo("127.0.0.1");
  }

  @Test
  void load_environment_overridesFile() throws IOException {
    file("conf/gateway.json", "{\"HTTP_PORT\": 8081}");

    assertThat(load(Map.of("HTTP_PORT", "8082"), "gateway").port("HTTP_PORT")).isEqualTo(8082);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void load_emptyInEnvironment_defaultCounts(String empty) throws IOException {
    Map<String, String> environment = Map.of("HTTP_PORT", empty, "HTTP_HOST_FILE", empty);

    Settings settings = load(environment, "gateway");

    assertThat(settings.port("HTTP_PORT")).isEqualTo(8080);
    assertThat(settings.text("HTTP_HOST")).isEqualTo("127.0.0.1");
  }

  @Test
  void load_emptyBesideKeyFile_fileCounts() throws IOException {
    file("secret", "mongodb://db");

    Settings settings = load(Map.of("MONGODB_URI", "", "MONGODB_URI_FILE", "secret"), "mongo");

    assertThat(settings.text("MONGODB_URI")).isEqualTo("mongodb://db");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"HTTP_PORT\": \"\"}", "{\"HTTP_PORT\": null}"})
  void load_emptyInFile_defaultCounts(String text) throws IOException {
    file("conf/gateway.json", text);

    assertThat(load(Map.of(), "gateway").port("HTTP_PORT")).isEqualTo(8080);
  }

  @Test
  void load_emptyKeyFile_defaultCounts() throws IOException {
    file("empty", "\n");

    Settings settings = load(Map.of("HTTP_PORT_FILE", "empty"), "gateway");

    assertThat(settings.port("HTTP_PORT")).isEqualTo(8080);
  }

  @Test
  void load_environmentOfOthers_ignored() {
    Settings settings = load(Map.of("PATH", "/bin", "HTTP_PROXY_FILE", "/nowhere"), "gateway");

    assertThat(settings.keys()).doesNotContain("PATH", "HTTP_PROXY");
  }

  @Test
  void load_keyFile_holdsTheValue() throws IOException {
    file("secret", "mongodb://db\n");

    Settings settings = load(Map.of("MONGODB_URI_FILE", "secret"), "mongo");

    assertThat(settings.text("MONGODB_URI")).isEqualTo("mongodb://db");
  }

  @Test
  void load_keyFileMissing_namesIt() {
    assertThatThrownBy(() -> load(Map.of("MONGODB_URI_FILE", "/nowhere"), "mongo"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("MONGODB_URI_FILE", "/nowhere");
  }

  @Test
  void load_keyGivenBothWays_refused() {
    var both = Map.of("MONGODB_URI", "mongodb://db", "MONGODB_URI_FILE", "secret");

    assertThatThrownBy(() -> load(both, "mongo"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("MONGODB_URI_FILE", "not both");
  }

  @Test
  void load_unknownKeyInFile_namesFileAndKey() throws IOException {
    file("conf/gateway.json", "{\"HTTP_PROT\": 8081}");

    assertThatThrownBy(() -> load(Map.of(), "gateway"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("conf/gateway.json: unknown key HTTP_PROT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"HTTP_PORT\": ", "\u0000"})
  void load_corruptFile_namesIt(String text) throws IOException {
    file("conf/gateway.json", text);

    assertThatThrownBy(() -> load(Map.of(), "gateway"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("conf/gateway.json");
  }

  @Test
  void load_directoryInPlaceOfFile_namesIt() throws IOException {
    Files.createDirectories(directory.resolve("conf/gateway.json"));

    assertThatThrownBy(() -> load(Map.of(), "gateway"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("conf/gateway.json");
  }
}
