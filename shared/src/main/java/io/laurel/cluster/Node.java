package io.laurel.cluster;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a process says of itself when it joins.
 *
 * @param kind name of its program, such as {@code event}
 * @param version of what it runs
 * @param since when it started
 */
public record Node(String kind, String version, Instant since) {
  private static final String KIND = "laurelKind";
  private static final String VERSION = "version";
  private static final String SINCE = "since";

  JsonObject toJson() {
    return new JsonObject().put(KIND, kind).put(VERSION, version).put(SINCE, since.toString());
  }

  /** Empty for what none of our processes said. */
  static Optional<Node> of(@Nullable JsonObject said) {
    if (said != null
        && said.getValue(KIND) instanceof String kind
        && said.getValue(VERSION) instanceof String version
        && said.getValue(SINCE) instanceof String since) {
      return Optional.of(new Node(kind, version, Instant.parse(since)));
    }
    return Optional.empty();
  }
}
