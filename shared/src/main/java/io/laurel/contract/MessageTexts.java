package io.laurel.contract;

import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.laurel.text.Spelling;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a message that have one spelling, {@code x-text} in the contract. They are spelled
 * so before the schema judges them: its bounds are of what is stored and compared, not of what was
 * sent.
 */
final class MessageTexts {
  static final String TEXT = "x-text";

  /** Marks the parameters of the path: what can be none there is nothing at that path. */
  static final String IN_PATH = "x-in-path";

  private static final List<String> BRANCHES = List.of("anyOf", "allOf", "oneOf");

  /** Of what has no bound in the contract: a player id has its own. */
  private static final int UNBOUNDED = 1_000;

  private final Node root;

  /**
   * What stands at one place of a message.
   *
   * @param text null where it is none that has one spelling
   * @param items null where it is no list of what has texts
   */
  private record Node(@Nullable Text text, Map<String, Node> properties, @Nullable Node items) {
    boolean isEmpty() {
      return text == null && properties.isEmpty() && items == null;
    }
  }

  /**
   * One text.
   *
   * @param kept whether it is judged as spelled but goes on as sent, to whoever has to know both
   * @param maxLength code points
   */
  private record Text(Spelling spelling, boolean kept, boolean inPath, int maxLength) {
    static Text of(JsonObject schema) {
      String kind = schema.getString(TEXT);
      Spelling spelling =
          switch (kind) {
            case "data", "secret" -> Spelling.DATA;
            case "identifier" -> Spelling.IDENTIFIER;
            case "login" -> Spelling.LOGIN;
            case "email" -> Spelling.EMAIL;
            case "player" -> Spelling.PLAYER;
            case "code" -> Spelling.CODE;
            default -> throw new IllegalArgumentException("Contract: no such text: " + kind);
          };
      return new Text(
          spelling,
          kind.equals("secret") || kind.equals("login"),
          schema.getBoolean(IN_PATH, false),
          schema.getInteger("maxLength", UNBOUNDED));
    }
  }

  MessageTexts(JsonObject schema) {
    this.root = node(schema);
  }

  private static Node node(JsonObject schema) {
    Map<String, Node> properties = new LinkedHashMap<>();
    JsonObject declared = schema.getJsonObject("properties", new JsonObject());
    for (String name : declared.fieldNames()) {
      if (declared.getValue(name) instanceof JsonObject property && !node(property).isEmpty()) {
        properties.put(name, node(property));
      }
    }
    Node items = schema.getValue("items") instanceof JsonObject item ? node(item) : null;
    Node here =
        new Node(
            schema.containsKey(TEXT) ? Text.of(schema) : null,
            properties,
            items == null || items.isEmpty() ? null : items);
    return here.isEmpty() ? branch(schema) : here;
  }

  /** Where a schema is a choice, at most one branch of it may have texts. */
  private static Node branch(JsonObject schema) {
    List<Node> found =
        BRANCHES.stream()
            .flatMap(name -> schema.getJsonArray(name, new JsonArray()).stream())
            .map(member -> node((JsonObject) member))
            .filter(node -> !node.isEmpty())
            .toList();
    if (found.size() > 1) {
      throw new IllegalArgumentException("Contract: several branches of a schema have an x-text");
    }
    return found.isEmpty() ? new Node(null, Map.of(), null) : found.get(0);
  }

  /**
   * The message with these texts in their one spelling; the same object where they are. Fails with
   * {@code invalid-request} for what no such text has, and with {@code not-found} where that stands
   * in the path.
   */
  JsonObject spelled(JsonObject message) {
    List<Fault> faults = new ArrayList<>();
    JsonObject spelled = spelled("", message, root, faults);
    Failure.throwIfAny(faults);
    return spelled;
  }

  /** What goes on of a message that was judged as spelled. */
  JsonObject passedOn(JsonObject spelled, JsonObject sent) {
    JsonObject passedOn = spelled;
    for (Map.Entry<String, Node> property : root.properties().entrySet()) {
      Text text = property.getValue().text();
      if (text != null && text.kept() && sent.containsKey(property.getKey())) {
        passedOn = with(passedOn, property.getKey(), sent.getValue(property.getKey()));
      }
    }
    return passedOn;
  }

  private static @Nullable Object spelled(
      String pointer, @Nullable Object value, Node node, List<Fault> faults) {
    if (faults.size() >= Failure.MAX_FAULTS) {
      return value;
    }
    if (value instanceof String sent && node.text() != null) {
      return spelled(pointer, sent, node.text(), faults);
    }
    if (value instanceof JsonObject object) {
      return spelled(pointer, object, node, faults);
    }
    return value instanceof JsonArray array && node.items() != null
        ? spelled(pointer, array, node.items(), faults)
        : value;
  }

  private static String spelled(String pointer, String sent, Text text, List<Fault> faults) {
    String spelled = text.spelling().of(sent, text.maxLength());
    Optional<String> fault = text.spelling().fault(spelled);
    if (fault.isPresent() && text.inPath()) {
      throw Failure.notFound();
    }
    fault.ifPresent(detail -> faults.add(new Fault(pointer, detail)));
    return spelled;
  }

  private static JsonObject spelled(
      String pointer, JsonObject object, Node node, List<Fault> faults) {
    JsonObject spelled = object;
    for (Map.Entry<String, Node> property : node.properties().entrySet()) {
      String name = property.getKey();
      Object before = object.getValue(name);
      Object after =
          spelled(pointer + "/" + Pointers.escape(name), before, property.getValue(), faults);
      if (after != null && !after.equals(before)) {
        spelled = with(spelled, name, after);
      }
    }
    return spelled;
  }

  private static JsonArray spelled(String pointer, JsonArray array, Node node, List<Fault> faults) {
    JsonArray spelled = new JsonArray(new ArrayList<>(array.size()));
    boolean same = true;
    for (int i = 0; i < array.size(); i++) {
      Object before = array.getValue(i);
      Object after = spelled(pointer + "/" + i, before, node, faults);
      same &= after == null ? before == null : after.equals(before);
      spelled.add(after);
    }
    return same ? array : spelled;
  }

  private static JsonObject with(JsonObject object, String name, Object value) {
    return new JsonObject(new LinkedHashMap<>(object.getMap())).put(name, value);
  }
}
