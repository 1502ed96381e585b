package io.laurel.config;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The raw configuration of one process: every key it knows, with the value in force. The files in
 * {@code conf/} that travel inside the jar name all keys and hold their defaults ({@code null}:
 * none). {@code XConfig} records make typed values of it, once.
 */
public final class Settings {
  private final JsonObject values;

  private Settings(JsonObject values) {
    this.values = values;
  }

  /**
   * The defaults alone.
   *
   * @param files names of files in {@code conf/}, without ending; a later one overrides an earlier
   *     one
   */
  public static Settings defaults(List<String> files) {
    JsonObject values = new JsonObject();
    files.forEach(file -> values.mergeIn(read(file)));
    return new Settings(values);
  }

  private static JsonObject read(String file) {
    try (InputStream in = Settings.class.getResourceAsStream("/conf/" + file + ".json")) {
      if (in == null) {
        throw new ConfigException("There is no conf/" + file + ".json inside the jar");
      }
      return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * These settings with some replaced; an empty value replaces nothing.
   *
   * @param source where the others come from, for the message
   * @throws ConfigException for a key that these settings do not know
   */
  public Settings with(String source, Map<String, ?> others) {
    JsonObject merged = values.copy();
    others.forEach(
        (key, value) -> {
          if (!values.containsKey(key)) {
            throw new ConfigException(source + ": unknown key " + key);
          }
          if (value != null && !value.toString().isBlank()) {
            merged.put(key, value);
          }
        });
    return new Settings(merged);
  }

  /** Every key these settings know. */
  public Set<String> keys() {
    return Set.copyOf(values.fieldNames());
  }

  /** Whether the key has a value that is not empty. */
  public boolean has(String key) {
    return textOrNull(key) != null;
  }

  /** A text; fails where it is absent or empty. */
  public String text(String key) {
    String text = textOrNull(key);
    if (text == null) {
      throw new ConfigException(
          key
              + " is required: set it in the environment, or "
              + key
              + "_FILE to a file that holds it");
    }
    return text;
  }

  /** A text, or null where it is absent or empty. */
  public @Nullable String textOrNull(String key) {
    if (!values.containsKey(key)) {
      throw new IllegalStateException("No file in conf/ names the key " + key);
    }
    Object value = values.getValue(key);
    return value == null || value.toString().isBlank() ? null : value.toString().strip();
  }

  /** A path, as it was written; fails where there can be none of that name. */
  public Path path(String key) {
    try {
      return Path.of(text(key));
    } catch (InvalidPathException e) {
      throw new ConfigException(key + " cannot be a path: " + e.getReason());
    }
  }

  /** A whole number from {@code min} to {@code max}. */
  public int integer(String key, int min, int max) {
    try {
      int number = Integer.parseInt(text(key));
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with the range.
    }
    throw new ConfigException(
        key + " takes a whole number from " + min + " to " + max + ", not " + text(key));
  }

  /** A whole number from {@code min} to {@code max} that may be larger than an int holds. */
  public long longInteger(String key, long min, long max) {
    try {
      long number = Long.parseLong(text(key));
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with the range.
    }
    throw new ConfigException(
        key + " takes a whole number from " + min + " to " + max + ", not " + text(key));
  }

  /** A TCP port; 0 takes a free one. */
  public int port(String key) {
    return integer(key, 0, 65_535);
  }

  /** A duration given in whole milliseconds. */
  public Duration millis(String key, int min, int max) {
    return Duration.ofMillis(integer(key, min, max));
  }

  /** A duration given in whole seconds. */
  public Duration seconds(String key, int min, int max) {
    return Duration.ofSeconds(integer(key, min, max));
  }

  /** A duration given in whole days of 24 hours. */
  public Duration days(String key, int min, int max) {
    return Duration.ofDays(integer(key, min, max));
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key) {
    return switch (text(key)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new ConfigException(key + " takes true or false, not " + text(key));
    };
  }
}
