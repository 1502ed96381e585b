package io.laurel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in a process of its own. Ends with this program. */
final class ServerProcess implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/api/v1\\s");
  private static final Pattern MANAGEMENT = Pattern.compile("management (http://[0-9.]+:[0-9]+)");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(5);
  private static final String LOG = "server.log";

  /** What the names of the database's threads begin with. */
  private static final String DATABASE = "embedded-mongo";

  /** In which Linux tells the time of threads, on every machine of today. */
  private static final Duration TICK = Duration.ofMillis(10);

  private final Process process;
  private final int port;
  private final Path log;
  private Allocations allocations;

  private ServerProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * Starts it, and returns when it has said its URL.
   *
   * @throws IllegalStateException with its output, where it ends or takes three minutes
   */
  static ServerProcess start(ServerStart start) throws InterruptedException {
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

  /** Processor time since its start, of user and system; of the processes that it started, too. */
  Duration processorTime() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * Of that, what its embedded database took: the time of the threads that are named so. Zero where
   * the system does not tell it as Linux does.
   */
  Duration databaseTime() {
    Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
    long ticks = 0;
    try (Stream<Path> all = Files.list(tasks)) {
      for (Path task : all.toList()) {
        ticks += databaseTicks(task);
      }
    } catch (IOException e) {
      return Duration.ZERO;
    }
    return TICK.multipliedBy(ticks);
  }

  /** A thread that ends meanwhile has none. */
  private static long databaseTicks(Path task) {
    try {
      if (!Files.readString(task.resolve("comm")).startsWith(DATABASE)) {
        return 0;
      }
      String stat = Files.readString(task.resolve("stat"));
      // Behind the name, which is in brackets and may hold anything: user and system are the 12th
      // and 13th.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 14);
      return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    } catch (IOException e) {
      return 0;
    }
  }

  /**
   * What its threads have put on its heap so far; the first call begins to look, which costs it.
   */
  long allocatedBytes() {
    try {
      if (allocations == null) {
        allocations = Allocations.of(process.pid());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return allocations.bytes();
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
    if (allocations != null) {
      allocations.close();
    }
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
