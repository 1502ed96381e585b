package io.laurel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code bench/run}. Ends with 1 where an answer was wrong, 2 where an argument is, 3 where
 * something was lost against an earlier run.
 */
public final class BenchMain {
  private static final String MILLION = "million";
  private static final String DELIVERY = "delivery";
  private static final String CLAIMABLES = "claimables";
  private static final String PEER = "peer";
  private static final Set<String> SCENARIOS = Set.of(MILLION, DELIVERY, CLAIMABLES, PEER);

  private BenchMain() {}

  /** See {@code --help}. */
  public static void main(String[] arguments) throws Exception {
    if (List.of(arguments).contains("--help")) {
      System.out.print(BenchOptions.HELP);
      return;
    }
    String scenario = arguments.length > 0 && SCENARIOS.contains(arguments[0]) ? arguments[0] : "";
    BenchOptions options;
    try {
      options =
          BenchOptions.of(
              Stream.of(arguments).skip(scenario.isEmpty() ? 0 : 1).toArray(String[]::new));
      if (scenario.equals(PEER)) {
        PeerBench.check(options);
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n\n" + BenchOptions.HELP);
      System.exit(2);
      return;
    }
    System.exit(run(options, scenario));
  }

  private static int run(BenchOptions options, String scenario) throws Exception {
    // Read before anything is measured: a wrong name is told at once, and --out may be the same.
    Figures before = options.against().isEmpty() ? null : Figures.read(Path.of(options.against()));
    return measure(options, scenario, before);
  }

  private static int measure(BenchOptions options, String scenario, Figures before)
      throws Exception {
    Path directory = Files.createTempDirectory("laurel-bench-");
    try {
      return switch (scenario) {
        case MILLION -> {
          MillionReport report = MillionBench.run(options, directory);
          System.out.println(report.text());
          yield report.isClean() ? 0 : 1;
        }
        case DELIVERY -> {
          DeliveryReport report = DeliveryBench.run(options, directory);
          System.out.println(report.text());
          yield report.isClean() ? 0 : 1;
        }
        case CLAIMABLES -> {
          ClaimableReport report = ClaimableBench.run(options, directory);
          System.out.println(report.text());
          yield report.isClean() ? 0 : 1;
        }
        case PEER -> {
          PeerReport report = PeerBench.run(options, directory);
          System.out.println(report.text());
          yield report.isClean() ? 0 : 1;
        }
        default -> {
          Report report = Bench.run(options, directory);
          System.out.println(report.text());
          yield report.isClean() ? compare(report.figures(), options, before) : 1;
        }
      };
    } finally {
      delete(directory);
    }
  }

  private static int compare(Figures figures, BenchOptions options, Figures before)
      throws IOException {
    figures.write(Path.of(options.out()));
    if (before == null) {
      return 0;
    }
    System.out.println(figures.against(before));
    return figures.lostAgainst(before).isEmpty() ? 0 : 3;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
