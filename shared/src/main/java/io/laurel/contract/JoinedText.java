package io.laurel.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Several YAML files as one text, comments and all: what stands under a heading of one file is
 * added to what stands under the same heading of those before. Headings are the document's members
 * and those of its {@code components}, each alone on its line. Looks no deeper: what two files say
 * is said twice in the text, and whoever parses that refuses it.
 */
final class JoinedText {
  private static final String COMPONENTS = "components:";
  private static final int DEEPEST_HEADING = 2;

  private final Map<String, String> files = new LinkedHashMap<>();
  private final Section root = new Section();

  /** A line, and where it was written. */
  private record Line(String file, int number, String text) {
    int indent() {
      return text.length() - text.stripLeading().length();
    }

    /** Deeper than headings it may look like a comment, and be part of a text. */
    boolean belongsToWhatFollows() {
      return text.isBlank() || (text.strip().startsWith("#") && indent() <= DEEPEST_HEADING);
    }

    String place() {
      return file + ", line " + number;
    }

    boolean isHeading() {
      return text.stripTrailing().endsWith(":");
    }
  }

  private static final class Section {
    final List<Line> lines = new ArrayList<>();
    final Map<String, Section> inner = new LinkedHashMap<>();

    /**
     * The section of that heading, which stands in it once, whoever comes again. What is before it
     * then waits for what follows it.
     */
    Section under(Line heading, List<Line> before) {
      if (!heading.isHeading()) {
        add(before, heading);
        return this;
      }
      String name = heading.text().strip();
      Section section = inner.computeIfAbsent(name, absent -> new Section());
      if (section.lines.isEmpty()) {
        section.add(before, heading);
      } else if (before.isEmpty() || !before.get(0).text().isBlank()) {
        before.add(0, new Line(heading.file(), heading.number(), ""));
      }
      return section;
    }

    void add(List<Line> before, Line line) {
      lines.addAll(before);
      lines.add(line);
      before.clear();
    }

    void collect(List<Line> all) {
      all.addAll(lines);
      inner.values().forEach(section -> section.collect(all));
    }
  }

  /**
   * Adds a file after the others; its name is for {@link #origin}.
   *
   * @throws IllegalArgumentException where it says at its margin what only the first one can
   */
  void add(String file, String text) {
    files.put(file, text);
    Section member = root;
    Section section = root;
    List<Line> before = new ArrayList<>();
    int number = 0;
    for (String written : text.lines().toList()) {
      number++;
      Line line = new Line(file, number, written);
      if (line.belongsToWhatFollows()) {
        before.add(line);
      } else if (line.indent() == 0) {
        requireHeading(line);
        member = root.under(line, before);
        section = member;
      } else if (line.indent() == DEEPEST_HEADING && member == root.inner.get(COMPONENTS)) {
        section = member.under(line, before);
      } else {
        section.add(before, line);
      }
    }
    section.lines.addAll(before);
  }

  private void requireHeading(Line line) {
    if (files.size() > 1 && !line.isHeading()) {
      throw new IllegalArgumentException(
          "Contract: " + line.place() + ": only headings begin at the margin, such as paths:");
    }
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    root.collect(lines);
    return lines;
  }

  /** The files by name, as they were added. */
  Map<String, String> files() {
    return Collections.unmodifiableMap(files);
  }

  /** All files as one. */
  String text() {
    return lines().stream().map(line -> line.text() + "\n").collect(Collectors.joining());
  }

  /** Where a line of the {@link #text} was written: file and line. */
  String origin(int number) {
    return lines().get(number - 1).place();
  }
}
