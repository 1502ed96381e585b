package io.laurel.http;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a client prefers, as {@code Accept} and {@code Accept-Encoding} say it: elements with a
 * weight (RFC 9110, section 12.4.2). What is no weight counts as the highest; nothing is refused.
 */
public final class Preferences {
  private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");
  private static final String ANY = "*";
  private static final String ANY_TYPE = "*/*";

  private final Map<String, Double> weights = new HashMap<>();

  private Preferences(List<String> lines) {
    for (String element : FieldList.tokens(lines)) {
      String[] parts = element.split(";", -1);
      String name = parts[0].strip();
      // The same coding (RFC 9110, section 8.4.1.3).
      weights.putIfAbsent(name.equals("x-gzip") ? "gzip" : name, weight(parts));
    }
  }

  /**
   * Reads the field.
   *
   * @param lines values of the field's lines; empty where it was not sent
   */
  public static Preferences of(List<String> lines) {
    return new Preferences(lines);
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        String weight = parameter.substring(2);
        return WEIGHT.matcher(weight).matches() ? Double.parseDouble(weight) : 1;
      }
    }
    return 1;
  }

  /** Whether the content coding may be used; without the field only {@code identity} may. */
  public boolean takesCoding(String coding) {
    return weights.getOrDefault(coding, weights.getOrDefault(ANY, 0.0)) > 0;
  }

  /** How much the media type is wanted, from 0 to 1; 1 where the field was not sent. */
  public double ofType(String type) {
    if (weights.isEmpty()) {
      return 1;
    }
    String name = type.toLowerCase(Locale.ROOT);
    String range = name.substring(0, name.indexOf('/')) + "/*";
    return weights.getOrDefault(
        name, weights.getOrDefault(range, weights.getOrDefault(ANY_TYPE, 0.0)));
  }
}
