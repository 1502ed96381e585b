package io.laurel.standalone.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A text to be read by people: what each second of a trial brought, by kind of request; seconds
 * without an error are drawn together.
 */
final class Report {
  private static final long SECOND_MS = 1_000;

  private final Path file;

  /** Begins an empty one. */
  Report(Path file) throws IOException {
    this.file = file;
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
  }

  /** Appends a trial that has ended. */
  synchronized void add(Trial trial) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("== " + trial.name());
    lines.addAll(seconds(trial.journal()));
    trial.findings().forEach(finding -> lines.add("  " + finding));
    lines.add(trial.faults().isEmpty() ? "  nothing amiss" : "  AMISS:");
    trial.faults().stream().limit(20).forEach(fault -> lines.add("  ! " + fault));
    Files.write(file, lines, StandardOpenOption.APPEND);
    lines.forEach(System.out::println);
  }

  private static List<String> seconds(Journal journal) {
    List<Attempt> attempts = journal.attempts();
    if (attempts.isEmpty()) {
      return List.of("  nobody asked");
    }
    long start = attempts.get(0).sent();
    Map<Long, List<Attempt>> bySecond =
        attempts.stream()
            .collect(
                Collectors.groupingBy(
                    attempt -> (attempt.sent() - start) / SECOND_MS,
                    TreeMap::new,
                    Collectors.toList()));
    List<Journal.Mark> marks = new ArrayList<>(journal.marks());
    List<String> lines = new ArrayList<>();
    lines.add("  second   answered  errors by kind of request (by when it was sent)");
    List<Attempt> calm = new ArrayList<>();
    long calmSince = 0;
    for (Map.Entry<Long, List<Attempt>> second : bySecond.entrySet()) {
      long end = start + (second.getKey() + 1) * SECOND_MS;
      boolean marked = !marks.isEmpty() && marks.get(0).at() < end;
      boolean failing = second.getValue().stream().anyMatch(one -> one.outcome().isError());
      if (marked || failing) {
        calm(lines, calmSince, second.getKey() - 1, calm);
        calm.clear();
      }
      while (!marks.isEmpty() && marks.get(0).at() < end) {
        Journal.Mark mark = marks.remove(0);
        lines.add("  %6.1f   -- %s".formatted((mark.at() - start) / 1_000.0, mark.what()));
      }
      if (failing) {
        lines.add(line(second.getKey().toString(), second.getValue()));
      } else {
        if (calm.isEmpty()) {
          calmSince = second.getKey();
        }
        calm.addAll(second.getValue());
      }
    }
    calm(lines, calmSince, Long.MAX_VALUE, calm);
    marks.forEach(
        mark -> lines.add("  %6.1f   -- %s".formatted((mark.at() - start) / 1_000.0, mark.what())));
    return lines;
  }

  private static void calm(List<String> lines, long since, long until, List<Attempt> calm) {
    if (!calm.isEmpty()) {
      lines.add(line(since + (until == Long.MAX_VALUE ? "…" : "…" + until), calm));
    }
  }

  private static String line(String when, List<Attempt> attempts) {
    long answered = attempts.stream().filter(one -> !one.outcome().isError()).count();
    Map<String, Map<String, Long>> errors =
        attempts.stream()
            .filter(one -> one.outcome().isError())
            .collect(
                Collectors.groupingBy(
                    Attempt::kind,
                    TreeMap::new,
                    Collectors.groupingBy(
                        one -> one.outcome().label(), TreeMap::new, Collectors.counting())));
    String told =
        errors.entrySet().stream()
            .map(kind -> kind.getKey() + " " + counts(kind.getValue()))
            .collect(Collectors.joining(", "));
    return "  %6s   %8d  %s".formatted(when, answered, told.isEmpty() ? "none" : told);
  }

  private static String counts(Map<String, Long> outcomes) {
    return outcomes.entrySet().stream()
        .map(outcome -> outcome.getValue() + "×" + outcome.getKey())
        .collect(Collectors.joining(" "));
  }
}
