package io.laurel.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4180 in UTF-8, with a header row. What a spreadsheet would take for a formula bears an
 * apostrophe, as OWASP's page on CSV injection advises; numbers and booleans are ours and stay.
 *
 * @param isMarked whether a byte order mark comes first, without which Excel takes it for Windows's
 *     code page
 */
record CsvRows(List<String> columns, boolean isMarked) implements RowWriter {
  private static final String MARK = "\uFEFF";
  private static final String END = "\r\n";
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
  private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",;\\s]");

  /** The same, with a byte order mark. */
  CsvRows marked() {
    return new CsvRows(columns, true);
  }

  @Override
  public String parameters() {
    return "; charset=utf-8";
  }

  @Override
  public String head() {
    return (isMarked ? MARK : "") + String.join(",", columns) + END;
  }

  @Override
  public void append(Buffer text, JsonObject row) {
    text.appendString(
        columns.stream()
            .map(column -> cell(row.getValue(column)))
            .collect(Collectors.joining(",", "", END)));
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof String text ? quoted(harmless(text)) : value.toString();
  }

  private static String harmless(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String quoted(String text) {
    return NEEDS_QUOTES.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
