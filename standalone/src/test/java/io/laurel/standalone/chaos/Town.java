package io.laurel.standalone.chaos;

import io.laurel.standalone.SigningKeys;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Two gateways, two auth nodes, two event nodes and a database, each a process at a place of its
 * own.
 */
final class Town implements AutoCloseable {
  static final String ADMIN_PASSWORD = "violet-anchor-pillow-42";

  /** How many places that takes. */
  static final int PLACES = 7;

  /** What a call may take, and one command of the database within it. */
  static final Duration DEADLINE = Duration.ofSeconds(4);

  private static final Duration DATABASE_TIMEOUT = Duration.ofMillis(1_500);

  /** Twice that is less than the deadline, as its setting demands. */
  private static final Duration PASSWORD_WAIT = Duration.ofMillis(1_500);

  private static final int OF_EACH = 2;
  private static final int LOOK_MS = 100;

  private final Vertx vertx;
  private final Path directory;
  private final Database database;
  private final List<Node> nodes = new ArrayList<>();
  private final Probes probes;
  private Consumer<String> told = System.out::println;

  /**
   * A town in which nothing runs yet.
   *
   * @param engine URI of a server that its database stands for; null for the embedded one on disk
   */
  Town(Vertx vertx, Ground ground, Path directory, String engine)
      throws IOException, GeneralSecurityException {
    this.vertx = vertx;
    this.directory = directory;
    Files.createDirectories(keys());
    SigningKeys.add(keys(), "1.pem");
    String store = engine == null ? directory.resolve("database").toString() : engine;
    this.database = new Database(ground.place(0), directory, store);
    Map<String, String> settings = settings(ground);
    for (Node.Kind kind : Node.Kind.values()) {
      for (int i = 1; i <= OF_EACH; i++) {
        nodes.add(new Node(kind, i, ground.place(nodes.size() + 1), directory, settings));
      }
    }
    this.probes = new Probes(vertx, nodes);
  }

  private Map<String, String> settings(Ground ground) {
    List<String> members = new ArrayList<>();
    for (int i = 1; i < PLACES; i++) {
      Place place = ground.place(i);
      members.add(place.host() + ":" + place.membership());
    }
    String name = "_" + UUID.randomUUID().toString().replace("-", "");
    Map<String, String> settings = new HashMap<>();
    settings.put("CLUSTERED", "true");
    settings.put("CLUSTER_MEMBERS", String.join(",", members));
    settings.put("REQUEST_DEADLINE_MS", Long.toString(DEADLINE.toMillis()));
    settings.put("MONGODB_TIMEOUT_MS", Long.toString(DATABASE_TIMEOUT.toMillis()));
    settings.put("PASSWORD_MAX_WAIT_MS", Long.toString(PASSWORD_WAIT.toMillis()));
    // As long as a load balancer takes that asks each second.
    settings.put("SHUTDOWN_DELAY_MS", "2000");
    settings.put("AUTH_SIGNING_KEYS", keys().toString());
    settings.put("AUTH_REFRESH_SECRET", "k3Jq8ZtV0nW5rY2bX7mC4pL9sD6fG1hA");
    settings.put("SEAL_KEYS", "Vb7Qw2ZpL9xT4mK8cR1nY6hJ3gF5dS0a");
    settings.put("BOOTSTRAP_ADMIN_PASSWORD", ADMIN_PASSWORD);
    settings.put("MONGODB_URI", database.uri());
    settings.put("EVENT_DATABASE", "event" + name);
    settings.put("AUTH_DATABASE", "auth" + name);
    settings.put("AUDIT_DATABASE", "audit" + name);
    return settings;
  }

  /** Starts again who ended by itself, as whoever runs it would, and says so. */
  void supervise() throws InterruptedException {
    for (Node node : nodes) {
      if (node.supervise()) {
        told.accept(node.name() + " ended by itself and is started again");
      }
    }
  }

  /** Says it there from now on. */
  void tell(Consumer<String> listener) {
    told = listener;
  }

  Path keys() {
    return directory.resolve("keys");
  }

  Database database() {
    return database;
  }

  Probes probes() {
    return probes;
  }

  List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** The first or second of a kind. */
  Node node(Node.Kind kind, int number) {
    return nodes.stream().filter(node -> node.kind() == kind).toList().get(number - 1);
  }

  /** Starts everything at once, and does not wait. */
  void start() throws InterruptedException {
    nodes.forEach(Node::start);
    database.start();
  }

  /** Starts or thaws whoever a trial left behind, and waits until all are ready. */
  void restore(Duration bound) throws InterruptedException {
    database.restore();
    nodes.forEach(Node::restore);
    awaitReady(nodes, bound);
  }

  /** Waits until all of them are ready; fails, with what the others wrote, after the bound. */
  void awaitReady(Collection<Node> waitedFor, Duration bound) throws InterruptedException {
    for (long left = bound.toMillis(); left > 0; left -= LOOK_MS) {
      if (waitedFor.stream().allMatch(probes::ready)) {
        return;
      }
      supervise();
      vertx.timer(LOOK_MS).await();
    }
    throw new AssertionError(
        "Not ready after "
            + bound
            + ": "
            + waitedFor.stream()
                .filter(node -> !probes.ready(node))
                .map(node -> node.name() + lastWords(node))
                .collect(Collectors.joining("; ")));
  }

  private static List<String> lastWords(Node node) {
    List<String> said = node.said();
    return said.subList(Math.max(0, said.size() - 12), said.size());
  }

  /** Writes what each process said into a file of its own. */
  void writeLogs(Path logs) throws IOException {
    Files.createDirectories(logs);
    for (Node node : nodes) {
      Files.write(logs.resolve(node.name() + ".log"), node.said());
    }
  }

  @Override
  public void close() {
    probes.stop();
    nodes.forEach(Node::close);
    database.close();
  }
}
