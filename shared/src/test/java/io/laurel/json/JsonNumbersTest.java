package io.laurel.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1.0, 1",
    "1e0, 1",
    "10e-1, 1",
    "1e2, 100",
    "-0.0, 0",
    "0e999999999, 0",
    "0e-999999999, 0",
    "2147483648.0, 2147483648",
    "9007199254740991.0, 9007199254740991",
    "-9.007199254740991e15, -9007199254740991"
  })
  void exact_wholeNumber_isAnIntegerOrALong(String written, long value) {
    Number exact = JsonNumbers.exact(new BigDecimal(written));

    assertThat(exact.longValue()).isEqualTo(value);
    assertThat(exact).isInstanceOf(value == (int) value ? Integer.class : Long.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1",
    "0.10",
    "1e-1",
    "1.5",
    "0.30000000000000004",
    "5.684341886080802E-14",
    "5.6843418860808015E-14",
    "4.9e-324",
    "0.1000000000000000055511151231257827021181583404541015625",
    "123456789.12345678"
  })
  void exact_whatADoubleKeeps_isThatDouble(String written) {
    assertThat(JsonNumbers.exact(new BigDecimal(written))).isEqualTo(Double.parseDouble(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.10000000000000000001",
        "3.14159265358979323846",
        "1e-999999999",
        "9007199254740990.12345",
        "9007199254740992",
        "1e16",
        "1e-324",
        "3e-324",
        "1e999999999",
        "-1e2147483647"
      })
  void exact_whatADoubleDoesNotKeep_isNone(String written) {
    assertThat(JsonNumbers.exact(new BigDecimal(written))).isNull();
  }

  @Test
  void exact_typesOfABus_areByValueToo() {
    for (Number two :
        List.of((byte) 2, (short) 2, 2, 2L, 2.0f, 2.0, BigInteger.TWO, new BigDecimal("2.00"))) {
      assertThat(JsonNumbers.exact(two)).as(two.getClass().getName()).isEqualTo(2);
    }
    assertThat(JsonNumbers.exact(0.1f)).isEqualTo(0.1);
    for (Number none : List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NaN, Long.MIN_VALUE)) {
      assertThat(JsonNumbers.exact(none)).as(none.toString()).isNull();
    }
  }

  @Test
  void makeExact_whatWasParsed_atEveryDepth() {
    JsonObject object = new JsonObject("{\"a\": 1.0, \"b\": [{\"c\": 2e1}, 0.5, \"3.0\"]}");

    JsonNumbers.makeExact(object.getMap());

    assertThat(object.encode()).isEqualTo("{\"a\":1,\"b\":[{\"c\":20},0.5,\"3.0\"]}");
  }

  @Test
  void key_equalValues_haveEqualKeys() {
    assertThat(JsonValues.key(new JsonObject("{\"a\": [1, 2.0], \"b\": null}")))
        .isEqualTo(JsonValues.key(new JsonObject("{\"b\": null, \"a\": [1.0, 2]}")));
  }

  @Test
  void key_differentValues_haveDifferentKeys() {
    assertThat(
            new JsonArray(
                    "[1, \"1\", \"1#\", true, \"true\", null, \"null\", {}, [], [1], [\"1\"],"
                        + " \"\"]")
                .stream().map(JsonValues::key))
        .doesNotHaveDuplicates();
  }

  @Test
  void isOver_countsNamesAndTexts() {
    JsonObject message = new JsonObject().put("name", "x".repeat(100));

    assertThat(JsonSize.isOver(90, message)).isTrue();
    assertThat(JsonSize.isOver(130, message)).isFalse();
    assertThat(JsonSize.isOver(90, new JsonObject().put("x".repeat(100), 1))).isTrue();
  }

  @Test
  void isOver_neverBelowTheTextsLengthByMoreThanItsNumbers() {
    JsonArray numbers = new JsonArray();
    for (int i = 0; i < 1_000; i++) {
      numbers.add(i);
    }
    JsonObject message = new JsonObject().put("numbers", numbers);

    assertThat(JsonSize.isOver(message.encode().length(), message)).isTrue();
  }
}
