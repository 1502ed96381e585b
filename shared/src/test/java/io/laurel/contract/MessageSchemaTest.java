package io.laurel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSchemaTest {
  private static final MessageSchema SCHEMA =
      new MessageSchema(
          new JsonObject(
              """
              {"type": "object", "additionalProperties": false, "required": ["name"], "properties": {
                "name": {"type": "string", "minLength": 1, "maxLength": 5},
                "code": {"type": "string", "pattern": "^[A-Z]+$"},
                "mode": {"type": "string", "enum": ["EACH", "ALL"], "default": "EACH"},
                "tags": {"type": "array", "default": [], "maxItems": 3, "uniqueItems": true,
                         "items": {"type": "string"}},
                "count": {"type": "integer", "minimum": 1},
                "ratio": {"type": "number"},
                "on": {"type": "boolean"},
                "limit": {"type": "object", "required": ["a/b"], "additionalProperties": false,
                          "properties": {"a/b": {"type": "integer"}, "~": {"type": "integer"}, "~1": {"type": "integer"},
                                         "x y%é": {"type": "integer"}}},
                "rules": {"type": "array", "items": {"type": "object", "required": ["type"],
                          "additionalProperties": false, "properties": {
                            "type": {"type": "string"},
                            "params": {"type": "object", "properties": {"days": {"type": "integer"}}}}}},
                "free": {"type": "object"},
                "any": {"type": "array", "uniqueItems": true},
                "step": {"enum": [1, 2.0, 0.5]},
                "maybe": {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]},
                "at": {"type": "string", "format": "date-time"},
                "slow": {"type": "string", "maxLength": 20, "pattern": "^(a+)+$"},
                "attributes": {"type": "object", "maxProperties": 2,
                               "propertyNames": {"pattern": "^[a-z]{1,8}$"},
                               "additionalProperties": {"type": ["string", "number"], "maxLength": 3}}
              }}
              """));

  private static JsonObject message() {
    return new JsonObject().put("name", "ada");
  }

  private static List<Fault> faults(JsonObject message) {
    Failure failure = catchThrowableOfType(Failure.class, () -> SCHEMA.check(message));
    assertThat(failure).as("refused").isNotNull();
    assertThat(failure.code()).isEqualTo("invalid-request");
    return failure.faults();
  }

  private static Fault fault(String pointer, String detail) {
    return new Fault(pointer, detail);
  }

  @Test
  void check_missing_pointsAtTheFieldItself() {
    assertThat(faults(new JsonObject())).containsExactly(fault("/name", "is required"));
  }

  @Test
  void check_unknown_pointsAtTheFieldItself() {
    assertThat(faults(message().put("role", "ADMIN")))
        .containsExactly(fault("/role", "is unknown"));
  }

  @Test
  void check_null_isAWrongType() {
    assertThat(faults(message().putNull("code")))
        .containsExactly(fault("/code", "must be of type string"));
  }

  @Test
  void check_severalFaults_namesEachOnce() {
    assertThat(faults(new JsonObject().put("count", 0).put("on", "yes").put("mode", "BOTH")))
        .containsExactlyInAnyOrder(
            fault("/name", "is required"),
            fault("/count", "must be at least 1"),
            fault("/on", "must be of type boolean"),
            fault("/mode", "must be one of EACH, ALL"));
  }

  @Test
  void check_nested_pointsInside() {
    JsonArray rules =
        new JsonArray()
            .add(new JsonObject().put("type", "A"))
            .add(new JsonObject().put("typ", "B"))
            .add(
                new JsonObject()
                    .put("type", "C")
                    .put("params", new JsonObject().put("days", "seven")));
    assertThat(faults(message().put("rules", rules)))
        .containsExactlyInAnyOrder(
            fault("/rules/1/type", "is required"),
            fault("/rules/1/typ", "is unknown"),
            fault("/rules/2/params/days", "must be of type integer"));
  }

  @Test
  void check_namesWithSpecialCharacters_areEscapedOnce() {
    JsonObject limit =
        new JsonObject().put("~", "x").put("~1", "x").put("x y%é", "x").put("c/d ~+%41", 1);
    assertThat(faults(message().put("limit", limit)))
        .containsExactlyInAnyOrder(
            fault("/limit/a~1b", "is required"),
            fault("/limit/~0", "must be of type integer"),
            fault("/limit/~01", "must be of type integer"),
            fault("/limit/x y%é", "must be of type integer"),
            fault("/limit/c~1d ~0+%41", "is unknown"));
  }

  @Test
  void check_length_countsCharactersNotCodeUnits() {
    assertThat(SCHEMA.check(message().put("name", "👑👑👑👑👑"))).isNotNull();
    assertThat(faults(message().put("name", "abcdef")))
        .containsExactly(fault("/name", "must have at most 5 characters"));
  }

  @Test
  void check_pattern_doesNotTakeALastLineFeed() {
    assertThat(SCHEMA.check(message().put("code", "ABC"))).isNotNull();
    assertThat(faults(message().put("code", "ABC\n")))
        .containsExactly(fault("/code", "must match ^[A-Z]+$"));
  }

  /** What is in a list that is too long does not matter any more. */
  @Test
  void check_array_boundsOrRepeats() {
    assertThat(faults(message().put("tags", new JsonArray().add("a").add("b").add("c").add("a"))))
        .containsExactly(fault("/tags", "must have at most 3 items"));
    assertThat(faults(message().put("tags", new JsonArray().add("a").add("b").add("a"))))
        .containsExactly(fault("/tags", "must not repeat an item"));
  }

  @Test
  void check_repeats_areEqualValuesHoweverWritten() {
    for (String repeats :
        List.of(
            "[1, 1.0]",
            "[100, 1e2]",
            "[0, -0.0]",
            "[{\"a\": 1, \"b\": 2}, {\"b\": 2.0, \"a\": 1}]")) {
      assertThat(faults(message().put("any", new JsonArray(repeats))))
          .as(repeats)
          .containsExactly(fault("/any", "must not repeat an item"));
    }
    for (String different : List.of("[1, \"1\"]", "[0, false, null, \"\"]", "[[1, 2], [2, 1]]")) {
      assertThat(SCHEMA.check(message().put("any", new JsonArray(different))))
          .as(different)
          .isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "2.0", "2e0", "20e-1", "0.2E+1", "2.000"})
  void check_wholeNumber_isAnIntegerHoweverWritten(String number) {
    JsonObject message =
        new JsonObject().put("name", "ada").put("count", new BigDecimal(number)).put("step", 2);

    JsonObject checked = SCHEMA.check(message);

    assertThat(checked.getValue("count")).isEqualTo(2);
    assertThat(message.getValue("count")).isEqualTo(new BigDecimal(number));
  }

  @Test
  void check_enumOfNumbers_takesEqualOnes() {
    assertThat(SCHEMA.check(message().put("step", 2.0)).getValue("step")).isEqualTo(2);
    assertThat(SCHEMA.check(message().put("step", new BigDecimal("5e-1"))).getValue("step"))
        .isEqualTo(0.5);
    assertThat(faults(message().put("step", 3)))
        .containsExactly(fault("/step", "must be one of 1, 2.0, 0.5"));
  }

  @Test
  void check_nullable_namesTheFaultOfWhatIsMeant() {
    assertThat(SCHEMA.check(message().putNull("maybe"))).isNotNull();
    assertThat(faults(message().put("maybe", new JsonArray().add("a").add(1))))
        .containsExactly(fault("/maybe/1", "must be of type string"));
    assertThat(faults(message().put("maybe", 1)))
        .containsExactly(fault("/maybe", "must be of type array or null"));
  }

  @Test
  void check_instant_isOneOfTheYears() {
    assertThat(SCHEMA.check(message().put("at", "9999-12-31T23:59:59Z"))).isNotNull();
    assertThat(faults(message().put("at", "9999-12-31T23:59:59-00:01")))
        .containsExactly(fault("/at", "must be a valid date-time"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3.14159265358979323846",
        "0.10000000000000000001",
        "1e-400",
        "1.0000000000000000001"
      })
  void check_moreDigitsThanADoubleKeeps_isRefused(String number) {
    assertThat(faults(message().put("ratio", new BigDecimal(number))))
        .containsExactly(
            fault("/ratio", "has more digits than a number of double precision keeps"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "-1e999999999", "1e2147483647"})
  void check_exponentThatNobodyWritesOut_costsNothing(String number) {
    assertThat(faults(message().put("ratio", new BigDecimal(number))))
        .containsExactly(fault("/ratio", "is outside of ±(2^53−1)"));
  }

  @Test
  void check_nameOfManyCharacters_pointsAtItsParent() {
    String name = "n".repeat(257);
    assertThat(faults(message().put("free", new JsonObject().put(name, 1))))
        .containsExactly(fault("/free", "has a name of more than 256 characters"));
    assertThat(SCHEMA.check(message().put("free", new JsonObject().put(name.substring(1), 1))))
        .isNotNull();
  }

  @Test
  void check_textThatIsTooLong_isNotTriedAgainstThePattern() {
    assertThat(faults(message().put("slow", "a".repeat(60) + "!")))
        .containsExactly(fault("/slow", "must have at most 20 characters"));
  }

  @Test
  void read_keywordThatNobodyChecks_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SchemaReader.read(new JsonObject().put("multipleOf", 2)))
        .withMessageContaining("multipleOf");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SchemaReader.read(new JsonObject().put("format", "uuid")))
        .withMessageContaining("uuid");
  }

  @Test
  void check_freeNames_pointAtNameOrValue() {
    JsonObject attributes = new JsonObject().put("Bad Name", "x").put("ok", true).put("to", "four");
    assertThat(faults(message().put("attributes", attributes)))
        .containsExactlyInAnyOrder(
            fault("/attributes", "must have at most 2 members"),
            fault("/attributes/Bad Name", "has a name that must match ^[a-z]{1,8}$"),
            fault("/attributes/ok", "must be of type string or number"),
            fault("/attributes/to", "must have at most 3 characters"));
  }

  @Test
  void check_freeNames_validPass() {
    JsonObject attributes = new JsonObject().put("ok", 1.5).put("to", "two");
    assertThat(SCHEMA.check(message().put("attributes", attributes)).getJsonObject("attributes"))
        .isEqualTo(attributes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$ne", "$where", "a.b", "__proto__"})
  void check_operators_areUnknownFieldsOrData(String name) {
    assertThat(faults(message().put(name, 1))).containsExactly(fault("/" + name, "is unknown"));
    JsonObject free = new JsonObject().put(name, 1);
    assertThat(SCHEMA.check(message().put("free", free)).getJsonObject("free")).isEqualTo(free);
  }

  @Test
  void check_operatorInPlaceOfText_isAWrongType() {
    assertThat(faults(message().put("name", new JsonObject().putNull("$ne"))))
        .containsExactly(fault("/name", "must be of type string"));
  }

  @ParameterizedTest
  @CsvSource({"9007199254740991", "-9007199254740991", "1.5", "1e15", "0", "-0.0"})
  void check_exactNumbers_pass(String number) {
    JsonObject message = new JsonObject("{\"name\": \"ada\", \"ratio\": " + number + "}");
    assertThat(SCHEMA.check(message)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740992",
        "-9007199254740992",
        "9223372036854775807",
        "-9223372036854775808",
        "123456789012345678901234567890",
        "1e16",
        "1e400",
        "-1e400"
      })
  void check_numbersNobodyCanHold_areRefused(String number) {
    JsonObject message = new JsonObject("{\"name\": \"ada\", \"ratio\": " + number + "}");
    assertThat(faults(message)).containsExactly(fault("/ratio", "is outside of ±(2^53−1)"));
  }

  @Test
  void check_fractionForInteger_isAWrongType() {
    assertThat(faults(message().put("count", 1.5)))
        .containsExactly(fault("/count", "must be of type integer"));
  }

  @Test
  void check_zeroCharacter_isRefusedAnywhere() {
    assertThat(faults(message().put("name", "a\0b")))
        .containsExactly(fault("/name", "contains U+0000"));
    assertThat(faults(message().put("free", new JsonObject().put("x", new JsonArray().add("\0")))))
        .containsExactly(fault("/free/x/0", "contains U+0000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0", "a\tb", "\u0001", "a\u000bb", "\ud800"})
  void check_nameThatIsNoText_isRefusedWithAPointerThatIs(String name) {
    assertThat(faults(message().put("free", new JsonObject().put(name, 1))))
        .hasSize(1)
        .allSatisfy(fault -> assertThat(fault.pointer()).startsWith("/free/").doesNotContain("\0"))
        .allSatisfy(
            fault -> assertThat(fault.detail()).isEqualTo("has a name that is no plain text"));
  }

  @Test
  void check_halfASurrogatePair_isRefused() {
    assertThat(faults(message().put("name", "a\ud83d")))
        .containsExactly(fault("/name", "contains half of a surrogate pair"));
  }

  private static JsonObject nested(int levels) {
    JsonObject innermost = new JsonObject();
    JsonObject object = innermost;
    for (int i = 1; i < levels; i++) {
      object = new JsonObject().put("a", object);
    }
    return message().put("free", object);
  }

  @Test
  void check_depth_isBounded() {
    assertThat(SCHEMA.check(nested(32))).isNotNull();
    assertThat(faults(nested(33)))
        .singleElement()
        .satisfies(fault -> assertThat(fault.detail()).isEqualTo("is nested deeper than 32"));
    assertThat(faults(nested(900))).hasSize(1);
  }

  @Test
  void check_manyFaults_areBounded() {
    JsonObject unknown = message();
    IntStream.range(0, 1_000).forEach(i -> unknown.put("f" + i, i));
    assertThat(faults(unknown)).hasSize(20);
    JsonArray zeros = new JsonArray();
    IntStream.range(0, 1_000).forEach(i -> zeros.add("\0"));
    assertThat(faults(message().put("free", new JsonObject().put("x", zeros)))).hasSize(20);
  }

  @Test
  void check_defaults_areFilledIn() {
    assertThat(SCHEMA.check(message()))
        .isEqualTo(message().put("mode", "EACH").put("tags", new JsonArray()));
  }

  @Test
  void check_defaults_doNotOverride() {
    JsonObject sent = message().put("mode", "ALL").put("tags", new JsonArray().add("a"));
    assertThat(SCHEMA.check(sent)).isEqualTo(sent);
  }

  @Test
  void check_defaults_leaveTheInputAndEachOtherAlone() {
    JsonObject input = message();
    SCHEMA.check(input).getJsonArray("tags").add("mine");
    assertThat(input).isEqualTo(message());
    assertThat(SCHEMA.check(input).getJsonArray("tags")).isEmpty();
  }
}
