package io.laurel.bench;

import io.laurel.standalone.StandaloneMain;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in a JVM of its own, on this program's class path. Ends with this program. */
final class ServerProcess implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/api/v1\\s");
  private static final Pattern MANAGEMENT = Pattern.compile("management (http://[0-9.]+:[0-9]+)");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(5);
  private static final String LOG = "server.log";

  private final Process process;
  private final int port;
  private final Path log;

  private ServerProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * How to start one.
   *
   * @param main its main class
   * @param directory where it runs, empty; its output goes to a file there, not to a pipe, which
   *     would cost this program its share of each line
   * @param jvm options of its JVM
   * @param arguments of its main class
   * @param environment to add to this program's
   */
  record Start(
      Class<?> main,
      Path directory,
      List<String> jvm,
      List<String> arguments,
      Map<String, String> environment) {
    /** Where Laurel keeps its data, in the directory where it runs. */
    static final String DATA = "data";

    private static final String NO_LIMITS =
        "auth=100000000/1,write=100000000/1,read=100000000/1,heavy=100000000/1";

    /**
     * Laurel, standalone.
     *
     * @param jvm options separated by blanks
     */
    static Start laurel(Path directory, String jvm) {
      return new Start(
          StandaloneMain.class,
          directory,
          Stream.of(jvm.split(" ", -1)).filter(option -> !option.isEmpty()).toList(),
          List.of(),
          Map.of(
              "HTTP_PORT",
              "0",
              "MANAGEMENT_PORT",
              "0",
              "DATA_DIR",
              directory.resolve(DATA).toString(),
              // So high that nobody meets it; off would leave out what it costs.
              "RATE_LIMITS",
              NO_LIMITS));
    }

    /** The same with more in its environment. */
    Start with(Map<String, String> more) {
      Map<String, String> all = new HashMap<>(environment);
      all.putAll(more);
      return new Start(main, directory, jvm, arguments, all);
    }

    List<String> command() {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-XX:+ExitOnOutOfMemoryError");
      command.addAll(jvm);
      command.addAll(List.of("-cp", classPath(), main.getName()));
      command.addAll(arguments);
      return command;
    }

    private static String classPath() {
      String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
      return Stream.of(entries)
          .map(entry -> Path.of(entry).toAbsolutePath().toString())
          .reduce((left, right) -> left + File.pathSeparator + right)
          .orElseThrow();
    }
  }

  /**
   * Starts it, and returns when it has said its URL.
   *
   * @throws IllegalStateException with its output, where it ends or takes three minutes
   */
  static ServerProcess start(Start start) throws InterruptedException {
    try {
      Files.createDirectories(start.directory());
      Path log = start.directory().resolve(LOG);
      ProcessBuilder builder =
          new ProcessBuilder(start.command())
              .directory(start.directory().toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().putAll(start.environment());
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new ServerProcess(process, awaitPort(process, log), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int awaitPort(Process process, Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      Matcher url = URL.matcher(Files.readString(log));
      if (url.find()) {
        return Integer.parseInt(url.group(1));
      }
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    }
    process.destroyForcibly();
    throw new IllegalStateException("A server did not start:\n" + Files.readString(log));
  }

  int port() {
    return port;
  }

  /** Where it tells its operator, such as its metrics. */
  String managementUrl() throws IOException {
    Matcher said = MANAGEMENT.matcher(Files.readString(log));
    if (!said.find()) {
      throw new IllegalStateException("A server does not say where it is managed");
    }
    return said.group(1);
  }

  /** Processor time since its start, of user and system. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Resident memory in bytes; 0 where the system does not tell it as Linux does. */
  long residentBytes() {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try {
      Matcher resident = RESIDENT.matcher(Files.readString(status));
      return resident.find() ? Long.parseLong(resident.group(1)) * 1_024 : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Tells it to end, and waits; by force after ten seconds. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(10, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
