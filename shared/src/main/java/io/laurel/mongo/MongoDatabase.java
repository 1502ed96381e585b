package io.laurel.mongo;

import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.event.CommandListener;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.impl.config.MongoClientOptionsParser;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.codecs.configuration.CodecRegistries;

/** One database: its connections, and its collections. */
public final class MongoDatabase {
  private final MongoClient client;
  private final CommandSender sender;

  private MongoDatabase(MongoClient client, CommandSender sender) {
    this.client = client;
    this.sender = sender;
  }

  /** The same, measured by nobody. */
  public static MongoDatabase open(
      Vertx vertx, MongoConfig config, String name, CommandListener... listeners) {
    return open(vertx, config, name, DatabaseMeters.unread(), listeners);
  }

  /**
   * Opens the database of that name. Connects lazily: a server that is away shows at the first
   * operation. Reads are from the primary, writes are acknowledged by a majority.
   *
   * @param meters measure its connections and commands
   * @param listeners are told each command that is sent, for tests that count
   */
  public static MongoDatabase open(
      Vertx vertx,
      MongoConfig config,
      String name,
      DatabaseMeters meters,
      CommandListener... listeners) {
    JsonObject options =
        new JsonObject().put("connection_string", config.uri()).put("db_name", name);
    int timeout = Math.toIntExact(config.timeout().toMillis());
    // The client takes no listeners by its own options, so its parser's settings (codecs, event
    // loops, TLS) are extended.
    MongoClientSettings parsed = new MongoClientOptionsParser(vertx, options).settings();
    MongoClientSettings.Builder settings =
        MongoClientSettings.builder(parsed)
            .codecRegistry(
                CodecRegistries.fromRegistries(
                    CodecRegistries.fromCodecs(new DocumentCodec()), parsed.getCodecRegistry()))
            .writeConcern(WriteConcern.MAJORITY)
            .applyToClusterSettings(
                cluster -> cluster.serverSelectionTimeout(timeout, TimeUnit.MILLISECONDS))
            .applyToConnectionPoolSettings(
                pool ->
                    pool.maxSize(config.maxPoolSize())
                        .maxWaitTime(timeout, TimeUnit.MILLISECONDS)
                        .addConnectionPoolListener(meters.connections(config.maxPoolSize())))
            .applyToSocketSettings(
                socket ->
                    socket
                        .connectTimeout(timeout, TimeUnit.MILLISECONDS)
                        .readTimeout(timeout, TimeUnit.MILLISECONDS));
    for (CommandListener listener : listeners) {
      settings.addCommandListener(listener);
    }
    // No shared data source: each database is closed by the verticle that opened it.
    return new MongoDatabase(
        MongoClient.createWithMongoSettings(
            vertx, options, UUID.randomUUID().toString(), settings.build()),
        new CommandSender(meters, name, config.timeout()));
  }

  /** The collection of that name; it need not exist yet. */
  public MongoCollection collection(String name) {
    return new MongoCollection(client, sender, name);
  }

  /** One round trip; fails with {@code unavailable} where the server does not answer. */
  public Future<Void> ping() {
    return sender
        .once(Command.PING, "", () -> client.runCommand("ping", new JsonObject().put("ping", 1)))
        .mapEmpty();
  }

  /** Closes the connections. */
  public Future<Void> close() {
    return client.close();
  }
}
