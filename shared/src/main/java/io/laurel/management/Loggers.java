package io.laurel.management;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.laurel.failure.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Levels of loggers, read and changed while the process runs; a new start has those of its file.
 */
final class Loggers {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Loggers.class);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.$-]{1,200}");
  private static final String LEVEL = "level";
  private static final String ROOT = org.slf4j.Logger.ROOT_LOGGER_NAME;

  /** Of the house: these write no secret, however much they say. */
  private static final String OURS = "io.laurel";

  private static final Map<String, Level> LEVELS =
      Map.of(
          "OFF", Level.OFF,
          "ERROR", Level.ERROR,
          "WARN", Level.WARN,
          "INFO", Level.INFO,
          "DEBUG", Level.DEBUG,
          "TRACE", Level.TRACE);

  /** What a driver writes of what it sends holds what is secret. */
  private static final Set<Level> OF_THE_HOUSE_ALONE = Set.of(Level.DEBUG, Level.TRACE);

  private final LoggerContext context;

  Loggers(LoggerContext context) {
    this.context = context;
  }

  /** The level in force, and the one that was set; fails where there can be no such logger. */
  JsonObject read(String name) {
    Logger logger = context.getLogger(judged(name));
    JsonObject told =
        new JsonObject()
            .put("name", name)
            .put("effectiveLevel", logger.getEffectiveLevel().levelStr);
    return logger.getLevel() == null ? told : told.put(LEVEL, logger.getLevel().levelStr);
  }

  /** Sets it. Fails with {@code malformed-json} and {@code invalid-request}. */
  void change(String name, Buffer body) {
    Level level = level(judged(name), body);
    context.getLogger(name).setLevel(level);
    LOG.warn("The level of {} is {} from now on", name, level);
  }

  private static String judged(String name) {
    if (!NAME.matcher(name).matches()) {
      throw Failure.notFound("not-found", "No logger has such a name.");
    }
    return name;
  }

  private static Level level(String name, Buffer body) {
    String text = text(body);
    Level level = text == null ? null : LEVELS.get(text);
    if (level == null) {
      throw Failure.invalidRequest("/" + LEVEL, "must be OFF, ERROR, WARN, INFO, DEBUG or TRACE");
    }
    if (OF_THE_HOUSE_ALONE.contains(level) && !isOurs(name)) {
      throw Failure.invalidRequest(
          "/" + LEVEL,
          "may be DEBUG or TRACE of io.laurel and ROOT alone: libraries write secrets");
    }
    return level;
  }

  private static boolean isOurs(String name) {
    return name.equals(ROOT) || name.equals(OURS) || name.startsWith(OURS + ".");
  }

  private static @Nullable String text(Buffer body) {
    try {
      return new JsonObject(body).getValue(LEVEL) instanceof String text ? text : null;
    } catch (DecodeException | ClassCastException e) {
      throw Failure.badRequest("malformed-json", "The body must be one JSON object in UTF-8.");
    }
  }
}
