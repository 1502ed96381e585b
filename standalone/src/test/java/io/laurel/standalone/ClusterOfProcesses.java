package io.laurel.standalone;

import io.laurel.auth.AuthMain;
import io.laurel.cluster.TestAuthority;
import io.laurel.embedded.TestEngine;
import io.laurel.event.EventMain;
import io.laurel.gateway.GatewayMain;
import io.laurel.launch.ChildProcess;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Processes clustered on loopback, on the engine of the tests: by default one gateway, one auth and
 * two event processes.
 */
final class ClusterOfProcesses implements AutoCloseable {
  static final String ADMIN_PASSWORD = "violet-anchor-pillow-42";
  static final String REFRESH_SECRET = "k3Jq8ZtV0nW5rY2bX7mC4pL9sD6fG1hA";
  static final String SEAL_KEY = "Vb7Qw2ZpL9xT4mK8cR1nY6hJ3gF5dS0a";

  private final Path directory;
  private final Map<String, String> settings;
  private final String eventDatabase = TestEngine.freshDatabase();
  private final String authDatabase = TestEngine.freshDatabase();
  private final String auditDatabase = TestEngine.freshDatabase();
  private final List<ChildProcess> processes = new ArrayList<>();
  private final int port;
  private final List<String> urls = new ArrayList<>();
  private final Size size;
  private final List<ChildProcess> events = new ArrayList<>();
  private final List<ChildProcess> auths = new ArrayList<>();

  /** How many of each. */
  record Size(int gateways, int auths, int events) {
    int all() {
      return gateways + auths + events;
    }
  }

  ClusterOfProcesses(Path directory)
      throws InterruptedException, IOException, GeneralSecurityException {
    this(directory, Map.of());
  }

  /** With settings that differ from the defaults. */
  ClusterOfProcesses(Path directory, Map<String, String> settings)
      throws InterruptedException, IOException, GeneralSecurityException {
    this(directory, settings, new Size(1, 1, 2));
  }

  ClusterOfProcesses(Path directory, Map<String, String> settings, Size size)
      throws InterruptedException, IOException, GeneralSecurityException {
    this.directory = directory;
    this.settings = settings;
    this.size = size;
    this.port = Ports.inARow(size.all());
    Files.createDirectories(keys());
    addKey("1.pem");
    try {
      // Alone, so that the others find somebody to join; then all at once.
      startEventProcess().awaitReady();
      List<ChildProcess> services = startServices();
      List<ChildProcess> gateways = start(GatewayMain.class, size.gateways());
      for (ChildProcess service : services) {
        service.awaitReady();
      }
      for (ChildProcess gateway : gateways) {
        urls.add(Api.urlOf(gateway));
        awaitPeers(gateway);
      }
    } catch (InterruptedException | RuntimeException | Error failure) {
      close();
      throw failure;
    }
  }

  private List<ChildProcess> startServices() {
    List<ChildProcess> services = new ArrayList<>();
    while (events.size() < size.events()) {
      services.add(startEventProcess());
    }
    while (auths.size() < size.auths()) {
      services.add(startAuthProcess());
    }
    return services;
  }

  /**
   * A gateway that started before its peers, or was alone for a moment, refuses until they answer.
   */
  private static void awaitPeers(ChildProcess gateway) throws InterruptedException {
    String ready = managementOf(gateway) + "/ready";
    Vertx vertx = Vertx.vertx();
    WebClient client = WebClient.create(vertx);
    try {
      for (int i = 0; i < 600; i++) {
        if (client.getAbs(ready).send().await().statusCode() == 200) {
          return;
        }
        vertx.timer(100).await();
      }
      throw new AssertionError("A gateway does not become ready; " + gateway.out());
    } finally {
      vertx.close().await();
    }
  }

  /** All that its processes wrote, those too that have ended. */
  List<String> said() {
    return processes.stream()
        .flatMap(process -> Stream.concat(process.out().stream(), process.err().stream()))
        .toList();
  }

  private static String managementOf(ChildProcess process) throws InterruptedException {
    String label = "  management ";
    return process.awaitLine(line -> line.startsWith(label)).substring(label.length());
  }

  private List<ChildProcess> start(Class<?> main, int count) {
    List<ChildProcess> started = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      started.add(start(main));
    }
    return started;
  }

  /** As its certificate says it. */
  private static String kind(Class<?> main) {
    return main.getSimpleName().replace("Main", "").toLowerCase(Locale.ROOT);
  }

  private ChildProcess start(Class<?> main) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("CLUSTERED", "true");
    environment.putAll(TestAuthority.settings(kind(main)));
    environment.put("CLUSTER_PORT", Integer.toString(port));
    environment.put("CLUSTER_MEMBERS", members());
    environment.put("MANAGEMENT_PORT", "0");
    environment.put("HTTP_PORT", "0");
    // Room for a machine on which another cluster starts; what a node that died had is 503 at once.
    environment.put("REQUEST_DEADLINE_MS", "6000");
    environment.put("AUTH_SIGNING_KEYS", keys().toString());
    environment.put("AUTH_REFRESH_SECRET", REFRESH_SECRET);
    environment.put("SEAL_KEYS", SEAL_KEY);
    environment.put("BOOTSTRAP_ADMIN_PASSWORD", ADMIN_PASSWORD);
    environment.put("MONGODB_URI", TestEngine.uri());
    environment.put("EVENT_DATABASE", eventDatabase);
    environment.put("AUTH_DATABASE", authDatabase);
    environment.put("AUDIT_DATABASE", auditDatabase);
    ChildProcess process = ChildProcess.start(main, directory, environment);
    processes.add(process);
    return process;
  }

  /** Where the processes that live answer their operator. */
  List<String> managementUrls() throws InterruptedException {
    List<String> all = new ArrayList<>();
    for (ChildProcess process : processes) {
      if (process.isAlive()) {
        all.add(managementOf(process));
      }
    }
    return all;
  }

  /** Where the first gateway's API is. */
  String url() {
    return urls.get(0);
  }

  /** Where each gateway's API is. */
  List<String> urls() {
    return List.copyOf(urls);
  }

  /**
   * Where the cluster's members are, for one more. No more than there are: who looks for the others
   * after a split waits five seconds at each address where nobody is.
   */
  String members() {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < size.all(); i++) {
      members.add("127.0.0.1:" + (port + i));
    }
    return String.join(",", members);
  }

  /** The first port of the cluster. */
  int port() {
    return port;
  }

  /** Name of the event processes' database, on the engine of the tests. */
  String eventDatabase() {
    return eventDatabase;
  }

  /** Name of the auth process's database. */
  String authDatabase() {
    return authDatabase;
  }

  /** Name of the database of audit entries. */
  String auditDatabase() {
    return auditDatabase;
  }

  /** The directory of token keys. */
  Path keys() {
    return directory.resolve("keys");
  }

  /** SIGKILL for the event process that has lived longest. */
  synchronized void killOneEventProcess() {
    events.remove(0).close();
  }

  /** SIGKILL for the auth process that has lived longest. */
  synchronized void killOneAuthProcess() {
    auths.remove(0).close();
  }

  private synchronized ChildProcess startAuthProcess() {
    ChildProcess started = start(AuthMain.class);
    auths.add(started);
    return started;
  }

  /** The event process that has lived longest, to be ended by who asks; it is replaced then. */
  synchronized ChildProcess releaseOneEventProcess() {
    return events.remove(0);
  }

  /** The event process that has lived longest. */
  synchronized ChildProcess oldestEventProcess() {
    return events.get(0);
  }

  /** Starts one more event process; it serves some seconds later. */
  synchronized ChildProcess startEventProcess() {
    ChildProcess started = start(EventMain.class);
    events.add(started);
    return started;
  }

  /** Starts as many event and auth processes as were killed, and waits until they serve. */
  void replaceKilled() throws InterruptedException {
    List<ChildProcess> started = new ArrayList<>();
    while (events.size() < size.events()) {
      started.add(startEventProcess());
    }
    while (auths.size() < size.auths()) {
      started.add(startAuthProcess());
    }
    for (ChildProcess process : started) {
      process.awaitReady();
    }
  }

  /** Puts a new private key into the directory of token keys, at once as a whole. */
  void addKey(String name) throws IOException, GeneralSecurityException {
    SigningKeys.add(keys(), name);
  }

  @Override
  public void close() {
    processes.forEach(ChildProcess::close);
  }
}
