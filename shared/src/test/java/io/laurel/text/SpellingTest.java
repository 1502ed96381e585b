package io.laurel.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpellingTest {
  private static Stream<String> everyCharacter() {
    return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(point -> point > 0xFFFF || !Character.isSurrogate((char) point))
        .mapToObj(Character::toString);
  }

  @ParameterizedTest
  @EnumSource
  void of_anyCharacter_fixedPointAndComposed(Spelling spelling) {
    List<String> moving =
        everyCharacter()
            .flatMap(character -> Stream.of(character, "a" + character + "\u0307x" + character))
            .map(spelling::of)
            .filter(
                spelled ->
                    !spelling.of(spelled).equals(spelled)
                        || !Normalizer.isNormalized(spelled, Form.NFC))
            .toList();

    assertThat(moving).isEmpty();
  }

  @Test
  void of_anyCharacter_neverComposedOfMoreThanAssumed() {
    assertThat(
            everyCharacter()
                .mapToLong(
                    character -> Normalizer.normalize(character, Form.NFD).codePoints().count())
                .max())
        .hasValue(4);
  }

  @Test
  void trimmed_whiteSpaceOfUnicode_allOfIt() {
    String white =
        "\t\n\u000b\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
            + "\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

    assertThat(Spelling.EMAIL.of(white + "Ada@Example.com" + white)).isEqualTo("ada@example.com");
    assertThat(Spelling.PLAYER.of(white)).isEmpty();
    assertThat(Spelling.DATA.of(white)).hasSameSizeAs(white);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7QK2-XW4M-0T9E-HZ5C",
        " 7qk2 xw4m\u00a00t9e\thz5c\n",
        "7qk2xw4m0t9ehz5c",
        "7QK2\u2010XW4M\u20130T9E\u2014HZ5C"
      })
  void code_asPeopleTypeIt_one(String typed) {
    assertThat(Spelling.CODE.of(typed)).isEqualTo("7QK2XW4M0T9EHZ5C");
  }

  @Test
  void code_otherScripts_upperCaseInNoLanguage() {
    assertThat(Spelling.CODE.of("gru\u0308\u00dfe")).isEqualTo("GR\u00dcSSE");
    assertThat(Spelling.CODE.of("istanbul")).isEqualTo("ISTANBUL");
    assertThat(Spelling.CODE.fault("A\u200bB")).isPresent();
    assertThat(Spelling.CODE.fault(Spelling.CODE.of("A\tB"))).isEmpty();
  }

  @Test
  void of_spellingsThatLookAlike_one() {
    assertThat(Spelling.EMAIL.of("CAF\u00c9@x"))
        .isEqualTo(Spelling.EMAIL.of("cafe\u0301@x"))
        .isEqualTo(Spelling.EMAIL.of("cafE\u0301@X"));
    assertThat(Spelling.LOGIN.of("\u212aATE")).isEqualTo("kate");
    assertThat(Spelling.PLAYER.of("\u1112\u1161\u11ab")).isEqualTo("\ud55c");
    assertThat(Spelling.PLAYER.of("Ada")).isNotEqualTo(Spelling.PLAYER.of("ada"));
  }

  /** In no language: neither Turkish, whose i has another upper case, nor any other. */
  @Test
  void of_lettersWhoseCaseDepends_asUnicodeHasIt() {
    assertThat(Spelling.LOGIN.of("TITLE")).isEqualTo("title");
    assertThat(Spelling.LOGIN.of("\u0130")).isEqualTo("i\u0307");
    assertThat(Spelling.LOGIN.of("STRA\u1e9eE")).isEqualTo("stra\u00dfe");
    assertThat(Spelling.LOGIN.of("\u039f\u0394\u039f\u03a3")).isEqualTo("\u03bf\u03b4\u03bf\u03c2");
  }

  @Test
  void of_longerThanAnySpellingOfTheBound_onlyTrimmed() {
    String longest = "\u1f82".repeat(10);
    String decomposed = Normalizer.normalize(longest, Form.NFD);

    assertThat(decomposed.codePoints()).hasSize(40);
    assertThat(Spelling.DATA.of(decomposed, 10)).isEqualTo(longest);
    assertThat(Spelling.DATA.of("e\u0301".repeat(100), 10)).isEqualTo("e\u0301".repeat(100));
    assertThat(Spelling.PLAYER.of(" " + "x".repeat(2_000), 10)).isEqualTo("x".repeat(2_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a b",
        "a\u00a0b",
        "\u200b",
        "a\u200b",
        "\ufeffa",
        "a\u200e",
        "a\u0000",
        "\u0001a",
        "a\u007f",
        "a\u009f",
        "a\u00adb",
        "a\u2060",
        "a\udb40\udc41"
      })
  void player_whatCanBeNone_empty(String text) {
    assertThat(Spelling.player(text)).isEmpty();
  }

  @Test
  void player_bounds_ofCodePointsAfterSpelling() {
    assertThat(Spelling.player("\u3000" + "e\u0301".repeat(128) + " "))
        .contains("\u00e9".repeat(128));
    assertThat(Spelling.player("\ud83d\ude00".repeat(128))).isPresent();
    assertThat(Spelling.player("x".repeat(129))).isEmpty();
    assertThat(Spelling.player("x".repeat(100_000))).isEmpty();
    assertThat(Spelling.player("a/b@c#d")).contains("a/b@c#d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\u3164@x", "a\ufe0f@x", "a\u115f@x", "a\u00a0b@x", "a\u200b@x", "\u0001@x"})
  void fault_addressWithWhatNobodySees_named(String email) {
    assertThat(Spelling.EMAIL.fault(email)).isPresent();
  }

  @Test
  void fault_data_none() {
    assertThat(Spelling.DATA.fault(" \u200b\u0001")).isEmpty();
  }
}
