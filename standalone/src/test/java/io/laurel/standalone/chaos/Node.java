package io.laurel.standalone.chaos;

import io.laurel.auth.AuthMain;
import io.laurel.cluster.TestAuthority;
import io.laurel.event.EventMain;
import io.laurel.gateway.GatewayMain;
import io.laurel.launch.ChildProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One process of the cluster, at one place whatever happens to it. */
final class Node implements AutoCloseable {
  /** What it serves. */
  enum Kind {
    GATEWAY(GatewayMain.class),
    AUTH(AuthMain.class),
    EVENT(EventMain.class);

    private final Class<?> main;

    Kind(Class<?> main) {
      this.main = main;
    }

    /** As its certificate says it. */
    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Kind kind;
  private final int number;
  private final Place place;
  private final Path directory;
  private final Map<String, String> settings;
  private final List<String> said = new ArrayList<>();
  private Map<String, String> special = Map.of();
  private ChildProcess process;
  private boolean frozen;

  /** A node that does not run yet. */
  Node(Kind kind, int number, Place place, Path directory, Map<String, String> settings) {
    this.kind = kind;
    this.number = number;
    this.place = place;
    this.directory = directory;
    this.settings = new HashMap<>(settings);
    this.settings.putAll(TestAuthority.settings(kind.label()));
    this.settings.put("CLUSTER_PORT", Integer.toString(place.membership()));
    this.settings.put("CLUSTER_BUS_PORT", Integer.toString(place.bus()));
    this.settings.put("MANAGEMENT_HOST", place.host());
    this.settings.put("MANAGEMENT_PORT", Integer.toString(place.management()));
    this.settings.put("HTTP_HOST", place.host());
    this.settings.put("HTTP_PORT", Integer.toString(place.http()));
  }

  /** How a process is started that is to be there soon. */
  static ChildProcess.Way way(Place place) {
    return new ChildProcess.Way(
        place.entering(),
        List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
  }

  /** Who hashes passwords needs a compiler that is good at it: a hash takes ten times as long. */
  private ChildProcess.Way way() {
    return kind == Kind.AUTH
        ? new ChildProcess.Way(
            place.entering(), List.of("-Xmx192m", "-XX:+UseSerialGC", "-Xshare:auto"))
        : way(place);
  }

  static void signal(String name, ChildProcess process) {
    Shell.run("sh", "-c", "kill -" + name + " " + process.pid());
  }

  Kind kind() {
    return kind;
  }

  Place place() {
    return place;
  }

  /** As it is called in reports. */
  String name() {
    return kind.label() + "-" + number;
  }

  /** Starts it; it serves some seconds later. */
  void start() {
    start(Map.of());
  }

  /** The same with further settings, until it is started anew. */
  synchronized void start(Map<String, String> others) {
    special = others;
    Map<String, String> environment = new HashMap<>(settings);
    environment.putAll(others);
    process = ChildProcess.start(way(), kind.main, directory, environment);
    frozen = false;
  }

  /** As whoever runs it would: starts it again where it ended by itself, and says so. */
  synchronized boolean supervise() throws InterruptedException {
    if (process == null || process.isAlive()) {
      return false;
    }
    ended(process);
    start(special);
    return true;
  }

  /** SIGKILL. */
  synchronized void kill() throws InterruptedException {
    ChildProcess killed = process;
    process = null;
    killed.close();
    ended(killed);
  }

  /** SIGTERM; returns the exit code. */
  int terminate() throws InterruptedException {
    ChildProcess terminated;
    synchronized (this) {
      terminated = process;
      process = null;
    }
    int code = terminated.terminate().exitCode();
    ended(terminated);
    return code;
  }

  private synchronized void ended(ChildProcess gone) throws InterruptedException {
    gone.exitCode();
    said.addAll(gone.out());
    said.addAll(gone.err());
  }

  /** SIGSTOP: its sockets stay open, and nobody answers. */
  synchronized void freeze() {
    signal("STOP", process);
    frozen = true;
  }

  /** SIGCONT. */
  synchronized void thaw() {
    signal("CONT", process);
    frozen = false;
  }

  /** Has it run, whatever was done to it. */
  synchronized void restore() {
    if (frozen) {
      thaw();
    } else if (process == null) {
      start();
    }
  }

  /** Whether it was started, and neither ended nor frozen by us. */
  synchronized boolean runs() {
    return process != null && !frozen;
  }

  /** All that it wrote in all its lives. */
  synchronized List<String> said() {
    List<String> all = new ArrayList<>(said);
    if (process != null) {
      all.addAll(process.out());
      all.addAll(process.err());
    }
    return all;
  }

  @Override
  public synchronized void close() {
    if (process != null) {
      process.close();
    }
  }
}
