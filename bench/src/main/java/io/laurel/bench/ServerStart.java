package io.laurel.bench;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How to start a server.
 *
 * @param directory where it runs, empty; its output goes to a file there, not to a pipe, which
 *     would cost this program its share of each line
 * @param environment to add to this program's
 */
record ServerStart(Path directory, List<String> command, Map<String, String> environment) {
  /** Where Laurel keeps its data, in the directory where it runs. */
  static final String DATA = "data";

  private static final String NO_LIMITS =
      "auth=100000000/1,write=100000000/1,read=100000000/1,heavy=100000000/1";

  /** What the start script gives Laurel. */
  private static final Pattern HEAP = Pattern.compile("-Xmx\\d+m");

  /**
   * Laurel, standalone, by its start script.
   *
   * @param jvm more options of its JVM, separated by blanks
   */
  static ServerStart laurel(Path directory, String jvm) {
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("LAUREL_JAVA_OPTIONS", jvm);
    environment.put("HTTP_PORT", "0");
    environment.put("MANAGEMENT_PORT", "0");
    environment.put("DATA_DIR", directory.resolve(DATA).toString());
    // So high that nobody meets it; off would leave out what it costs.
    environment.put("RATE_LIMITS", NO_LIMITS);
    return new ServerStart(directory, List.of(script().toString()), environment);
  }

  /** The same with more in its environment. */
  ServerStart with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new ServerStart(directory, command, all);
  }

  /** A class on this program's class path, with as large a heap as Laurel's. */
  static ServerStart of(Class<?> main, Path directory, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", heap()));
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(arguments);
    return new ServerStart(directory, command, Map.of());
  }

  private static String heap() throws IOException {
    return HEAP.matcher(Files.readString(script()))
        .results()
        .map(MatchResult::group)
        .findFirst()
        .orElseThrow();
  }

  private static String classPath() {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    return Stream.of(entries)
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .reduce((left, right) -> left + File.pathSeparator + right)
        .orElseThrow();
  }

  /** Takes away what earlier starts of Laurel left for later ones. */
  static void forgetClasses() throws IOException {
    try (DirectoryStream<Path> archives = Files.newDirectoryStream(built(), "classes-*.jsa")) {
      for (Path archive : archives) {
        Files.delete(archive);
      }
    }
  }

  private static Path script() {
    return built().resolve("bin/laurel");
  }

  /** What Maven made of standalone, in the same checkout. */
  private static Path built() {
    try {
      Path own =
          Path.of(ServerStart.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path checkout = own.getParent().getParent().getParent();
      return checkout.resolve("standalone/target");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
