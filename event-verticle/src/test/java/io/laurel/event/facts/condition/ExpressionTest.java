package io.laurel.event.facts.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.Fixtures;
import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.activity.Source;
import io.laurel.failure.Failure.Fault;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an expression may say, and what it is worth to somebody who never did anything. */
final class ExpressionTest {
  private final List<Fault> faults = new ArrayList<>();

  private Criterion read(String expression) {
    return Expression.of(
        new Params(new JsonObject().put("expression", expression), "/params", faults),
        new Expressions(Fixtures::atOnce));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "true; 1",
        "false; 0",
        "1 + 2 * 3 == 7; 1",
        "days('LOGIN') == 0; 1",
        "days('LOGIN') >= 1 || 7 % 4 == 3; 1",
        "days('LOGIN') >= 1 && true; 0",
        "count('WIN', 'arena') + sum('WIN') + max('WIN', \"a/b\") == 0 ? true : false; 1",
        "-streak('LOGIN') != 1; 1",
        "!(count('WIN') > 0); 1",
        "1 / count('WIN') > 0; 0",
        "1 / count('WIN') > 0 || true; 1",
        "9223372036854775807 + sum('WIN') + 1 > 0; 0",
      })
  void measure_ofNobody_itsTruth(String expression, long current) {
    Criterion criterion = read(expression);

    assertThat(faults).isEmpty();
    assertThat(criterion.target()).isEqualTo(1);
    assertThat(criterion.measure(Facts.none())).isEqualTo(current);
  }

  @Test
  void sources_whatItNamesEachOnce() {
    assertThat(
            read("days('LOGIN') > 1 || streak('LOGIN') > 1 || sum('WIN', 'arena') > count('WIN')")
                .sources())
        .containsExactlyInAnyOrder(Source.of("LOGIN"), Source.of("WIN", "arena"), Source.of("WIN"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // no truth value, no sense
        "1",
        "days('LOGIN')",
        "'true'",
        "days('LOGIN') >",
        "days('LOGIN') >= '5'",
        "level > 5",
        "unknown('LOGIN') > 1",
        "days() > 1",
        "days('LOGIN', 'x') > 1",
        "days(5) > 1",
        // what must be known when it is written
        "days('LOG' + 'IN') > 1",
        "days(true ? 'LOGIN' : 'WIN') > 1",
        "days('login') > 1",
        "days('') > 1",
        "days('LOGIN/usr_2') > 1",
        "count('WIN', '') > 1",
        "count('WIN', 'a' + 'b') > 1",
        // whole numbers only
        "1.5 > 1.0",
        "double(days('LOGIN')) > 1.0",
        "1u < 2u",
        // loops, and what grows
        "[1, 2].all(x, x > 0)",
        "[1, 2].exists(x, x > 0)",
        "[1, 2].map(x, x * 2).size() > 1",
        "1 in [1, 2]",
        "size([1, 2]) == 2",
        "{'a': 1}.a == 1",
        "has({'a': 1}.a)",
        "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'.matches('(a+)+$')",
        "'a' == 'a'",
        "'a' + 'b' == 'ab'",
        "string(1) == '1'",
        "timestamp('2026-01-01T00:00:00Z') > timestamp('2025-01-01T00:00:00Z')",
        "type(1) == int",
        "b'a' == b'a'",
        "null == null",
        "dyn(1) == 1",
      })
  void of_whatItMayNotSay_refusedAtItsPlace(String expression) {
    assertThat(read(expression)).isNull();

    assertThat(faults).singleElement().extracting(Fault::pointer).isEqualTo("/params/expression");
    assertThat(faults.get(0).detail())
        .doesNotContain("Exception", "mismatched", "overload", "undeclared", "expecting", "token")
        .hasSizeLessThan(200);
  }

  /** What is wrong, and where: in words of ours, not in those of CEL's parser. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      value = {
        "days('LOGIN') > @ ends where more must follow (at character 15)",
        "(1 > 2 @ ends where more must follow (at character 6)",
        "1 > 2) || true @ cannot be read from here on (at character 6)",
        "days('LOGIN') >= 5 $ @ cannot be read from here on (at character 20)",
        "99999999999999999999 > 1 @ cannot be read from here on (at character 1)",
        "true && level > 5 @ does not know level (at character 9)",
        "true && later(5) > 5 @ does not know the function later (at character 14)",
        "days('LOGIN') @ is a number as a whole; it must be true or false, such as"
            + " days(\"LOGIN\") >= 5",
        "1 < 2 < 3 @ compares by < a number with what is true or false (at character 7)",
        "1 + true > 1 @ joins by + what are not two whole numbers (at character 3)",
        "true && 1 @ joins by && what are not both true or false (at character 6)",
        "!1 @ puts ! before what is not true or false (at character 1)",
        "-true @ puts - before what is not a whole number (at character 1)",
        "1 ? true : false @ chooses by ? what is not true or false, or between a number and what is"
            + " none (at character 3)",
        "days() > 1 @ days takes an activity (at character 5)",
        "count('A', 'b', 'c') > 1 @ count takes an activity and perhaps a subject (at character 6)",
        "days(1 + 1) > 1 @ must name activities and subjects by literal texts (at character 8)",
        "days('login') > 1 @ names an activity that cannot be; they are like [A-Z][A-Z0-9_]{0,31}"
            + " (at character 6)",
        "count('A', '') > 1 @ names a subject that has not 1 to 128 characters (at character 12)",
        "count('A') > '1' @ takes no constants here but whole numbers, true and false"
            + " (at character 14)",
        "[1] == [1] @ takes whole numbers, true, false, arithmetic, comparison, logic, and days,"
            + " streak, count, sum and max of an activity; nothing else (at character 1)",
      })
  void of_whatCannotBe_toldInWordsWhatAndWhere(String expression, String words) {
    assertThat(read(expression)).isNull();

    assertThat(faults).singleElement().extracting(Fault::detail).isEqualTo(words);
  }

  @Test
  void of_moreThanOneLine_placeCountedFromTheBeginning() {
    assertThat(read("true &&\n  // so it goes\n  $")).isNull();

    assertThat(faults).singleElement().extracting(Fault::detail).asString().endsWith("27)");
  }

  @Test
  void of_nestedTooDeep_saidSo() {
    assertThat(read("(".repeat(40) + "true" + ")".repeat(40))).isNull();

    assertThat(faults).singleElement().extracting(Fault::detail).asString().contains("32 deep");
  }

  @Test
  void of_longerThanAllowed_saidSo() {
    assertThat(read("true" + " ".repeat(997))).isNull();
    assertThat(read("true" + " ".repeat(996))).isNotNull();

    assertThat(faults).singleElement().extracting(Fault::detail).asString().contains("1000");
  }

  @Test
  void of_moreSourcesThanAllowed_refused() {
    String many =
        IntStream.range(0, 21)
            .mapToObj(i -> "count('A" + i + "') > 0")
            .collect(Collectors.joining(" || "));

    assertThat(read(many)).isNull();
    assertThat(faults).singleElement().extracting(Fault::detail).asString().contains("20");
  }

  /** As deep and as broad as its length allows; both end without a stack overflow. */
  @ParameterizedTest
  @ValueSource(strings = {"(", "!", "-", "[", "{", "true ? ", "days(", "1 + ", "a.", "\"", "'''"})
  void of_whatIsDeepOrBroad_refusedOrHarmless(String part) {
    String text = part.repeat(1_000 / part.length());

    assertThat(read(text)).isNull();
    assertThat(faults).hasSize(1);
  }

  @Test
  void measure_theLongestThatIsTaken_itsTruth() {
    String broad = "count('A') >= 0 && ".repeat(50) + "true";

    assertThat(read(broad).measure(Facts.none())).isEqualTo(1);
  }
}
