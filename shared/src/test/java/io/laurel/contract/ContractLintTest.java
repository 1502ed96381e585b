package io.laurel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.contract.Parameter.Place;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keeps the contract inside what the mount supports; what reading it refuses, it cannot hold. */
class ContractLintTest {
  private static final Pattern BRACES = Pattern.compile("\\{([^}]*)}");
  private static final Contract CONTRACT = Contract.load();
  private static final JsonObject DOCUMENT = CONTRACT.document();

  private static Stream<DynamicTest> eachOperation(BiConsumer<Operation, JsonObject> rule) {
    return CONTRACT.operations().stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.id(), () -> rule.accept(operation, node(operation))));
  }

  private static JsonObject node(Operation operation) {
    String base = DOCUMENT.getJsonArray("servers").getJsonObject(0).getString("url");
    return DOCUMENT
        .getJsonObject("paths")
        .getJsonObject(operation.path().substring(base.length()))
        .getJsonObject(operation.method().toLowerCase(java.util.Locale.ROOT));
  }

  /** Every object of the document with its pointer. */
  private static void visit(String pointer, Object node, BiConsumer<String, JsonObject> visitor) {
    if (node instanceof JsonObject object) {
      visitor.accept(pointer, object);
      object
          .fieldNames()
          .forEach(name -> visit(pointer + "/" + name, object.getValue(name), visitor));
    } else if (node instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        visit(pointer + "/" + i, array.getValue(i), visitor);
      }
    }
  }

  private static Set<String> braces(String template) {
    return BRACES.matcher(template).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  @Test
  void namesAndAddresses_areUnique() {
    assertThat(CONTRACT.operations()).extracting(Operation::id).doesNotHaveDuplicates();
    assertThat(CONTRACT.operations().stream().map(Operation::address).filter(Objects::nonNull))
        .doesNotHaveDuplicates();
  }

  @Test
  void pathShapes_areUnique() {
    assertThat(CONTRACT.operations())
        .extracting(
            operation -> operation.method() + " " + operation.path().replaceAll("\\{[^}]*}", "{}"))
        .doesNotHaveDuplicates();
  }

  @Test
  void addresses_onlyOneOperationHasNone() {
    assertThat(CONTRACT.operations())
        .filteredOn(operation -> operation.address() == null)
        .hasSize(1);
  }

  @TestFactory
  Stream<DynamicTest> address_isTheName() {
    return eachOperation(
        (operation, node) -> {
          if (operation.address() != null) {
            assertThat(operation.address()).isEqualTo(operation.id());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> name_isAWordPair() {
    return eachOperation(
        (operation, node) -> assertThat(operation.id()).matches("[a-z][A-Za-z]*\\.[a-z][A-Za-z]*"));
  }

  @TestFactory
  Stream<DynamicTest> pathParameters_areThoseOfTheTemplate() {
    return eachOperation(
        (operation, node) ->
            assertThat(
                    operation.parameters().stream()
                        .filter(parameter -> parameter.place() == Place.PATH)
                        .map(parameter -> "{" + parameter.name() + "}")
                        .collect(Collectors.toSet()))
                .isEqualTo(braces(operation.path())));
  }

  @TestFactory
  Stream<DynamicTest> pathParameters_areWholeSegmentsAndRequired() {
    return eachOperation(
        (operation, node) -> {
          for (String segment : operation.path().split("/", -1)) {
            assertThat(segment).matches("[a-z0-9-]*|\\{[A-Za-z]+}");
          }
          for (Object entry : node.getJsonArray("parameters", new JsonArray())) {
            JsonObject parameter = new References(DOCUMENT).inline((JsonObject) entry);
            if (parameter.getString("in").equals("path")) {
              assertThat(parameter.getBoolean("required")).isTrue();
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> queryAndHeaderParameters_areOptional() {
    return eachOperation(
        (operation, node) -> {
          for (Object entry : node.getJsonArray("parameters", new JsonArray())) {
            JsonObject parameter = new References(DOCUMENT).inline((JsonObject) entry);
            if (!parameter.getString("in").equals("path")) {
              assertThat(parameter.getBoolean("required", false)).isFalse();
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> success_namesHeadersThatItsBodyCanFill() {
    return eachOperation(
        (operation, node) ->
            operation.success().headers().values().stream()
                .filter(Objects::nonNull)
                .flatMap(template -> braces(template).stream())
                .forEach(
                    field ->
                        assertThat(
                                operation
                                    .success()
                                    .schema()
                                    .getJsonObject("properties")
                                    .fieldNames())
                            .contains(field.substring(1, field.length() - 1))));
  }

  @TestFactory
  Stream<DynamicTest> success_hasABodyUnlessNoContent() {
    return eachOperation(
        (operation, node) ->
            assertThat(operation.success().schema() == null)
                .isEqualTo(operation.success().status() == 204));
  }

  @TestFactory
  Stream<DynamicTest> success_thatCreatesAnObjectOfItsOwn_namesItsLocation() {
    return eachOperation(
        (operation, node) -> {
          if (operation.success().status() == 201 && !operation.access().open()) {
            assertThat(operation.success().headers()).containsKey("Location");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> default_isTheSharedProblem() {
    return eachOperation(
        (operation, node) ->
            assertThat(node.getJsonObject("responses").getJsonObject("default").getString("$ref"))
                .isEqualTo("#/components/responses/Problem"));
  }

  @TestFactory
  Stream<DynamicTest> getAndDelete_takeNoBody() {
    return eachOperation(
        (operation, node) -> {
          if (operation.method().equals("GET") || operation.method().equals("DELETE")) {
            assertThat(operation.body()).isNull();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> patch_takesAMergePatchAndAPrecondition() {
    return eachOperation(
        (operation, node) -> {
          // The current password stands for the precondition, and its body is no merge patch.
          if (operation.method().equals("PATCH") && !operation.id().equals("auth.updateProfile")) {
            assertThat(operation.body().mediaTypes())
                .containsExactlyInAnyOrder("application/json", "application/merge-patch+json");
            assertThat(operation.parameters()).extracting(Parameter::name).contains("If-Match");
          }
        });
  }

  /** Where there is a tag, it is judged; what a POST makes has none before. */
  @TestFactory
  Stream<DynamicTest> whatHasATag_takesAPrecondition() {
    return eachOperation(
        (operation, node) -> {
          if (operation.success().headers().containsKey("ETag")
              && !operation.method().equals("POST")) {
            assertThat(operation.parameters()).extracting(Parameter::name).contains("If-Match");
          }
        });
  }

  /** What is derived changes without a new version. */
  @TestFactory
  Stream<DynamicTest> whatIsAnswered304_hasNoDerivedField() {
    return eachOperation(
        (operation, node) -> {
          if (operation.success().conditional()) {
            assertThat(operation.parameters())
                .extracting(Parameter::name)
                .contains("If-None-Match");
            assertThat(operation.success().schema().getJsonObject("properties").fieldNames())
                .doesNotContain("status", "remaining", "stock");
          }
        });
  }

  /** A client's connection is closed after a minute without a byte. */
  @TestFactory
  Stream<DynamicTest> deadline_ofItsOwn_isLongerThanTheUsualAndFitsAConnection() {
    return eachOperation(
        (operation, node) -> {
          if (node.containsKey("x-deadline-ms")) {
            assertThat(operation.deadline())
                .isBetween(Duration.ofSeconds(11), Duration.ofSeconds(55));
          }
        });
  }

  /** By hand: what is not marked would have the limits of its method, however dear it is. */
  @TestFactory
  Stream<DynamicTest> rateLimit_everyOperationIsMarked() {
    return eachOperation(
        (operation, node) -> {
          JsonObject mark = node.getJsonObject("x-rate-limit");
          assertThat(mark).as("x-rate-limit: { class: auth | write | read | heavy }").isNotNull();
          assertThat(mark.fieldNames()).contains("class").isSubsetOf("class", "devices");
          assertThat(operation.rate().kind().label()).isEqualTo(mark.getString("class"));
        });
  }

  /** What is compressed tells by its length of what is in it. */
  @TestFactory
  Stream<DynamicTest> secret_inAnAnswer_isConfidential() {
    Set<String> always = Set.of("auth", "key", "accessCode");
    Set<String> secrets = Set.of("accessToken", "refreshToken", "secret", "codes", "key");
    return eachOperation(
        (operation, node) -> {
          Set<String> fields = new HashSet<>();
          visit(
              "",
              operation.success().schema(),
              (pointer, object) -> {
                if (object.getValue("properties") instanceof JsonObject properties) {
                  fields.addAll(properties.fieldNames());
                }
              });
          fields.retainAll(secrets);
          if (!fields.isEmpty() || always.contains(operation.id().replaceAll("\\..*", ""))) {
            assertThat(operation.isSecret()).as("x-secret: true for %s", fields).isTrue();
          }
        });
  }

  /** What nobody reads would promise something that is not so. */
  @Test
  void extensions_areThoseThatTheMountReads() {
    visit(
        "",
        DOCUMENT,
        (pointer, object) ->
            assertThat(object.fieldNames())
                .as(pointer)
                .filteredOn(name -> name.startsWith("x-"))
                .isSubsetOf(
                    "x-event-bus-address",
                    "x-max-body-bytes",
                    "x-object",
                    "x-deadline-ms",
                    "x-problems",
                    "x-refusals",
                    "x-off-code",
                    "x-secret",
                    "x-rate-limit",
                    "x-stream",
                    "x-template",
                    "x-text",
                    "x-served-by"));
  }

  /** Rows hold all that a list's items do, in an order that the contract fixes. */
  @TestFactory
  Stream<DynamicTest> streamed_columnsAreTheFieldsOfAnItem() {
    return eachOperation(
        (operation, node) -> {
          Streamed streamed = operation.success().streamed();
          if (streamed != null) {
            JsonObject page = operation.success().schema().getJsonObject("properties");
            assertThat(page.fieldNames()).containsExactlyInAnyOrder("items", "nextCursor");
            assertThat(streamed.columns())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                    page.getJsonObject("items")
                        .getJsonObject("items")
                        .getJsonObject("properties")
                        .fieldNames());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> required_namesKnownFields() {
    return eachOperation(
        (operation, node) -> {
          JsonObject body = node.getJsonObject("requestBody");
          if (body != null) {
            JsonObject schema =
                new References(DOCUMENT)
                    .inline(
                        body.getJsonObject("content")
                            .getJsonObject("application/json")
                            .getJsonObject("schema"));
            assertThat(schema.getJsonObject("properties").fieldNames())
                .containsAll(
                    schema.getJsonArray("required", new JsonArray()).stream()
                        .map(String.class::cast)
                        .toList());
          }
        });
  }

  /** The mount fills in defaults of the message's own fields only. */
  @TestFactory
  Stream<DynamicTest> defaults_standAtTheTopOfAMessage() {
    return eachOperation(
        (operation, node) -> {
          JsonObject body = node.getJsonObject("requestBody");
          if (body != null) {
            JsonObject schema =
                new References(DOCUMENT)
                    .inline(
                        body.getJsonObject("content")
                            .getJsonObject("application/json")
                            .getJsonObject("schema"));
            visit(
                "",
                schema,
                (pointer, object) -> {
                  if (object.containsKey("default") && !pointer.endsWith("/properties")) {
                    assertThat(pointer).matches("/properties/[^/]+");
                  }
                });
          }
        });
  }

  /** An object inside a request either refuses unknown fields or says what every value is. */
  @TestFactory
  Stream<DynamicTest> nestedObjects_refuseUnknownFieldsToo() {
    return eachOperation(
        (operation, node) -> {
          JsonObject body = node.getJsonObject("requestBody");
          if (body != null) {
            JsonObject schema =
                new References(DOCUMENT)
                    .inline(
                        body.getJsonObject("content")
                            .getJsonObject("application/json")
                            .getJsonObject("schema"));
            visit(
                "",
                schema,
                (pointer, object) -> {
                  // What has bounds of its own is its writer's.
                  if ("object".equals(object.getValue("type"))
                      && !object.containsKey(FreeObjectRule.OBJECT)) {
                    assertThat(object.getValue("additionalProperties"))
                        .as(pointer)
                        .isNotNull()
                        .isNotEqualTo(true);
                  }
                });
          }
        });
  }

  /** What is announced on the bus or delivered to endpoints is one object, described in full. */
  @Test
  void published_eachIsAnObjectWithoutUnknownFields() {
    JsonObject published = DOCUMENT.getJsonObject("webhooks");
    for (String address : published.fieldNames()) {
      JsonObject post = published.getJsonObject(address).getJsonObject("post");
      JsonObject schema =
          new References(DOCUMENT)
              .inline(
                  post.getJsonObject("requestBody")
                      .getJsonObject("content")
                      .getJsonObject("application/json")
                      .getJsonObject("schema"));
      assertThat(schema.getValue("type")).as(address).isEqualTo("object");
      assertThat(schema.getValue("additionalProperties")).as(address).isEqualTo(false);
    }
  }

  @Test
  void announced_atItsNameWhichNoOperationHas() {
    JsonObject published = DOCUMENT.getJsonObject("webhooks");
    for (String name : published.fieldNames()) {
      String address =
          published.getJsonObject(name).getJsonObject("post").getString("x-event-bus-address");
      if (address != null) {
        assertThat(address).isEqualTo(name);
        assertThat(CONTRACT.operations()).extracting(Operation::id).doesNotContain(name);
      }
    }
  }

  /** By these a receiver knows from whom it is, and whether it came before. */
  @Test
  void delivered_withTheHeadersOfStandardWebhooks() {
    JsonObject published = DOCUMENT.getJsonObject("webhooks");
    List<String> delivered =
        published.fieldNames().stream()
            .filter(
                name ->
                    !published
                        .getJsonObject(name)
                        .getJsonObject("post")
                        .containsKey("x-event-bus-address"))
            .toList();
    assertThat(delivered)
        .containsExactlyInAnyOrder("reward.granted", "reward.revoked", "endpoint.test");
    for (String name : delivered) {
      assertThat(
              published
                  .getJsonObject(name)
                  .getJsonObject("post")
                  .getJsonArray("parameters")
                  .stream()
                  .map(parameter -> new References(DOCUMENT).inline((JsonObject) parameter))
                  .map(parameter -> parameter.getString("in") + " " + parameter.getString("name")))
          .containsExactlyInAnyOrder(
              "header webhook-id", "header webhook-timestamp", "header webhook-signature");
    }
  }

  @Test
  void references_allResolve() {
    visit(
        "",
        DOCUMENT,
        (pointer, object) -> {
          if (object.getValue("$ref") instanceof String reference) {
            assertThat(reference).as(pointer).startsWith("#/");
            assertThat(JsonPointer.from(reference.substring(1)).queryJson(DOCUMENT))
                .as(pointer + " → " + reference)
                .isNotNull();
          }
        });
  }

  @Test
  void components_areAllUsed() {
    Set<String> used = new HashSet<>();
    visit(
        "",
        DOCUMENT,
        (pointer, object) -> {
          if (object.getValue("$ref") instanceof String reference) {
            used.add(reference);
          }
        });
    JsonObject components = DOCUMENT.getJsonObject("components");
    for (String kind : List.of("schemas", "parameters", "headers", "responses")) {
      for (String name : components.getJsonObject(kind).fieldNames()) {
        assertThat(used).contains("#/components/" + kind + "/" + name);
      }
    }
  }

  /** What the validator ignores or does at a multiple of the cost. */
  @Test
  void schemas_useNoKeywordTheMountCannotExplain() {
    Set<String> refused =
        Set.of("oneOf", "not", "if", "dependentSchemas", "unevaluatedProperties", "$dynamicRef");
    visit(
        "",
        DOCUMENT.getJsonObject("components").getJsonObject("schemas"),
        (pointer, object) ->
            assertThat(object.fieldNames()).as(pointer).doesNotContainAnyElementsOf(refused));
  }

  @Test
  void patterns_areAnchoredAndCompile() {
    visit(
        "",
        DOCUMENT,
        (pointer, object) -> {
          if (object.getValue("pattern") instanceof String pattern) {
            assertThat(pattern).as(pointer).startsWith("^").endsWith("$");
            assertThat(Pattern.compile(pattern)).isNotNull();
          }
        });
  }

  /** What a pattern costs is bounded by the length of what it is tried on. */
  @Test
  void patterns_standBesideALength() {
    visit(
        "",
        DOCUMENT,
        (pointer, object) -> {
          if (object.getValue("pattern") instanceof String) {
            assertThat(object.getValue("maxLength")).as(pointer).isInstanceOf(Integer.class);
          }
        });
  }

  /** Answers too: who reads them wants to know for how much to make room. */
  @Test
  void arrays_haveABound() {
    visit(
        "",
        DOCUMENT,
        (pointer, object) -> {
          Object type = object.getValue("type");
          boolean isList =
              "array".equals(type) || (type instanceof JsonArray types && types.contains("array"));
          if (isList) {
            assertThat(object.getValue("maxItems")).as(pointer).isInstanceOf(Integer.class);
          }
        });
  }

  /** Beside a reference, the standard lets other members narrow its target, never widen it. */
  @Test
  void references_haveOnlyWordsAndDefaultsBesides() {
    visit(
        "",
        DOCUMENT,
        (pointer, object) -> {
          if (object.containsKey("$ref")) {
            assertThat(object.fieldNames())
                .as(pointer)
                .isSubsetOf("$ref", "description", "default", "examples", "deprecated");
          }
        });
  }

  /** Validators and generators of all ages agree on it, and not on a list of types. */
  @Test
  void null_isAnAlternative() {
    visit(
        "",
        DOCUMENT,
        (pointer, object) -> {
          if (object.getValue("type") instanceof JsonArray types) {
            assertThat(types.contains("null")).as(pointer).isFalse();
          }
        });
  }

  /** Generated types take a field with a default for one that is always there. */
  @Test
  void defaults_standAtNoFieldOfASchema() {
    JsonObject schemas = DOCUMENT.getJsonObject("components").getJsonObject("schemas");
    visit(
        "",
        schemas,
        (pointer, object) -> {
          if (object.containsKey("default") && !pointer.endsWith("/properties")) {
            assertThat(pointer).as(pointer).matches("/[A-Za-z]+");
          }
        });
  }

  /** A generated client has one type for each, and not one for each place. */
  @Test
  void enums_areNamedOnce() {
    Set<Set<Object>> seen = new HashSet<>();
    visit(
        "",
        DOCUMENT,
        (pointer, object) -> {
          if (object.getValue("enum") instanceof JsonArray values && values.size() > 1) {
            assertThat(pointer).matches("/components/schemas/[A-Za-z]+");
            assertThat(seen.add(values.stream().collect(Collectors.toSet()))).as(pointer).isTrue();
          }
        });
  }

  @Test
  void examples_passTheirOwnSchema() {
    JsonObject schemas = DOCUMENT.getJsonObject("components").getJsonObject("schemas");
    for (Map.Entry<String, Object> entry : schemas) {
      JsonObject schema = new References(DOCUMENT).inline((JsonObject) entry.getValue());
      for (Object example : schema.getJsonArray("examples", new JsonArray())) {
        if (example instanceof JsonObject object && schema.containsKey("properties")) {
          assertThat(new MessageSchema(schema).check(object)).as(entry.getKey()).isNotNull();
        }
      }
    }
  }
}
