package io.laurel.launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The classes that a process loads when it starts, as an earlier one has left them: those of tests
 * start in half the processor time, as those of a released archive do. One archive for each class
 * path, in the module's {@code target}, made by the first test that asks.
 */
final class SharedClasses {
  /** The program that loads most; where it is in no jar of the class path, there is no archive. */
  private static final String PROGRAM = "io.laurel.standalone.StandaloneMain";

  /** What it says when it serves. */
  private static final String SERVES = "http://127.0.0.1:";

  private static final Path TARGET = Path.of("target");
  private static final List<String> QUIET = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off");

  private static Optional<Path> archive;

  private SharedClasses() {}

  /** The jars of this test first: what is archived must be the head of the class path. */
  static String classPath() {
    return String.join(File.pathSeparator, Stream.concat(entries(true), entries(false)).toList());
  }

  /** What Java takes for it; nothing where there is none. */
  static synchronized List<String> options() {
    if (archive == null) {
      archive = made();
    }
    List<String> options = new ArrayList<>();
    archive.ifPresent(
        file -> {
          options.addAll(QUIET);
          options.add("-XX:SharedArchiveFile=" + file);
        });
    return options;
  }

  private static Stream<String> entries(boolean jars) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar") == jars);
  }

  private static Optional<Path> made() {
    if (!isInJar()) {
      return Optional.empty();
    }
    try {
      Path file = TARGET.resolve("shared-classes-" + state() + ".jsa").toAbsolutePath();
      if (!Files.exists(file)) {
        forget();
        make(file);
      }
      return Optional.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean isInJar() {
    try {
      Class<?> program = Class.forName(PROGRAM, false, SharedClasses.class.getClassLoader());
      return program.getProtectionDomain().getCodeSource().getLocation().getPath().endsWith(".jar");
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Changes with every jar, as a JVM takes no archive of another one. */
  private static String state() throws IOException {
    StringBuilder state = new StringBuilder(System.getProperty("java.vm.version"));
    for (String jar : entries(true).toList()) {
      Path path = Path.of(jar);
      state.append(path).append(Files.size(path)).append(Files.getLastModifiedTime(path));
    }
    return Integer.toHexString(state.toString().hashCode());
  }

  private static void forget() throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(TARGET, "shared-classes-*.jsa")) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
  }

  private static void make(Path file) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("laurel-classes-");
    Path made = directory.resolve("classes.jsa");
    List<String> words = new ArrayList<>(List.of(ChildProcess.java()));
    words.addAll(QUIET);
    words.addAll(ChildProcess.SMALL);
    words.addAll(List.of("-XX:ArchiveClassesAtExit=" + made, "-cp"));
    words.add(String.join(File.pathSeparator, entries(true).toList()));
    words.add(PROGRAM);
    Map<String, String> environment = Map.of("HTTP_PORT", "0", "MANAGEMENT_PORT", "0");
    try (ChildProcess process = ChildProcess.start(words, directory, environment)) {
      process.awaitLine(line -> line.contains(SERVES));
      process.terminate().exitCode();
      if (!Files.exists(made)) {
        throw new IllegalStateException("No archive of classes: " + process.err());
      }
      Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
