package io.laurel.gateway;

import io.laurel.contract.Pointers;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Collects the fields of a message from everywhere HTTP carries them, and what is wrong there. */
final class FlatMessage {

  private final JsonObject fields = new JsonObject();
  private final List<Fault> faults = new ArrayList<>();

  void put(String name, Object value) {
    fields.put(name, value);
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  void complain(String name, String detail) {
    if (faults.size() < Failure.MAX_FAULTS) {
      faults.add(new Fault("/" + Pointers.escape(name), detail));
    }
  }

  /** The message; fails with {@code invalid-request} where there was a complaint. */
  JsonObject complete() {
    if (!faults.isEmpty()) {
      throw Failure.invalidRequest(faults);
    }
    return fields;
  }
}
