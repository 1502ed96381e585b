package io.laurel.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A list-valued header field as RFC 9110, section 5.6.1, has it: several lines are one list, empty
 * elements count for nothing, and a comma inside a quoted string is part of its element. The one
 * reading of such fields, for everything that reads one.
 */
public final class FieldList {
  private FieldList() {}

  /**
   * The elements in the order they came, without the white space around them.
   *
   * @param lines values of the field's lines; empty where it was not sent
   */
  public static List<String> elements(List<String> lines) {
    return split(lines, true);
  }

  /** The elements in lower case, for fields whose elements are tokens that know no case. */
  public static List<String> tokens(List<String> lines) {
    return elements(lines).stream().map(element -> element.toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * The elements.
   *
   * @param escapes whether a backslash hides the character after it from the end of a quoted
   *     string: an entity tag looks like one and knows no escapes (section 8.8.3)
   */
  static List<String> split(List<String> lines, boolean escapes) {
    List<String> elements = new ArrayList<>();
    lines.forEach(line -> split(line, escapes, elements));
    return elements;
  }

  private static void split(String line, boolean escapes, List<String> elements) {
    boolean quoted = false;
    int begin = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted && escapes) {
        i++;
      } else if (c == ',' && !quoted) {
        add(line, begin, i, elements);
        begin = i + 1;
      }
    }
    add(line, begin, line.length(), elements);
  }

  private static void add(String line, int begin, int end, List<String> elements) {
    int from = begin;
    int to = end;
    while (from < to && isSpace(line.charAt(from))) {
      from++;
    }
    while (from < to && isSpace(line.charAt(to - 1))) {
      to--;
    }
    if (from < to) {
      elements.add(line.substring(from, to));
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
