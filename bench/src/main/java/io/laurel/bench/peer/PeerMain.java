package io.laurel.bench.peer;

import io.laurel.embedded.EmbeddedMongo;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.MongoClient;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The peer's processes: an embedded database on a file in this one, and the three services that
 * Node.js runs. Players and events are put straight into the database, together with the index that
 * its look for an earlier request lacks: without it each claim reads all others.
 */
public final class PeerMain {
  private static final int BATCH = 1_000;
  private static final int WAITS = 600;
  private static final long WAIT_MS = 100;

  private PeerMain() {}

  /**
   * Serves until it is ended; says where on standard output.
   *
   * @param arguments directory of the database, the peer's built checkout, how many players and how
   *     many events
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String uri = EmbeddedMongo.onFile(Path.of(arguments[0])).uri() + "/peer?directConnection=true";
    fill(uri, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    List<Process> services = serve(Path.of(arguments[1]), uri, System.out);
    // The database's threads do not keep this process alive; its services do.
    for (Process service : services) {
      service.waitFor();
    }
    throw new IllegalStateException("All services of the peer have ended");
  }

  private static void announce(PrintStream out, int port) {
    out.println("http://127.0.0.1:" + port + "/api/v1");
  }

  private static List<Process> serve(Path checkout, String uri, PrintStream out)
      throws IOException, InterruptedException {
    int auth = freePort();
    int event = freePort();
    int gateway = freePort();
    Map<String, String> environment =
        Map.of(
            "AUTH_SERVICE_HOST",
            "127.0.0.1",
            "AUTH_SERVICE_PORT",
            "" + auth,
            "EVENT_SERVICE_HOST",
            "127.0.0.1",
            "EVENT_SERVICE_PORT",
            "" + event,
            "PORT",
            "" + gateway,
            "MONGODB_URI",
            uri,
            "JWT_SECRET",
            Peer.SECRET,
            "JWT_ACCESS_EXPIRATION_TIME",
            "1d",
            "JWT_REFRESH_EXPIRATION_TIME",
            "1d",
            "NODE_ENV",
            "production");
    List<Process> services = new ArrayList<>();
    for (String service : List.of("auth", "event", "gateway")) {
      ProcessBuilder builder =
          new ProcessBuilder("node", "dist/apps/" + service + "/main.js")
              .directory(checkout.toFile())
              .inheritIO();
      builder.environment().putAll(environment);
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      services.add(process);
    }
    for (int port : List.of(auth, event, gateway)) {
      await(port);
    }
    announce(out, gateway);
    return services;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void await(int port) throws InterruptedException {
    for (int i = 0; i < WAITS; i++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return;
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(WAIT_MS);
      }
    }
    throw new IllegalStateException("A service of the peer does not listen; see above");
  }

  private static void fill(String uri, int users, int events) {
    Vertx vertx = Vertx.vertx();
    MongoClient mongo =
        MongoClient.create(
            vertx, new JsonObject().put("connection_string", uri).put("db_name", "peer"));
    String requests = "rewardrequests";
    JsonObject keys = new JsonObject().put("userId", 1).put("eventId", 1);
    insert(mongo, "users", users, PeerMain::user)
        .compose(filled -> insert(mongo, "events", events, PeerMain::event))
        .compose(filled -> insert(mongo, "rewards", events, PeerMain::reward))
        .compose(filled -> mongo.createIndex(requests, keys))
        .eventually(mongo::close)
        .eventually(vertx::close)
        .await();
  }

  private static Future<Void> insert(
      MongoClient mongo, String collection, int count, IntFunction<JsonObject> documents) {
    Future<Void> filled = Future.succeededFuture();
    for (int from = 0; from < count; from += BATCH) {
      List<BulkOperation> batch =
          IntStream.range(from, Math.min(count, from + BATCH))
              .mapToObj(documents)
              .map(BulkOperation::createInsert)
              .toList();
      filled = filled.compose(before -> mongo.bulkWrite(collection, batch).mapEmpty());
    }
    return filled;
  }

  private static JsonObject user(int number) {
    return new JsonObject()
        .put("_id", Peer.user(number))
        .put("email", "player-" + number + "@example.com")
        .put("password", "none")
        .put("firstName", "Player")
        .put("lastName", "" + number)
        .put("nickname", "player-" + number)
        .put("role", "USER");
  }

  private static JsonObject event(int number) {
    Instant now = Instant.now();
    return new JsonObject()
        .put("_id", Peer.event(number))
        .put("title", "Spring festival")
        .put("description", "Sign in on seven days and take your gems home.")
        .put("startDate", date(now.minus(1, ChronoUnit.DAYS)))
        .put("endDate", date(now.plus(7, ChronoUnit.DAYS)))
        .put("isActive", true)
        .put("conditions", new JsonArray());
  }

  private static JsonObject reward(int number) {
    return new JsonObject()
        .put("eventId", Peer.event(number))
        .put("type", "point")
        .put("amount", 100)
        .put("metadata", new JsonObject().put("note", "100 gems"));
  }

  private static JsonObject date(Instant at) {
    return new JsonObject().put("$date", at.toString());
  }
}
