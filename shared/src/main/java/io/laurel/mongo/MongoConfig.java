package io.laurel.mongo;

import com.mongodb.ConnectionString;
import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.time.Duration;

/**
 * How a process reaches its database.
 *
 * @param uri connection string, may hold a password: never logged
 * @param maxPoolSize connections at most
 * @param timeout how long one operation may wait for a server, a connection or an answer
 */
public record MongoConfig(String uri, int maxPoolSize, Duration timeout) {
  /** Reads {@code MONGODB_URI}, {@code MONGODB_MAX_POOL_SIZE} and {@code MONGODB_TIMEOUT_MS}. */
  public static MongoConfig of(Settings settings) {
    return new MongoConfig(
        uri(settings),
        settings.integer("MONGODB_MAX_POOL_SIZE", 1, 1_000),
        settings.millis("MONGODB_TIMEOUT_MS", 100, 60_000));
  }

  private static String uri(Settings settings) {
    String uri = settings.text("MONGODB_URI");
    try {
      new ConnectionString(uri);
      return uri;
    } catch (IllegalArgumentException e) {
      // Not with its reason, which may quote the password.
      throw new ConfigException(
          "MONGODB_URI is no connection string such as mongodb://host:27017/");
    }
  }

  @Override
  public String toString() {
    return "MongoConfig[uri=<redacted>, maxPoolSize=" + maxPoolSize + ", timeout=" + timeout + "]";
  }
}
