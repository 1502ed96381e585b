package io.laurel.contract;

import java.util.Locale;
import java.util.Set;

/**
 * One scalar parameter of an operation; in the message it is a field of the same name.
 *
 * @param name as the contract spells it
 * @param place where HTTP carries it
 * @param type JSON type: string, integer or boolean
 */
public record Parameter(String name, Place place, String type) {
  /** Where HTTP carries a parameter. */
  public enum Place {
    PATH,
    QUERY,
    HEADER
  }

  /** The header fields of RFC 9110 whose value is a list, however many lines it has. */
  private static final Set<String> LISTS = Set.of("if-match", "if-none-match");

  /** Whether several lines of it are one value. */
  public boolean isList() {
    return place == Place.HEADER && LISTS.contains(name.toLowerCase(Locale.ROOT));
  }

  /**
   * The text as the contract's type; text that is no such value stays text, so that the schema
   * refuses it with a pointer like any other wrong type.
   */
  public Object read(String text) {
    if (type.equals("boolean") && (text.equals("true") || text.equals("false"))) {
      return Boolean.valueOf(text);
    }
    if (type.equals("integer") && text.matches("-?[0-9]{1,18}")) {
      return Long.valueOf(text);
    }
    return text;
  }
}
