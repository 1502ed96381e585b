package io.laurel.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A Java process with the class path of this test and an environment of its own. */
public final class ChildProcess implements AutoCloseable {
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
   * Starts {@code main}.
   *
   * @param directory working directory
   * @param environment nothing else is inherited
   */
  public static ChildProcess start(Class<?> main, Path directory, Map<String, String> environment) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
                java,
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName())
            .directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return new ChildProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /** The first line on standard output that fits, once it is there; fails after 30 seconds. */
  public String awaitLine(Predicate<String> fits) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
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

  /** SIGTERM. */
  public ChildProcess terminate() {
    // By its handle: the process's own destroy() would close the streams that say how it ended.
    process.toHandle().destroy();
    return this;
  }

  /** Waits for the end, at most 30 seconds. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("Does not end; out: " + out + " err: " + err);
    }
    for (Thread reader : readers) {
      reader.join();
    }
    return process.exitValue();
  }

  /** The id of the process. */
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
