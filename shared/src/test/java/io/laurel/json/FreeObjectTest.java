package io.laurel.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreeObjectTest {
  private static List<String> faults(JsonObject object) {
    List<String> faults = new ArrayList<>();
    FreeObject.ATTRIBUTES.check(
        object,
        (way, detail) ->
            faults.add(way.stream().map(String::valueOf).collect(Collectors.joining("/"))));
    return faults;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":null,\"b\":[null,1.5,true,\"x\"],\"c\":{\"d\":{}}}",
        "{\"a\":{\"b\":{\"c\":{\"d\":{}}}}}",
        "{\"a\":[[[[]]]]}",
        "{\"한글 a$ -\":1}",
      })
  void check_whatFits_hasNoFault(String object) {
    assertThat(faults(new JsonObject(object))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{}}}}}}|a/b/c/d/e",
        "{\"a\":[[[[[1]]]]]}|a/0/0/0/0",
        "{\"a\":[0,{\"$b\":1}]}|a/1/$b",
        "{\"a.b\":1}|a.b",
        "{\"a\":{\"b.\":1}}|a/b.",
      })
  void check_whatDoesNot_isNamed(String object, String way) {
    assertThat(faults(new JsonObject(object))).containsExactly(way);
  }

  @Test
  void check_names_have1To128Characters() {
    assertThat(faults(new JsonObject().put("", 1))).containsExactly("");
    assertThat(faults(new JsonObject().put("n".repeat(128), 1))).isEmpty();
    assertThat(faults(new JsonObject().put("n".repeat(129), 1))).hasSize(1);
    assertThat(faults(new JsonObject().put("😀".repeat(128), 1))).isEmpty();
  }

  /** {@code {"a":"…"}} has eight bytes besides; one of these characters has three. */
  @Test
  void check_size_isInBytesOfCompactJson() {
    assertThat(faults(new JsonObject().put("a", "x".repeat(4088)))).isEmpty();
    assertThat(faults(new JsonObject().put("a", "x".repeat(4089)))).containsExactly("");
    assertThat(faults(new JsonObject().put("a", "한".repeat(1362)))).isEmpty();
    assertThat(faults(new JsonObject().put("a", "한".repeat(1363)))).containsExactly("");
  }

  @Test
  void check_whatIsDeep_isNotLookedInto() {
    JsonArray deep = new JsonArray();
    for (int i = 0; i < 1_000; i++) {
      deep = new JsonArray().add(deep);
    }
    assertThat(faults(new JsonObject().put("a", deep))).containsExactly("a/0/0/0/0");
  }
}
