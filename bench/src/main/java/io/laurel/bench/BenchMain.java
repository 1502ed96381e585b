package io.laurel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code bench/run}. Ends with 1 where an answer was wrong, 2 where an argument is. */
public final class BenchMain {
  private BenchMain() {}

  /** See {@code --help}. */
  public static void main(String[] arguments) throws Exception {
    if (List.of(arguments).contains("--help")) {
      System.out.print(BenchOptions.HELP);
      return;
    }
    boolean million = arguments.length > 0 && arguments[0].equals("million");
    BenchOptions options;
    try {
      options = BenchOptions.of(Stream.of(arguments).skip(million ? 1 : 0).toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n\n" + BenchOptions.HELP);
      System.exit(2);
      return;
    }
    System.exit(run(options, million) ? 0 : 1);
  }

  private static boolean run(BenchOptions options, boolean million) throws Exception {
    Path directory = Files.createTempDirectory("laurel-bench-");
    try {
      if (million) {
        MillionReport report = MillionBench.run(options, directory);
        System.out.println(report.text());
        return report.isClean();
      }
      Report report = Bench.run(options, directory);
      System.out.println(report.text());
      return report.isClean();
    } finally {
      delete(directory);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
