package io.laurel.embedded;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Clients for the servers of one test class. */
final class MongoExtension implements AfterAllCallback {
  private final Vertx vertx = Vertx.vertx();
  private final List<MongoClient> clients = new ArrayList<>();

  MongoClient client(String uri) {
    return client(uri, "test");
  }

  MongoClient client(String uri, String database) {
    var config =
        new JsonObject()
            .put("connection_string", uri)
            .put("db_name", database)
            .put("maxPoolSize", 32)
            .put("serverSelectionTimeoutMS", 2_000);
    var client = MongoClient.create(vertx, config);
    clients.add(client);
    return client;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    clients.forEach(client -> client.close().await());
    vertx.close().await();
  }
}
