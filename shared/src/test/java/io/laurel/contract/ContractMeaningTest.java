package io.laurel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract means by the standard (OpenAPI 3.1, JSON Schema 2020-12) what the server makes of
 * it: another reader of the contract, with the references as they stand, takes and refuses the same
 * values.
 */
class ContractMeaningTest {
  private static final JsonObject DOCUMENT = Contract.load().document();
  private static final JsonObject SCHEMAS =
      DOCUMENT.getJsonObject("components").getJsonObject("schemas");

  private static final String URI = "https://laurel.invalid/contract";
  private static final String DEFINITIONS = "#/$defs/";
  private static final SchemaRepository STANDARD = standard();

  private static final List<Object> VALUES =
      Arrays.asList(
          null,
          true,
          0,
          1,
          -1,
          1.5,
          5_000_000_000L,
          "",
          "A",
          "ada",
          "a\nb",
          "no such value",
          "ada@example.com",
          "2026-05-01T00:00:00Z",
          "2026-05-01",
          "x".repeat(200),
          "x".repeat(5_000),
          new JsonArray(),
          new JsonArray().add("USER"),
          new JsonArray().add("USER").add("USER"),
          new JsonArray().add(1).addNull(),
          new JsonArray(new ArrayList<>(java.util.Collections.nCopies(1_001, "A"))),
          new JsonObject(),
          new JsonObject().put("icon", "gem").put("level", 1),
          new JsonObject().putNull("icon"),
          new JsonObject().put("a name with blanks", "gem"),
          new JsonObject().put("count", 1).put("per", "DAY"),
          new JsonObject().put("count", 0).put("per", "YEAR"));

  /** Each property of each schema, and each item of a list, against each kind of value. */
  @TestFactory
  Stream<DynamicTest> property_takesWhatTheStandardSays() {
    List<Object> values = new ArrayList<>(VALUES);
    collect(DOCUMENT, values);
    return SCHEMAS.fieldNames().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> assertAgree(name, values)));
  }

  /** Every value of an enum, and every member and item of an example. */
  private static void collect(Object node, List<Object> values) {
    if (node instanceof JsonObject object) {
      for (String name : object.fieldNames()) {
        if (name.equals("enum")) {
          object.getJsonArray(name).forEach(values::add);
        } else if (name.equals("examples") && object.getValue(name) instanceof JsonArray examples) {
          examples.forEach(example -> collectExample(example, values));
        } else {
          collect(object.getValue(name), values);
        }
      }
    } else if (node instanceof JsonArray array) {
      array.forEach(item -> collect(item, values));
    }
  }

  private static void collectExample(Object example, List<Object> values) {
    values.add(example);
    values.add(new JsonArray().add(example));
    if (example instanceof JsonObject object) {
      object.fieldNames().forEach(name -> values.add(object.getValue(name)));
    }
  }

  private static void assertAgree(String name, List<Object> values) {
    String pointer = "#/components/schemas/" + name;
    assertAgree(pointer, SCHEMAS.getJsonObject(name), values);
    JsonObject properties = SCHEMAS.getJsonObject(name).getJsonObject("properties");
    if (properties != null) {
      for (String property : properties.fieldNames()) {
        assertAgree(
            pointer + "/properties/" + property, properties.getJsonObject(property), values);
      }
    }
  }

  private static void assertAgree(String pointer, JsonObject node, List<Object> values) {
    Schema ours = SchemaReader.read(new References(DOCUMENT).inline(node));
    Validator standard = standard(pointer);
    for (Object value : values) {
      Faults faults = new Faults();
      ours.check(value, Trail.ROOT, faults);
      assertThat(faults.isEmpty())
          .as("%s taken at %s", value, pointer)
          .isEqualTo(standard.validate(value).getValid());
    }
  }

  private static Validator standard(String pointer) {
    return STANDARD.validator(URI + pointer.replace("#/components/schemas/", DEFINITIONS));
  }

  /** The validator knows JSON Schema, but not where OpenAPI keeps its schemas. */
  private static SchemaRepository standard() {
    String definitions = SCHEMAS.encode().replace("#/components/schemas/", DEFINITIONS);
    JsonObject schema = new JsonObject().put("$defs", new JsonObject(definitions));
    return SchemaRepository.create(
            new JsonSchemaOptions()
                .setBaseUri(URI)
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Flag))
        .dereference(URI, (JsonSchema) PreparedSchema.of(schema));
  }

  /** The fields of a patch that null takes away; written by hand, so that none is lost. */
  @Test
  void nullInAPatch_isTakenByTheStandard() {
    for (String field :
        List.of(
            "EventPatch/properties/description",
            "EventPatch/properties/claimUntil",
            "EventPatch/properties/conditions",
            "EventPatch/properties/match",
            "EventPatch/properties/claimMode",
            "EventPatch/properties/approval",
            "RewardPatch/properties/description",
            "RewardPatch/properties/attributes",
            "RewardPatch/properties/stock",
            "RewardPatch/properties/limit",
            "RewardPatch/properties/conditions",
            "RewardPatch/properties/match",
            "RewardPatch/properties/quantity",
            "RewardPatch/properties/coded",
            "RewardPatch/properties/delivery",
            "RewardDefinitionPatch/properties/description",
            "RewardDefinitionPatch/properties/attributes",
            "RewardDefinitionPatch/properties/active",
            "EndpointPatch/properties/concurrency",
            "EndpointPatch/properties/enabled")) {
      assertThat(standard("#/components/schemas/" + field).validate(null).getValid())
          .as(field)
          .isTrue();
    }
  }
}
