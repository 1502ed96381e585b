package io.laurel.event.catalog.event;

import io.laurel.text.Spelling;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The words of a text, as they are searched: runs of letters and digits, in lower case and NFC;
 * whatever else there is separates them.
 */
final class Words {
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{Nd}]+");

  private Words() {}

  /** Each once, in the order in which they first stand there. */
  static List<String> of(String text) {
    return BETWEEN
        .splitAsStream(Spelling.LOGIN.of(text))
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }
}
