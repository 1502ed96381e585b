package io.laurel.launch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A process with an environment of its own, mostly Java with the class path of this test. */
public final class ChildProcess implements AutoCloseable {
  /** Options of Java that leave it less to start, of which there is much here. */
  static final List<String> SMALL =
      List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /** 127.0.0.1 as the kernel writes it. */
  private static final String LOOPBACK = "0100007F";

  /** Six that start at once took two minutes on two cores that others used, too. */
  private static final Duration START = Duration.ofMinutes(4);

  private final Process process;
  private final List<String> out = new ArrayList<>();
  private final List<String> err = new ArrayList<>();
  private final List<Thread> readers = new ArrayList<>();

  private ChildProcess(Process process) {
    this.process = process;
    readers.add(read(process.getInputStream(), out));
    readers.add(read(process.getErrorStream(), err));
  }

  /**
   * How Java is started.
   *
   * @param before the words of a command that becomes it, such as {@code ip netns exec NAME}
   * @param options those of Java
   */
  public record Way(List<String> before, List<String> options) {}

  /**
   * Starts {@code main}.
   *
   * @param directory working directory
   * @param environment nothing else is inherited
   */
  public static ChildProcess start(
      Class<?> main, Path directory, Map<String, String> environment, String... arguments) {
    return start(List.of(), main, directory, environment, arguments);
  }

  /** The same behind another command that becomes it, such as {@code ip netns exec NAME}. */
  public static ChildProcess start(
      List<String> wrapper,
      Class<?> main,
      Path directory,
      Map<String, String> environment,
      String... arguments) {
    List<String> options = new ArrayList<>(coverage());
    options.addAll(SMALL);
    return start(new Way(wrapper, options), main, directory, environment, arguments);
  }

  /** The same in that way, which says all but the class path; nothing measures its coverage. */
  public static ChildProcess start(
      Way way,
      Class<?> main,
      Path directory,
      Map<String, String> environment,
      String... arguments) {
    List<String> words = new ArrayList<>(way.before());
    words.add(java());
    words.addAll(way.options());
    if (coverage().isEmpty()) {
      words.addAll(SharedClasses.options());
    }
    words.addAll(
        List.of("-XX:+ExitOnOutOfMemoryError", "-cp", SharedClasses.classPath(), main.getName()));
    words.addAll(List.of(arguments));
    return start(words, directory, environment);
  }

  /** Starts a command, such as a script that becomes Java. */
  public static ChildProcess start(
      List<String> command, Path directory, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    // Tests call much from one address; those about limits say so.
    builder.environment().put("RATE_LIMITS", "off");
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      // A test that is ended from outside leaves nobody behind.
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new ChildProcess(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The Java of this JVM. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** What measures this JVM measures the child too; the agent shares its file between them. */
  private static List<String> coverage() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-javaagent:") && argument.contains("jacoco"))
        .toList();
  }

  private static Thread read(InputStream stream, List<String> lines) {
    Thread reader =
        new Thread(
            () -> {
              try (var in =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                  synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                  }
                }
              } catch (IOException e) {
                // The process is gone, and its stream with it.
              }
            });
    reader.setDaemon(true);
    reader.start();
    return reader;
  }

  /** The first line on standard output that fits, once it is there; fails after {@link #START}. */
  public String awaitLine(Predicate<String> fits) throws InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    synchronized (out) {
      while (true) {
        var line = out.stream().filter(fits).findFirst();
        if (line.isPresent()) {
          return line.get();
        }
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0 || (!process.isAlive() && !readers.get(0).isAlive())) {
          throw new AssertionError("No such line; out: " + out + " err: " + err);
        }
        out.wait(Math.min(left, 200));
      }
    }
  }

  /** Waits until the program serves. */
  public ChildProcess awaitReady() throws InterruptedException {
    awaitLine(line -> line.contains(" ready in "));
    return this;
  }

  /** Whether it has not ended yet. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGTERM. */
  public ChildProcess terminate() {
    // By its handle: the process's own destroy() would close the streams that say how it ended.
    process.toHandle().destroy();
    return this;
  }

  /** Waits for the end, at most a minute. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("Does not end; out: " + out + " err: " + err);
    }
    for (Thread reader : readers) {
      // A grandchild that lives on would keep the stream open.
      reader.join(Duration.ofSeconds(10).toMillis());
    }
    return process.exitValue();
  }

  /** Whether every port that it has open is for this machine only; only Linux tells. */
  public boolean listensOnLoopbackOnly() throws IOException {
    List<String> listening = listening();
    return !listening.isEmpty()
        && listening.stream()
            .map(address -> address.substring(0, address.indexOf(':')))
            .allMatch(host -> host.endsWith(LOOPBACK));
  }

  /** Whether it listens on a port; only Linux tells. */
  public boolean listensOn(int port) throws IOException {
    String written = String.format(Locale.ROOT, ":%04X", port);
    return listening().stream().anyMatch(address -> address.endsWith(written));
  }

  /** Addresses and ports as the kernel writes them. */
  private List<String> listening() throws IOException {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    assumeTrue(Files.isDirectory(proc.resolve("fd")), "Linux tells who listens");
    Set<String> sockets = sockets(proc.resolve("fd"));
    List<String> listening = new ArrayList<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : Files.readAllLines(proc.resolve(table))) {
        String[] columns = line.strip().split("\\s+", 12);
        if (columns[3].equals("0A") && sockets.contains("socket:[" + columns[9] + "]")) {
          listening.add(columns[1]);
        }
      }
    }
    return listening;
  }

  private static Set<String> sockets(Path descriptors) throws IOException {
    Set<String> targets = new HashSet<>();
    try (Stream<Path> files = Files.list(descriptors)) {
      for (Path file : files.toList()) {
        try {
          targets.add(Files.readSymbolicLink(file).toString());
        } catch (NoSuchFileException e) {
          // Closed meanwhile.
        }
      }
    }
    return targets;
  }

  /** The operating system's number of it. */
  public long pid() {
    return process.pid();
  }

  /** What it wrote to standard output so far. */
  public List<String> out() {
    synchronized (out) {
      return List.copyOf(out);
    }
  }

  /** What it wrote to standard error so far. */
  public List<String> err() {
    synchronized (err) {
      return List.copyOf(err);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
