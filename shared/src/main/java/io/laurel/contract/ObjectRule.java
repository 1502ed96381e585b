package io.laurel.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rules of objects.
 *
 * @param properties by name
 * @param required names that must be there
 * @param closed whether other names are refused
 * @param others what the values of other names must be; null for anything
 * @param names what every name must be; null for anything
 */
record ObjectRule(
    Map<String, Schema> properties,
    List<String> required,
    boolean closed,
    @Nullable Schema others,
    @Nullable Schema names,
    int minProperties,
    int maxProperties)
    implements Rule {

  static ObjectRule of(JsonObject node) {
    Object additional = node.getValue("additionalProperties");
    JsonObject names = node.getJsonObject("propertyNames");
    return new ObjectRule(
        SchemaReader.readAll(node.getJsonObject("properties", new JsonObject())),
        node.getJsonArray("required", new JsonArray()).stream().map(String.class::cast).toList(),
        Boolean.FALSE.equals(additional),
        additional instanceof JsonObject schema ? SchemaReader.read(schema) : null,
        names == null ? null : SchemaReader.read(names),
        node.getInteger("minProperties", 0),
        node.getInteger("maxProperties", Integer.MAX_VALUE));
  }

  @Override
  public void check(@Nullable Object value, Trail at, Faults faults) {
    if (!(value instanceof JsonObject object)) {
      return;
    }
    for (String name : required) {
      if (!object.containsKey(name)) {
        faults.add(at.to(name), "is required");
      }
    }
    if (object.size() < minProperties) {
      faults.add(at, "must have at least " + minProperties + " members");
    }
    if (object.size() > maxProperties) {
      faults.add(at, "must have at most " + maxProperties + " members");
    }
    for (String name : object.fieldNames()) {
      if (faults.isFull()) {
        return;
      }
      checkMember(object, name, at.to(name), faults);
    }
  }

  private void checkMember(JsonObject object, String name, Trail at, Faults faults) {
    if (names != null) {
      Faults ofName = new Faults();
      names.check(name, at, ofName);
      faults.addAll(ofName, "has a name that ");
    }
    Schema schema = properties.get(name);
    if (schema != null) {
      schema.check(object.getValue(name), at, faults);
    } else if (closed) {
      faults.add(at, "is unknown");
    } else if (others != null) {
      others.check(object.getValue(name), at, faults);
    }
  }
}
