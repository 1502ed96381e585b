package io.laurel.bench.yardstick;

import io.laurel.config.Settings;
import io.laurel.embedded.EmbeddedMongo;
import io.laurel.mongo.MongoConfig;
import io.laurel.security.KeyDirectory;
import io.laurel.security.SecurityConfig;
import io.laurel.security.TokenKey;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.MongoClient;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The yardstick's process: HTTP on as many event loops as Laurel's gateway, one hop, one command to
 * an embedded database on a file. Answers requests as Laurel does, byte for byte nearly, and checks
 * nothing but the token.
 */
public final class YardstickMain {
  static final String EVENTS = "events";
  static final String CLAIMS = "claims";

  private static final String LOGS = "io.vertx.core.logging.SLF4JLogDelegateFactory";

  private YardstickMain() {}

  /**
   * Serves until it is killed; says its URL on standard output.
   *
   * @param arguments directory of the database, directory of the token keys, and the one event that
   *     can be read, as JSON
   */
  public static void main(String[] arguments) {
    System.setProperty("vertx.logger-delegate-factory-class-name", LOGS);
    announce(
        System.out,
        start(Path.of(arguments[0]), arguments[1], new JsonObject(arguments[2])).await());
  }

  private static void announce(PrintStream out, int port) {
    out.println("http://127.0.0.1:" + port + "/api/v1");
  }

  private static Future<Integer> start(Path directory, String keyDirectory, JsonObject event) {
    Vertx vertx = Vertx.vertx();
    Settings settings =
        Settings.defaults(List.of("process", "mongo", "gateway"))
            .with(
                "the yardstick",
                Map.of(
                    "AUTH_SIGNING_KEYS",
                    keyDirectory,
                    "MONGODB_URI",
                    EmbeddedMongo.onFile(directory).uri()));
    SecurityConfig security = SecurityConfig.of(settings);
    MongoClient mongo = client(vertx, MongoConfig.of(settings));
    return KeyDirectory.load(vertx, security.keys())
        .compose(keys -> fill(mongo, event).map(keys))
        .compose(keys -> vertx.deployVerticle(new YardstickService(mongo)).map(keys))
        .compose(keys -> listen(vertx, keys, security, settings));
  }

  private static MongoClient client(Vertx vertx, MongoConfig config) {
    return MongoClient.create(
        vertx,
        new JsonObject()
            .put("connection_string", config.uri())
            .put("db_name", "yardstick")
            .put("maxPoolSize", config.maxPoolSize())
            .put("writeConcern", "majority"));
  }

  private static Future<Void> fill(MongoClient mongo, JsonObject event) {
    JsonObject document = event.copy();
    document.put("_id", document.remove("id"));
    JsonObject keys = new JsonObject().put("eventId", 1).put("locks", 1);
    return mongo
        .insert(EVENTS, document)
        .compose(
            filled -> mongo.createIndexWithOptions(CLAIMS, keys, new IndexOptions().unique(true)));
  }

  private static Future<Integer> listen(
      Vertx vertx, List<TokenKey> keys, SecurityConfig security, Settings settings) {
    DeploymentOptions options =
        new DeploymentOptions().setInstances(settings.integer("HTTP_INSTANCES", 1, 256));
    Queue<YardstickGateway> gateways = new ConcurrentLinkedQueue<>();
    return vertx
        .deployVerticle(
            () -> {
              YardstickGateway gateway = new YardstickGateway(keys, security);
              gateways.add(gateway);
              return gateway;
            },
            options)
        .map(deployed -> gateways.element().port());
  }
}
