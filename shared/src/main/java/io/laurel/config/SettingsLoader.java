package io.laurel.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a process's settings: the defaults inside the jar, then {@code conf/*.json} of the working
 * directory, then the environment. {@code KEY_FILE} in the environment names a file that holds the
 * value of {@code KEY}, for secrets. An empty value, wherever it stands, is none: the one before
 * counts.
 */
public final class SettingsLoader {
  private static final String FILE_SUFFIX = "_FILE";

  private final Vertx vertx;
  private final Path directory;
  private final Map<String, String> environment;

  /** A loader that reads files through {@code vertx}. */
  public SettingsLoader(Vertx vertx) {
    this(vertx, Path.of(""), System.getenv());
  }

  SettingsLoader(Vertx vertx, Path directory, Map<String, String> environment) {
    this.vertx = vertx;
    this.directory = directory;
    this.environment = Map.copyOf(environment);
  }

  /**
   * The settings in force. Fails with {@link ConfigException} for a file that is no JSON object, a
   * key in a file that is unknown, a {@code KEY_FILE} that cannot be read, or a key that is given
   * both ways.
   *
   * @param files names of files in {@code conf/}, without ending; a later one overrides an earlier
   *     one
   */
  public Future<Settings> load(List<String> files) {
    Future<Settings> settings = Future.succeededFuture(Settings.defaults(files));
    for (String file : files) {
      settings = settings.compose(sofar -> overlay(sofar, "conf/" + file + ".json"));
    }
    return settings.compose(this::overlayEnvironment);
  }

  private Future<Settings> overlay(Settings settings, String name) {
    // Absolute, because Vert.x would find a relative one in the jar again.
    Path path = directory.resolve(name).toAbsolutePath();
    if (!Files.exists(path)) {
      return Future.succeededFuture(settings);
    }
    return read(path)
        .recover(
            cause ->
                Future.failedFuture(
                    new ConfigException(name + " cannot be read: it must be one JSON object")))
        .map(values -> settings.with(name, values.getMap()));
  }

  private Future<JsonObject> read(Path path) {
    ConfigRetriever retriever =
        ConfigRetriever.create(
            vertx,
            new ConfigRetrieverOptions()
                .setIncludeDefaultStores(false)
                .setScanPeriod(-1)
                .addStore(
                    new ConfigStoreOptions()
                        .setType("file")
                        .setConfig(new JsonObject().put("path", path.toString()))));
    return retriever.getConfig().eventually(retriever::close);
  }

  private Future<Settings> overlayEnvironment(Settings settings) {
    Map<String, String> values = new LinkedHashMap<>();
    List<Future<?>> secrets = new ArrayList<>();
    for (String key : settings.keys()) {
      String value = given(key);
      String file = given(key + FILE_SUFFIX);
      if (value != null && file != null) {
        throw new ConfigException("Set " + key + " or " + key + FILE_SUFFIX + ", not both");
      }
      if (value != null) {
        values.put(key, value);
      } else if (file != null) {
        secrets.add(secret(key, file).onSuccess(text -> values.put(key, text)));
      }
    }
    return Future.all(secrets).map(done -> settings.with("environment", values));
  }

  /** Compose and shells set what is not there to an empty text. */
  private @Nullable String given(String key) {
    String value = environment.get(key);
    return value == null || value.isBlank() ? null : value;
  }

  private Future<String> secret(String key, String path) {
    return vertx
        .fileSystem()
        .readFile(directory.resolve(path).toAbsolutePath().toString())
        .map(buffer -> buffer.toString().strip())
        .recover(
            cause ->
                Future.failedFuture(
                    new ConfigException(
                        key + FILE_SUFFIX + " names " + path + ", which cannot be read")));
  }
}
