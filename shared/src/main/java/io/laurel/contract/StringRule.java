package io.laurel.contract;

import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rules of texts. A text that is too long is not tried against a pattern: what that costs is
 * bounded by the length.
 *
 * @param minLength in characters of Unicode, as the other one
 * @param pattern null for none
 * @param written the pattern as the contract has it; null for none
 * @param format its name; null for none
 * @param hasFormat whether a text has it
 */
record StringRule(
    int minLength,
    int maxLength,
    @Nullable Pattern pattern,
    @Nullable String written,
    @Nullable String format,
    Predicate<String> hasFormat)
    implements Rule {

  static StringRule of(JsonObject node) {
    String pattern = node.getString("pattern");
    String format = node.getString("format");
    return new StringRule(
        node.getInteger("minLength", 0),
        node.getInteger("maxLength", Integer.MAX_VALUE),
        pattern == null ? null : Pattern.compile(toTheEnd(pattern)),
        pattern,
        format,
        check(format));
  }

  /**
   * In Java {@code $} also matches before a last line feed, in JSON Schema (ECMA-262) it does not.
   */
  private static String toTheEnd(String pattern) {
    return pattern.endsWith("$") && !pattern.endsWith("\\$")
        ? pattern.substring(0, pattern.length() - 1) + "\\z"
        : pattern;
  }

  private static Predicate<String> check(@Nullable String format) {
    if (format == null) {
      return text -> true;
    }
    return switch (format) {
      case "date-time" -> text -> Instants.read(text).isPresent();
      case "date" -> StringRule::isDate;
      default -> throw new IllegalArgumentException("Contract: nobody checks format " + format);
    };
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeException e) {
      return false;
    }
  }

  @Override
  public void check(@Nullable Object value, Trail at, Faults faults) {
    if (!(value instanceof CharSequence text)) {
      return;
    }
    if (isTooLong(text)) {
      faults.add(at, "must have at most " + maxLength + " characters");
      return;
    }
    if (minLength > 0 && Character.codePointCount(text, 0, text.length()) < minLength) {
      faults.add(at, "must have at least " + minLength + " characters");
    }
    if (!hasFormat.test(text.toString())) {
      faults.add(at, "must be a valid " + format);
    } else if (pattern != null && !pattern.matcher(text).find()) {
      faults.add(at, "must match " + written);
    }
  }

  private boolean isTooLong(CharSequence text) {
    return text.length() > maxLength
        && Character.codePointCount(text, 0, text.length()) > maxLength;
  }
}
