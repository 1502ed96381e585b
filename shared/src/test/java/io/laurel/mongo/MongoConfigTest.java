package io.laurel.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MongoConfigTest {
  private static MongoConfig config(Map<String, ?> others) {
    return MongoConfig.of(Settings.defaults(List.of("mongo")).with("test", others));
  }

  @Test
  void of_uriAlone_defaults() {
    assertThat(config(Map.of("MONGODB_URI", "mongodb://db/")))
        .isEqualTo(new MongoConfig("mongodb://db/", 32, Duration.ofSeconds(4)));
  }

  @Test
  void of_everyKey_taken() {
    Map<String, ?> others =
        Map.of(
            "MONGODB_URI",
            "mongodb://db/",
            "MONGODB_MAX_POOL_SIZE",
            "7",
            "MONGODB_TIMEOUT_MS",
            "100");

    assertThat(config(others))
        .isEqualTo(new MongoConfig("mongodb://db/", 7, Duration.ofMillis(100)));
  }

  @Test
  void of_badValues_refusedWithoutThePassword() {
    assertThatThrownBy(() -> config(Map.of())).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> config(Map.of("MONGODB_URI", "mongo:hunter2@db")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("MONGODB_URI")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(
            () -> config(Map.of("MONGODB_URI", "mongodb://db/", "MONGODB_MAX_POOL_SIZE", 0)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("MONGODB_MAX_POOL_SIZE");
  }

  @Test
  void toString_anyUri_redacted() {
    assertThat(config(Map.of("MONGODB_URI", "mongodb://u:hunter2@db/")).toString())
        .doesNotContain("hunter2");
  }
}
