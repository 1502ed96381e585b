package io.laurel.contract;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The contract, read once from {@code openapi.yaml}: the single source of paths, schemas, roles and
 * bus addresses.
 */
public final class Contract {
  private static final String RESOURCE = "/openapi.yaml";

  private final String text;
  private final JsonObject document;
  private final List<Operation> operations;
  private final Map<String, Operation> byId;

  private Contract(String text, JsonObject document) {
    this.text = text;
    this.document = document;
    this.operations = List.copyOf(new OperationReader(document).read());
    this.byId = new LinkedHashMap<>();
    operations.forEach(operation -> byId.put(operation.id(), operation));
  }

  /**
   * Reads the contract on the class path. Blocking, some tens of milliseconds: once, before
   * serving.
   */
  public static Contract load() {
    try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a contract.
   *
   * @throws IllegalArgumentException where it uses what the mount does not support; the message
   *     says where
   */
  public static Contract parse(String yaml) {
    try {
      @SuppressWarnings("unchecked")
      Map<String, Object> root = new YAMLMapper().readValue(yaml, Map.class);
      return new Contract(yaml, new JsonObject(root));
    } catch (IOException e) {
      throw new IllegalArgumentException("The contract is no YAML: " + e.getMessage(), e);
    }
  }

  /** Every operation, in the order of the file. */
  public List<Operation> operations() {
    return operations;
  }

  /** The operation of that name; unknown names are a programming error. */
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

  /** The contract as written. */
  public String text() {
    return text;
  }

  /** The contract as JSON, not dereferenced; a copy. */
  public JsonObject document() {
    return document.copy();
  }
}
