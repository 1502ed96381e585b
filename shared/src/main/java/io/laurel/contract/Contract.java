package io.laurel.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The contract, read once: the single source of paths, schemas, roles and bus addresses. */
public final class Contract {
  /** Else a name that stands twice, and a second document, would be passed over. */
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonObject document;
  private final List<Operation> operations;
  private final Map<String, Problem> problems;
  private final Map<String, Operation> byId;

  private Contract(JsonObject document, List<Operation> internal) {
    this.document = document;
    this.operations = List.copyOf(new OperationReader(document).read());
    this.problems = Problem.of(document);
    this.byId = new LinkedHashMap<>();
    operations.forEach(operation -> byId.put(operation.id(), operation));
    internal.forEach(operation -> byId.put(operation.id(), operation));
  }

  /**
   * Reads the contract on the class path. Blocking, a quarter of a second in a process that has
   * just begun: once, before serving.
   *
   * @throws IllegalArgumentException as {@link #parse}; the message names the file
   */
  public static Contract load() {
    return parse(ContractFiles.read(), parse(ContractFiles.internal()).operations());
  }

  static Contract parse(JoinedText joined) {
    return parse(joined, List.of());
  }

  private static Contract parse(JoinedText joined, List<Operation> internal) {
    String text = joined.text();
    try {
      return new Contract(read(text), internal);
    } catch (JsonProcessingException e) {
      // What breaks off at the end of a file is missed only where the next one begins.
      joined.files().forEach(Contract::checkAlone);
      throw new IllegalArgumentException(
          complaint(joined.origin(e.getLocation().getLineNr()), e), e);
    }
  }

  private static void checkAlone(String file, String text) {
    try {
      read(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          complaint(file + ", line " + e.getLocation().getLineNr(), e), e);
    }
  }

  private static String complaint(String place, JsonProcessingException e) {
    return "The contract is no YAML: " + place + ": " + e.getOriginalMessage();
  }

  /**
   * Reads a contract.
   *
   * @throws IllegalArgumentException where it uses what the mount does not support, or says
   *     something twice; the message says where
   */
  public static Contract parse(String yaml) {
    try {
      return new Contract(read(yaml), List.of());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The contract is no YAML: " + e.getMessage(), e);
    }
  }

  private static JsonObject read(String yaml) throws JsonProcessingException {
    @SuppressWarnings("unchecked")
    Map<String, Object> root = YAML.readValue(yaml, Map.class);
    return new JsonObject(root);
  }

  /** Every operation that clients know, in the order of the files. */
  public List<Operation> operations() {
    return operations;
  }

  /** The bus addresses of these operations, in their order. */
  public List<String> addresses() {
    return operations.stream().map(Operation::address).filter(Objects::nonNull).toList();
  }

  /**
   * The operation of that name, one that services ask of each other included; unknown names are a
   * programming error.
   */
  public Operation operation(String id) {
    Operation operation = byId.get(id);
    if (operation == null) {
      throw new IllegalArgumentException("The contract has no operation " + id);
    }
    return operation;
  }

  /** The contract's own version, {@code info.version}. */
  public String version() {
    return document.getJsonObject("info").getString("version");
  }

  /** What each code means that a problem may bear, by code. */
  public Map<String, Problem> problems() {
    return Collections.unmodifiableMap(problems);
  }

  /**
   * The contract as clients get it: written out at each operation are who is admitted, by which
   * codes it refuses, and examples. Takes a tenth of a second, and is made anew at each call.
   *
   * @throws IllegalArgumentException where it refuses by a code that is none, or nothing says what
   *     a message looks like
   */
  public JsonObject served() {
    return ServedContract.of(document, operations, problems);
  }

  /** A document as YAML. */
  public static String yaml(JsonObject document) {
    return YamlText.of(document);
  }

  /** The contract as JSON, not dereferenced; a copy. */
  public JsonObject document() {
    return document.copy();
  }
}
