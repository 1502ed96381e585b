package io.laurel.auth.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.TestSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UserConfigTest {
  private static final String PASSWORD = "correct-horse-battery";

  @Test
  void of_defaults_noBootstrapPassword() {
    assertThat(UserConfig.of(TestSettings.with(Map.of())).bootstrapPassword()).isNull();
  }

  @Test
  void of_everyKey_taken() {
    assertThat(given().bootstrapPassword()).isEqualTo(PASSWORD);
  }

  @Test
  void toString_password_redacted() {
    assertThat(given().toString()).doesNotContain("correct-horse");
  }

  private static UserConfig given() {
    return UserConfig.of(TestSettings.with(Map.of("BOOTSTRAP_ADMIN_PASSWORD", PASSWORD)));
  }
}
