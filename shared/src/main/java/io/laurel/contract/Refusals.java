package io.laurel.contract;

import io.laurel.contract.Parameter.Place;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The codes by which one operation refuses: its own, {@code x-refusals}, and those that follow from
 * what it takes and whom it admits. What HTTP itself refuses stands at no operation.
 */
final class Refusals {
  static final String OWN = "x-refusals";

  private Refusals() {}

  /**
   * All of one operation, by name.
   *
   * @throws IllegalArgumentException where it names one that follows from the rest
   */
  static Set<String> of(
      String id,
      JsonObject node,
      Access access,
      List<Parameter> parameters,
      Operation.@Nullable Body body) {
    Set<String> codes = derived(access, parameters, body);
    for (Object code : node.getJsonArray(OWN, new JsonArray())) {
      if (!codes.add((String) code)) {
        throw new IllegalArgumentException(
            "Contract: " + id + " need not say " + code + ", or says it twice");
      }
    }
    return codes;
  }

  private static Set<String> derived(
      Access access, List<Parameter> parameters, Operation.@Nullable Body body) {
    Set<String> codes = new TreeSet<>(Set.of("invalid-request", "payload-too-large"));
    codes.add("too-many-requests");
    if (!access.open()) {
      codes.add("unauthorized");
    }
    if (!access.roles().isEmpty()) {
      codes.add("forbidden");
    }
    if (body != null) {
      codes.addAll(List.of("malformed-json", "request-timeout", "unsupported-media-type"));
    }
    for (Parameter parameter : parameters) {
      if (parameter.place() == Place.PATH) {
        codes.add("not-found");
      } else {
        codes.addAll(ofParameter(parameter.name(), takesPatch(body)));
      }
    }
    return codes;
  }

  private static List<String> ofParameter(String name, boolean patch) {
    return switch (name) {
      case Streamed.CURSOR -> List.of("invalid-cursor");
      case "Idempotency-Key" -> List.of("idempotency-key-reused");
      case "If-Match" ->
          patch ? List.of("if-match-required", "version-mismatch") : List.of("version-mismatch");
      default -> List.of();
    };
  }

  private static boolean takesPatch(Operation.@Nullable Body body) {
    return body != null && body.mediaTypes().contains("application/merge-patch+json");
  }
}
