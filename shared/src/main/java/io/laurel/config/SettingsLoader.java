package io.laurel.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a process's settings: the defaults inside the jar, then {@code conf/*.json} of the working
 * directory, then the environment. {@code KEY_FILE} in the environment names a file that holds the
 * value of {@code KEY}, for secrets.
 */
public final class SettingsLoader {
  private static final String FILE_SUFFIX = "_FILE";

  private final Vertx vertx;

  /** A loader that reads files through {@code vertx}. */
  public SettingsLoader(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * The settings in force. Fails with {@link ConfigException} for a file that is no JSON object, a
   * key in a file that is unknown, or a {@code KEY_FILE} that cannot be read.
   *
   * @param files names of files in {@code conf/}, without ending; a later one overrides an earlier
   *     one
   */
  public Future<Settings> load(List<String> files) {
    Future<Settings> settings = Future.succeededFuture(Settings.defaults(files));
    for (String file : files) {
      settings = settings.compose(sofar -> overlay(sofar, "conf/" + file + ".json"));
    }
    return settings.compose(this::environment);
  }

  private Future<Settings> overlay(Settings settings, String path) {
    // Asked of the working directory, not of Vert.x's file resolver, which would find the defaults
    // in the jar again.
    if (!new java.io.File(path).isFile()) {
      return Future.succeededFuture(settings);
    }
    return retrieve(
            new ConfigStoreOptions().setType("file").setConfig(new JsonObject().put("path", path)))
        .transform(
            result ->
                result.succeeded()
                    ? Future.succeededFuture(settings.with(path, result.result().getMap()))
                    : Future.failedFuture(
                        new ConfigException(path + " cannot be read: it must be one JSON object")));
  }

  private Future<Settings> environment(Settings settings) {
    JsonArray keys = new JsonArray();
    settings.keys().forEach(key -> keys.add(key).add(key + FILE_SUFFIX));
    JsonObject options = new JsonObject().put("raw-data", true).put("keys", keys);
    return retrieve(new ConfigStoreOptions().setType("env").setConfig(options))
        .compose(environment -> files(environment, settings));
  }

  private Future<Settings> files(JsonObject environment, Settings settings) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<Future<?>> reads = new ArrayList<>();
    for (String name : environment.fieldNames()) {
      if (settings.keys().contains(name)) {
        values.put(name, environment.getString(name));
      } else {
        String key = name.substring(0, name.length() - FILE_SUFFIX.length());
        reads.add(
            secret(name, environment.getString(name)).onSuccess(text -> values.put(key, text)));
      }
    }
    return Future.all(reads).map(done -> settings.with("environment", values));
  }

  private Future<String> secret(String name, String path) {
    return vertx
        .fileSystem()
        .readFile(path)
        .map(buffer -> buffer.toString().strip())
        .recover(
            cause ->
                Future.failedFuture(
                    new ConfigException(name + " names " + path + ", which cannot be read")));
  }

  private Future<JsonObject> retrieve(ConfigStoreOptions store) {
    ConfigRetriever retriever =
        ConfigRetriever.create(
            vertx,
            new ConfigRetrieverOptions()
                .setIncludeDefaultStores(false)
                .setScanPeriod(-1)
                .addStore(store));
    return retriever.getConfig().eventually(retriever::close);
  }
}
