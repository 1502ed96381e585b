package io.laurel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import org.junit.jupiter.api.Test;

class PreparedSchemaTest {
  private static void assertPrepared(Object node) {
    if (node instanceof JsonObject object) {
      assertThat(node).isInstanceOf(JsonSchema.class);
      object.fieldNames().forEach(name -> assertPrepared(object.getValue(name)));
    } else if (node instanceof JsonArray array) {
      array.forEach(PreparedSchemaTest::assertPrepared);
    }
  }

  @Test
  void of_everyObject_isASchemaBeforeTheFirstUse() {
    Contract contract = Contract.load();
    Object schema = PreparedSchema.of(contract.document().getJsonObject("components"));
    assertPrepared(schema);
  }

  @Test
  void of_original_isNotTouched() {
    JsonObject original =
        new JsonObject().put("a", new JsonObject().put("pattern", "^x$")).put("b", new JsonArray());
    JsonObject before = original.copy();
    PreparedSchema.of(original);
    assertThat(original).isEqualTo(before);
    assertThat(original.getValue("a")).isNotInstanceOf(JsonSchema.class);
  }

  @Test
  void of_pattern_endsAtTheEndOfInput() {
    JsonObject schema =
        (JsonObject)
            PreparedSchema.of(
                new JsonObject()
                    .put("a", new JsonObject().put("pattern", "^x$"))
                    .put("b", new JsonObject().put("pattern", "^[$]"))
                    .put("c", new JsonObject().put("pattern", "costs \\$")));
    assertThat(schema.getJsonObject("a").getString("pattern")).isEqualTo("^x\\z");
    assertThat(schema.getJsonObject("b").getString("pattern")).isEqualTo("^[$]");
    assertThat(schema.getJsonObject("c").getString("pattern")).isEqualTo("costs \\$");
  }
}
