package io.laurel.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a text that identifies something is spelled: of all spellings that look and mean the same,
 * one is stored, compared and measured. Everything is NFC (Unicode Standard Annex 15).
 *
 * <p>{@link #of} never fails and is a fixed point; {@link #fault} then says what no such text has.
 */
public enum Spelling {
  /** What the sender may spell as it likes, such as the subject of an activity, or a password. */
  DATA(false, false, false),

  /** Trimmed of white space, without control and format characters: a username. */
  IDENTIFIER(true, false, false),

  /** An identifier in lower case: what somebody signs in with. */
  LOGIN(true, false, true),

  /** A login without white space inside, and without what nobody sees: an e-mail address. */
  EMAIL(true, true, true),

  /** An identifier of 1–128 code points without white space; case counts. */
  PLAYER(true, true, false),

  /** In upper case, without blanks and hyphens wherever they stand: a code that people type. */
  CODE(true, true, false);

  /** Code points of a player id. */
  static final int MAX_PLAYER = 128;

  /**
   * More code points than this never compose to one (UAX 15, maximum expansion of NFD), so that a
   * text too long for its bound is known without normalizing it.
   */
  private static final int MOST_COMPOSED = 4;

  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
  private static final Pattern BETWEEN_GROUPS = Pattern.compile("[\\p{IsWhite_Space}\\p{Pd}]");
  private static final Pattern WHITE_SPACE = Pattern.compile("\\p{IsWhite_Space}");

  /** Letters and marks that show nothing (Default_Ignorable_Code_Point, less what UNSEEN has). */
  private static final Pattern BLANK =
      Pattern.compile(
          "[\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u3164\\ufe00-\\ufe0f\\uffa0"
              + "\\x{e0100}-\\x{e01ef}]");

  private final boolean identifies;
  private final boolean oneWord;
  private final boolean lowerCase;

  Spelling(boolean identifies, boolean oneWord, boolean lowerCase) {
    this.identifies = identifies;
    this.oneWord = oneWord;
    this.lowerCase = lowerCase;
  }

  /** That text in the one spelling of its kind; may be longer or shorter. */
  public String of(String text) {
    if (this == CODE) {
      return code(text);
    }
    String trimmed = trimmed(text);
    return trimmed(lowerCase ? lowerCase(trimmed) : nfc(trimmed));
  }

  /** Without the white space around it where it identifies; costs little however long it is. */
  public String trimmed(String text) {
    if (!identifies || text.isEmpty() || !(isWhite(text, 0) || isWhite(text, text.length() - 1))) {
      return text;
    }
    int begin = 0;
    int end = text.length();
    while (begin < end && isWhite(text, begin)) {
      begin++;
    }
    while (end > begin && isWhite(text, end - 1)) {
      end--;
    }
    return text.substring(begin, end);
  }

  /** All white space is in the basic plane. */
  private static boolean isWhite(String text, int at) {
    return WHITE_SPACE.matcher(text).region(at, at + 1).matches();
  }

  /**
   * That text in the one spelling, unless it is longer than {@code maxLength} in any spelling: then
   * only trimmed, because normalizing it would cost more than it is worth.
   *
   * @param maxLength code points
   */
  public String of(String text, int maxLength) {
    String trimmed = trimmed(text);
    return trimmed.length() / (2 * MOST_COMPOSED) > maxLength ? trimmed : of(trimmed);
  }

  /** The player id that a text is; empty where it can be none. */
  public static Optional<String> player(String text) {
    String spelled = PLAYER.of(text, MAX_PLAYER);
    return PLAYER.fault(spelled).isEmpty() ? Optional.of(spelled) : Optional.empty();
  }

  /** What no text of this kind has; empty where it is one, as far as its kind alone decides. */
  public Optional<String> fault(String spelled) {
    if (!identifies) {
      return Optional.empty();
    }
    if (UNSEEN.matcher(spelled).find()) {
      return Optional.of("contains a control or format character");
    }
    if (oneWord && WHITE_SPACE.matcher(spelled).find()) {
      return Optional.of("contains white space");
    }
    return switch (this) {
      case EMAIL ->
          BLANK.matcher(spelled).find()
              ? Optional.of("contains a character that nobody sees")
              : Optional.empty();
      case PLAYER -> playerFault(spelled);
      case DATA, IDENTIFIER, LOGIN, CODE -> Optional.empty();
    };
  }

  private static Optional<String> playerFault(String spelled) {
    int length = spelled.codePointCount(0, spelled.length());
    if (length < 1 || length > MAX_PLAYER) {
      return Optional.of("must have 1 to " + MAX_PLAYER + " characters");
    }
    // A path that ends with one of them is another path.
    return spelled.equals(".") || spelled.equals("..")
        ? Optional.of("must not be . or ..")
        : Optional.empty();
  }

  /** Again until nothing changes, as upper case may decompose and compose. */
  private static String code(String text) {
    String before;
    String after = text;
    do {
      before = after;
      String joined = nfc(BETWEEN_GROUPS.matcher(before).replaceAll(""));
      after = nfc(joined.toUpperCase(Locale.ROOT));
    } while (!after.equals(before));
    return after;
  }

  /** To lower case in no language; again until nothing changes, as it may decompose and compose. */
  private static String lowerCase(String text) {
    String before;
    String after = nfc(text);
    do {
      before = after;
      after = nfc(before.toLowerCase(Locale.ROOT));
    } while (!after.equals(before));
    return after;
  }

  private static String nfc(String text) {
    return Normalizer.isNormalized(text, Form.NFC) ? text : Normalizer.normalize(text, Form.NFC);
  }
}
