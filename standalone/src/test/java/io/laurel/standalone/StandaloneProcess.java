package io.laurel.standalone;

import io.laurel.embedded.TestEngine;
import io.laurel.launch.ChildProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Standalone in a process of its own, on free ports. */
final class StandaloneProcess implements AutoCloseable {
  static final String ADMIN_PASSWORD = "violet-anchor-pillow-42";

  private static final Pattern MANAGEMENT = Pattern.compile("management (http://[0-9.]+:[0-9]+)");

  /** Of each generation of the serial collector; the metaspace below them is no heap. */
  private static final Pattern HEAP_USED = Pattern.compile("generation +total \\d+K, used (\\d+)K");

  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private final ChildProcess process;
  private final String url;

  private StandaloneProcess(ChildProcess process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Starts it on {@code directory/data}, with its own database, and waits until it serves. */
  static StandaloneProcess start(Path directory) throws InterruptedException {
    return start(directory, Map.of());
  }

  /** Starts it with that engine's database where the tests were given one, else with its own. */
  static StandaloneProcess startOnTestEngine(Path directory) throws InterruptedException {
    return start(directory, testEngine());
  }

  /**
   * Settings for databases of its own on the engine that the tests were given; none where they were
   * given none, which leaves it the embedded one.
   */
  static Map<String, String> testEngine() {
    String engine = System.getenv("MONGODB_TEST_URI");
    return engine == null || engine.isBlank()
        ? Map.of()
        : Map.of(
            "MONGODB_URI", engine,
            "AUDIT_DATABASE", TestEngine.freshDatabase(),
            "EVENT_DATABASE", TestEngine.freshDatabase(),
            "AUTH_DATABASE", TestEngine.freshDatabase());
  }

  /** Starts it with settings that differ from the defaults. */
  static StandaloneProcess start(Path directory, Map<String, String> others)
      throws InterruptedException {
    return start(List.of(), directory, others);
  }

  /** Starts it where no file grows beyond so many KiB, as on a disk that is full by then. */
  static StandaloneProcess startOnSmallDisk(Path directory, int kibibytes)
      throws InterruptedException {
    String limited = "ulimit -f " + kibibytes + " && exec \"$0\" \"$@\"";
    return start(List.of("bash", "-c", limited), directory, Map.of());
  }

  private static StandaloneProcess start(
      List<String> wrapper, Path directory, Map<String, String> others)
      throws InterruptedException {
    Map<String, String> environment = new HashMap<>(others);
    environment.put("HTTP_PORT", "0");
    environment.put("MANAGEMENT_PORT", "0");
    environment.put("BOOTSTRAP_ADMIN_PASSWORD", ADMIN_PASSWORD);
    ChildProcess process =
        ChildProcess.start(wrapper, StandaloneMain.class, directory, environment);
    return new StandaloneProcess(process, Api.urlOf(process));
  }

  /** Where its API is. */
  String url() {
    return url;
  }

  /** Where it answers its operator. */
  String managementUrl() throws InterruptedException {
    Matcher said = MANAGEMENT.matcher(process.awaitLine(line -> MANAGEMENT.matcher(line).find()));
    if (!said.find()) {
      throw new AssertionError(process.out());
    }
    return said.group(1);
  }

  /** Bytes of its heap that are in use after a full collection. */
  long heapAfterCollection() throws IOException, InterruptedException {
    diagnose("GC.run");
    Matcher used = HEAP_USED.matcher(diagnose("GC.heap_info"));
    long bytes = 0;
    while (used.find()) {
      bytes += Long.parseLong(used.group(1)) * 1_024;
    }
    return bytes;
  }

  /** Bytes of its memory that the machine holds; only Linux tells. */
  long resident() throws IOException {
    String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
    Matcher resident = RESIDENT.matcher(status);
    if (!resident.find()) {
      throw new AssertionError(status);
    }
    return Long.parseLong(resident.group(1)) * 1_024;
  }

  private String diagnose(String command) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    String told = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new AssertionError(told);
    }
    return told;
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.close();
    process.exitCode();
  }

  /** Waits until it ends of itself, at most a minute, and returns its exit code. */
  int exitCode() throws InterruptedException {
    return process.exitCode();
  }

  /** What it wrote to standard error so far. */
  List<String> err() {
    return process.err();
  }

  /** Ends it with SIGTERM and returns its exit code. */
  int terminate() throws InterruptedException {
    return process.terminate().exitCode();
  }

  @Override
  public void close() {
    process.close();
  }
}
