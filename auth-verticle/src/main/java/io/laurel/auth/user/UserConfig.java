package io.laurel.auth.user;

import io.laurel.config.ConfigException;
import io.laurel.config.SampleSecrets;
import io.laurel.config.Settings;
import io.laurel.text.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of accounts before there is any.
 *
 * @param bootstrapPassword password of the first ADMIN; null for none
 */
public record UserConfig(@Nullable String bootstrapPassword) {
  private static final int MIN_BOOTSTRAP_LENGTH = 12;

  /** The contract takes no longer one at login. */
  private static final int MAX_BOOTSTRAP_LENGTH = 128;

  /**
   * Reads {@code BOOTSTRAP_ADMIN_PASSWORD}.
   *
   * @throws ConfigException for one that is too short, too long or out of an example
   */
  public static UserConfig of(Settings settings) {
    return new UserConfig(bootstrapPassword(settings.textOrNull("BOOTSTRAP_ADMIN_PASSWORD")));
  }

  private static @Nullable String bootstrapPassword(@Nullable String password) {
    if (password == null) {
      return null;
    }
    // As the contract measures one at login.
    String measured = Spelling.DATA.of(password, MAX_BOOTSTRAP_LENGTH);
    int length = measured.codePointCount(0, measured.length());
    if (length < MIN_BOOTSTRAP_LENGTH || length > MAX_BOOTSTRAP_LENGTH) {
      throw new ConfigException(
          "BOOTSTRAP_ADMIN_PASSWORD takes "
              + MIN_BOOTSTRAP_LENGTH
              + " to "
              + MAX_BOOTSTRAP_LENGTH
              + " characters");
    }
    if (SampleSecrets.contain(password)) {
      throw new ConfigException(
          "BOOTSTRAP_ADMIN_PASSWORD is a sample value; choose one of your own");
    }
    return password;
  }

  @Override
  public String toString() {
    return "UserConfig[bootstrapPassword="
        + (bootstrapPassword == null ? "none" : "<redacted>")
        + "]";
  }
}
