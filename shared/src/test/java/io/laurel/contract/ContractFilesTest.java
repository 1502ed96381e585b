package io.laurel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract's files are one document; what does not fit is refused with the file's name. */
class ContractFilesTest {
  private static final Path FOLDER = Path.of("src/main/resources", ContractFiles.FOLDER);
  private static final JsonObject DOCUMENT = Contract.load().document();

  private static final String SHARED =
      """
      openapi: 3.1.0
      info: { title: Test, version: 1.2.3 }
      servers: [ { url: /base } ]
      tags:
        - name: things
        - name: parts
          description: Of things

      paths:

      components:
        schemas:
          Id: { type: string }
      """;
  private static final String THINGS =
      """
      # Who owns things.
      paths:
        /things:
          get:
            operationId: thing.list
            tags: [things]
            summary: |
              All things
              # but not this one
            security: []
            responses: { '204': {}, default: {} }

      components:
        schemas:
          Thing: { type: object }
      """;
  private static final String PARTS =
      """
      paths:
        # A part is no thing.
        /parts:
          get:
            operationId: part.list
            tags: [parts]
            security: []
            responses: { '204': {}, default: {} }
      components:
        headers:
          Location: { schema: { type: string } }
        schemas:
          Part: { type: integer }
      # The end.
      """;

  private static JoinedText join(String shared, String things, String parts) {
    return ContractFiles.join(
        Map.of(
                "shared.yaml",
                shared,
                "problems.yaml",
                "components:\n",
                "things.yaml",
                things,
                "parts.yaml",
                parts)
            ::get);
  }

  private static void assertRefused(String shared, String things, String parts, String place) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Contract.parse(join(shared, things, parts)))
        .withMessageContaining(place);
  }

  @Test
  void join_whatStandsUnderOneHeading_standsTogether() {
    JsonObject document = Contract.parse(join(SHARED, THINGS, PARTS)).document();
    assertThat(document.getJsonObject("paths").fieldNames()).containsExactly("/things", "/parts");
    JsonObject components = document.getJsonObject("components");
    assertThat(components.getJsonObject("schemas").fieldNames())
        .containsExactly("Id", "Thing", "Part");
    assertThat(components.getJsonObject("headers").fieldNames()).containsExactly("Location");
  }

  @Test
  void join_comments_stay() {
    String text = join(SHARED, THINGS, PARTS).text();
    assertThat(text)
        .contains("# Who owns things.\n  /things:\n")
        .contains("  # A part is no thing.\n  /parts:\n")
        .contains("    Part: { type: integer }\n# The end.\n");
  }

  /** What looks like a comment, and like the beginning of another file's part. */
  @Test
  void join_texts_stayAsTheyAre() {
    JsonObject document = Contract.parse(join(SHARED, THINGS, PARTS)).document();
    assertThat(
            document
                .getJsonObject("paths")
                .getJsonObject("/things")
                .getJsonObject("get")
                .getString("summary"))
        .isEqualTo("All things\n# but not this one\n");
  }

  @Test
  void join_aLine_knowsWhereItWasWritten() {
    JoinedText joined = join(SHARED, THINGS, PARTS);
    List<String> lines = joined.text().lines().toList();
    assertThat(joined.origin(lines.indexOf("  /parts:") + 1))
        .isEqualTo("contract/parts.yaml, line 3");
    assertThat(joined.origin(lines.indexOf("    Part: { type: integer }") + 1))
        .isEqualTo("contract/parts.yaml, line 13");
  }

  @Test
  void load_aPathInTwoFiles_isRefused() {
    assertRefused(
        SHARED, THINGS, PARTS.replace("/parts", "/things"), "contract/parts.yaml, line 3");
  }

  @Test
  void load_aSchemaInTwoFiles_isRefused() {
    assertRefused(SHARED, THINGS, PARTS.replace("Part:", "Id:"), "contract/parts.yaml, line 13");
  }

  @Test
  void load_aNameTwiceInOneFile_isRefused() {
    assertRefused(
        SHARED,
        THINGS.replace("security: []", "tags: [things]"),
        PARTS,
        "contract/things.yaml, line 10");
  }

  @Test
  void load_aMemberOfTheDocumentInTwoFiles_isRefused() {
    assertRefused(SHARED, THINGS, PARTS + "openapi: 3.1.0\n", "contract/parts.yaml, line 15");
  }

  @Test
  void load_aFileThatIsNoYaml_isRefused() {
    assertRefused(
        SHARED,
        THINGS.replace("responses: {", "responses: ["),
        PARTS,
        "contract/things.yaml, line 11");
  }

  @Test
  void load_aDocumentOfItsOwn_isRefused() {
    assertRefused(SHARED, THINGS, "---\n" + PARTS, "contract/parts.yaml, line 1");
  }

  /** The reader of the whole notices it only in what follows, which is another file's. */
  @Test
  void load_aFileThatBreaksOff_isRefused() {
    assertRefused(SHARED, THINGS, PARTS + "x-last: [", "contract/parts.yaml");
    assertRefused(SHARED, "paths:\n  /things: {", PARTS, "contract/things.yaml");
  }

  @Test
  void load_aFileThatIsAList_isRefused() {
    assertRefused(SHARED, THINGS, "- parts\n", "contract/parts.yaml");
  }

  @Test
  void load_aTagWithoutAFile_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ContractFiles.join(
                    name -> name.equals("shared.yaml") ? SHARED : ContractFiles.onClassPath(name)))
        .withMessageContaining("contract/things.yaml");
  }

  @Test
  void files_areThoseOfTheTagsAndTwoShared() throws IOException {
    Set<String> expected = new TreeSet<>(Set.of(ContractFiles.SHARED, ContractFiles.PROBLEMS));
    tags().forEach(tag -> expected.add(tag + ".yaml"));
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void operations_standInTheFileOfTheirTag() throws IOException {
    for (String tag : tags()) {
      JsonObject file = file(tag);
      for (String member : List.of("paths", "webhooks")) {
        for (Object item : values(file.getJsonObject(member, new JsonObject()))) {
          for (Object operation : values((JsonObject) item)) {
            assertThat(((JsonObject) operation).getJsonArray("tags"))
                .as("%s of %s: %s", member, tag, operation)
                .isEqualTo(JsonArray.of(tag));
          }
        }
      }
    }
  }

  /** A schema that one tag has for itself stands with it, so that who changes it needs one file. */
  @Test
  void schemas_thatAreShared_areThoseThatSeveralTagsUse() throws IOException {
    Map<String, Set<String>> users = new HashMap<>();
    for (String tag : tags()) {
      Set<String> used = new HashSet<>();
      collectReferences(file(tag), used);
      used.forEach(reference -> users.computeIfAbsent(reference, any -> new TreeSet<>()).add(tag));
    }
    JsonObject components = file("shared").getJsonObject("components");
    assertThat(components.getJsonObject("schemas").fieldNames())
        .allSatisfy(
            name -> assertThat(users.get("#/components/schemas/" + name)).hasSizeGreaterThan(1));
  }

  private static void collectReferences(Object node, Set<String> used) {
    if (node instanceof JsonObject object) {
      if (object.getValue("$ref") instanceof String reference && used.add(reference)) {
        collectReferences(JsonPointer.from(reference.substring(1)).queryJson(DOCUMENT), used);
      }
      values(object).forEach(value -> collectReferences(value, used));
    } else if (node instanceof JsonArray array) {
      array.forEach(item -> collectReferences(item, used));
    }
  }

  private static Set<String> tags() {
    Set<String> tags = new TreeSet<>();
    DOCUMENT.getJsonArray("tags").forEach(tag -> tags.add(((JsonObject) tag).getString("name")));
    return tags;
  }

  private static JsonObject file(String name) throws IOException {
    String text = Files.readString(FOLDER.resolve(name + ".yaml"));
    @SuppressWarnings("unchecked")
    Map<String, Object> root = new YAMLMapper().readValue(text, Map.class);
    return new JsonObject(root);
  }

  private static List<Object> values(JsonObject object) {
    return object.stream().map(Map.Entry::getValue).toList();
  }
}
