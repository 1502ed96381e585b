package io.laurel.launch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Two networks with one machine in each, joined by a cable; Linux makes them for root. Elsewhere
 * the test that asks for them is skipped.
 */
final class Networks implements AutoCloseable {
  /** A name that stands for both machines. */
  static final String NAME = "trial-members";

  private final String prefix =
      "lr" + Long.toString(ProcessHandle.current().pid() % 1_000_000, 36) + "-";

  Networks() throws IOException, InterruptedException {
    assumeTrue(
        Files.isDirectory(Path.of("/proc/self/ns")) && run("ip", "netns", "add", name(1)),
        "network namespaces need Linux, root and iproute2");
    boolean made =
        run("ip", "netns", "add", name(2))
            && run("ip", "link", "add", name(1), "type", "veth", "peer", "name", name(2))
            && connect(1)
            && connect(2);
    if (!made) {
      close();
      assumeTrue(false, "this machine makes no networks");
    }
  }

  private boolean connect(int number) throws IOException, InterruptedException {
    String name = name(number);
    return run("ip", "link", "set", name, "netns", name)
        && run("ip", "-n", name, "addr", "add", address(number) + "/24", "dev", name)
        && run("ip", "-n", name, "link", "set", "lo", "up")
        && run("ip", "-n", name, "link", "set", name, "up");
  }

  private String name(int number) {
    return prefix + number;
  }

  private static String address(int number) {
    return String.format(Locale.ROOT, "10.234.99.%d", number);
  }

  /** What to put before a command to have it run there. */
  List<String> inside(int number) {
    return List.of("ip", "netns", "exec", name(number));
  }

  /** A file of names for {@code jdk.net.hosts.file}. */
  Path hosts(Path directory) {
    try {
      return Files.writeString(
          directory.resolve("hosts"),
          "127.0.0.1 localhost\n"
              + address(1)
              + " "
              + NAME
              + "\n"
              + address(2)
              + " "
              + NAME
              + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      // There is no such command.
      return false;
    }
  }

  @Override
  public void close() throws InterruptedException {
    // The cable goes with them.
    run("ip", "netns", "del", name(1));
    run("ip", "netns", "del", name(2));
  }
}
