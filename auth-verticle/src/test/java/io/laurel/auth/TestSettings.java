package io.laurel.auth;

import io.laurel.config.Settings;
import io.laurel.embedded.TestEngine;
import java.util.HashMap;
import java.util.Map;

/** The settings of an auth process in tests: those that are shipped, and secrets. */
public final class TestSettings {
  /** Of refresh tokens. */
  public static final String SECRET = "J0jNvbXf3m9rWyo7Qk2dLh8sTzU4aPcE";

  private TestSettings() {}

  /** Some of them replaced; an empty one is as if it were not given. */
  public static Settings with(Map<String, ?> others) {
    Map<String, Object> values = new HashMap<>();
    values.put("AUTH_REFRESH_SECRET", SECRET);
    values.put("AUTH_SIGNING_KEYS", "keys");
    values.put("MONGODB_URI", TestEngine.uri());
    values.putAll(others);
    return Settings.defaults(new AuthProgram().settings()).with("test", values);
  }
}
