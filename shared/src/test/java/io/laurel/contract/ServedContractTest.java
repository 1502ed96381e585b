package io.laurel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What clients get: nothing of it is left to be concluded, and all of it is true. */
class ServedContractTest {
  private static final Contract CONTRACT = Contract.load();
  private static final JsonObject SERVED = CONTRACT.served();

  /** By which HTTP itself refuses, whatever the operation, and often before one is known. */
  private static final Set<String> OF_HTTP =
      Set.of(
          "expectation-failed",
          "header-fields-too-large",
          "malformed-request",
          "method-not-allowed",
          "uri-too-long");

  private static JsonObject node(Operation operation) {
    String base = SERVED.getJsonArray("servers").getJsonObject(0).getString("url");
    return SERVED
        .getJsonObject("paths")
        .getJsonObject(operation.path().substring(base.length()))
        .getJsonObject(operation.method().toLowerCase(Locale.ROOT));
  }

  private static JsonObject codes() {
    return SERVED.getJsonObject("components").getJsonObject("schemas").getJsonObject("ProblemCode");
  }

  private static Stream<DynamicTest> eachOperation(
      java.util.function.BiConsumer<Operation, JsonObject> rule) {
    return CONTRACT.operations().stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.id(), () -> rule.accept(operation, node(operation))));
  }

  @TestFactory
  Stream<DynamicTest> refusals_eachStatusNamesItsCodes() {
    return eachOperation(
        (operation, node) -> {
          List<Object> listed = new ArrayList<>();
          JsonObject responses = node.getJsonObject("responses");
          for (String status : responses.fieldNames()) {
            if (status.startsWith("4")) {
              JsonArray codes = responses.getJsonObject(status).getJsonArray("x-codes");
              assertThat(codes).as(status).isNotEmpty();
              for (Object code : codes) {
                assertThat(CONTRACT.problems().get((String) code).status())
                    .as("%s", code)
                    .isEqualTo(Integer.parseInt(status));
              }
              codes.forEach(listed::add);
            }
          }
          assertThat(listed).containsExactlyInAnyOrderElementsOf(operation.refusals());
        });
  }

  @TestFactory
  Stream<DynamicTest> refusals_areRefusalsAndNotFaults() {
    return eachOperation(
        (operation, node) ->
            assertThat(operation.refusals())
                .doesNotContainAnyElementsOf(OF_HTTP)
                .allSatisfy(
                    code ->
                        assertThat(CONTRACT.problems().get(code).status()).isBetween(400, 499)));
  }

  @Test
  void codes_areInOrderAndSayWhatToDo() {
    List<String> names = List.copyOf(CONTRACT.problems().keySet());
    assertThat(names).isSorted().allSatisfy(name -> assertThat(name).matches("[a-z]+(-[a-z]+)*"));
    assertThat(codes().getJsonArray("enum")).isEqualTo(new JsonArray(names));
    assertThat(CONTRACT.problems().values())
        .allSatisfy(
            problem -> {
              assertThat(problem.status()).isBetween(400, 599);
              assertThat(problem.meaning()).as(problem.code()).endsWith(".");
              assertThat(problem.remedy()).as(problem.code()).endsWith(".");
            });
  }

  /** What nobody answers would be waited for in vain. */
  @Test
  void codes_eachIsAnsweredBySomebody() {
    Set<String> answered = new HashSet<>(OF_HTTP);
    CONTRACT.operations().forEach(operation -> answered.addAll(operation.refusals()));
    assertThat(CONTRACT.problems().values())
        .filteredOn(problem -> problem.status() < 500)
        .extracting(Problem::code)
        .allSatisfy(code -> assertThat(answered).contains(code));
  }

  @TestFactory
  Stream<DynamicTest> descriptions_sayWhoMayAndWhereItIsOnTheBus() {
    return eachOperation(
        (operation, node) -> {
          String description = node.getString("description");
          operation.access().roles().forEach(role -> assertThat(description).contains(role.name()));
          if (operation.address() != null) {
            assertThat(description).contains("`" + operation.address() + "`");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> examples_eachMessageHasOneThatFits() {
    return eachOperation((operation, node) -> checkExamples(node));
  }

  @TestFactory
  Stream<DynamicTest> examples_eachPublishedMessageHasOneThatFits() {
    JsonObject webhooks = SERVED.getJsonObject("webhooks");
    return webhooks.fieldNames().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name, () -> checkExamples(webhooks.getJsonObject(name).getJsonObject("post"))));
  }

  private static void checkExamples(JsonObject node) {
    List<JsonObject> holders = new ArrayList<>();
    holders.add(node.getJsonObject("requestBody", new JsonObject()));
    JsonObject responses = node.getJsonObject("responses");
    responses.fieldNames().stream()
        .filter(status -> status.startsWith("2"))
        .forEach(status -> holders.add(responses.getJsonObject(status)));
    for (JsonObject holder : holders) {
      JsonObject content = holder.getJsonObject("content", new JsonObject());
      for (String type : content.fieldNames()) {
        JsonObject media = content.getJsonObject(type);
        assertThat(media.containsKey("example")).as(type).isTrue();
        assertFits(media.getJsonObject("schema"), media.getValue("example"));
      }
    }
  }

  private static void assertFits(JsonObject schema, Object example) {
    Faults faults = new Faults();
    SchemaReader.read(new References(SERVED).inline(schema)).check(example, Trail.ROOT, faults);
    faults.throwIfAny();
  }

  /** Whatever schema says what one of it looks like. */
  @Test
  void examples_ofSchemas_fit() {
    for (Map.Entry<String, Object> entry :
        SERVED.getJsonObject("components").getJsonObject("schemas")) {
      JsonObject schema = (JsonObject) entry.getValue();
      for (Object example : schema.getJsonArray("examples", new JsonArray())) {
        assertFits(schema, example);
      }
    }
  }

  @Test
  void yaml_saysTheSame() throws Exception {
    Object read = new YAMLMapper().readValue(Contract.yaml(SERVED), Object.class);
    assertThat(new JsonObject(Json.encode(read))).isEqualTo(SERVED);
  }

  private static String withRefusals(String refusals) {
    return """
    openapi: 3.1.0
    info: { title: Test, version: 1.2.3 }
    servers: [ { url: /base } ]
    paths:
      /things:
        get:
          operationId: thing.list
          x-refusals: %s
          security: []
          responses: { '204': { description: None }, default: { description: A problem } }
    components:
      schemas:
        ProblemCode: { type: string, x-problems: {} }
    """
        .formatted(refusals);
  }

  @Test
  void refusals_ofNoSuchCode_areRefused() {
    Contract contract = Contract.parse(withRefusals("[no-such-code]"));
    assertThatIllegalArgumentException()
        .isThrownBy(contract::served)
        .withMessageContaining("thing.list refuses with");
  }

  @Test
  void refusals_thatFollowFromTheRest_areNotSaidAgain() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Contract.parse(withRefusals("[invalid-request]")))
        .withMessageContaining("thing.list need not say invalid-request");
  }
}
