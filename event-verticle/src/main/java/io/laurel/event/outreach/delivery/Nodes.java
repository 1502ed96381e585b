package io.laurel.event.outreach.delivery;

import io.laurel.bus.Beacon;
import io.laurel.event.catalog.endpoint.Health;
import io.laurel.event.catalog.endpoint.Health.State;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The event nodes that this one hears of, and how endpoints do as they see it. Belongs to one event
 * loop.
 */
final class Nodes {
  /** Between two words of a node. */
  static final Duration INTERVAL = Duration.ofSeconds(2);

  /** Who has said nothing for so long is gone. */
  private static final Duration SILENCE = Duration.ofSeconds(9);

  /** More nodes than that are none of ours. */
  private static final int MAX_NODES = 1_000;

  private static final String NODE = "node";
  private static final String GONE = "gone";
  private static final String HEALTH = "health";

  /** The worst first. */
  private static final Comparator<Health> WORST =
      Comparator.comparing((Health health) -> severity(health.state()))
          .thenComparing(Health::failures);

  private final String self = UUID.randomUUID().toString();
  private final Beacon beacon;
  private final LongSupplier nanos;
  private final Map<String, Heard> others = new HashMap<>();

  private record Heard(long at, Map<String, Health> health) {}

  /**
   * Nobody is heard yet.
   *
   * @param nanos a clock that only runs forward
   */
  Nodes(Beacon beacon, LongSupplier nanos) {
    this.beacon = beacon;
    this.nanos = nanos;
  }

  /** Hears the others from then on. */
  Future<Void> listen() {
    return beacon.hear(this::hear);
  }

  /**
   * Tells the others that this one is there.
   *
   * @param own how endpoints do as this node sees it, by their ids
   */
  void tell(Map<String, Health> own) {
    JsonObject health = new JsonObject();
    own.forEach(
        (endpoint, state) ->
            health.put(
                endpoint,
                new JsonObject()
                    .put("state", state.state().name())
                    .put("failures", state.failures())
                    .put("since", state.since().toString())));
    beacon.tell(new JsonObject().put(NODE, self).put(HEALTH, health));
  }

  /** Tells the others that this one goes. */
  Future<Void> leave() {
    return beacon.leave(new JsonObject().put(NODE, self).put(GONE, true));
  }

  private void hear(JsonObject about) {
    if (!(about.getValue(NODE) instanceof String node) || node.equals(self)) {
      return;
    }
    if (about.containsKey(GONE)) {
      others.remove(node);
    } else if (others.size() < MAX_NODES || others.containsKey(node)) {
      others.put(node, new Heard(nanos.getAsLong(), health(about)));
    }
  }

  /** What cannot be read was written by nobody of ours. */
  private static Map<String, Health> health(JsonObject about) {
    Map<String, Health> all = new HashMap<>();
    if (about.getValue(HEALTH) instanceof JsonObject health) {
      try {
        for (String endpoint : health.fieldNames()) {
          JsonObject one = health.getJsonObject(endpoint);
          all.put(
              endpoint,
              new Health(
                  State.valueOf(one.getString("state")),
                  one.getInteger("failures"),
                  Instant.parse(one.getString("since"))));
        }
      } catch (ClassCastException
          | IllegalArgumentException
          | DateTimeParseException
          | NullPointerException e) {
        return Map.of();
      }
    }
    return all;
  }

  /** How many there are, with this one. */
  int count() {
    return 1 + (int) heard().count();
  }

  /**
   * How that endpoint does, as the node sees it that sees the worst.
   *
   * @param here as this node sees it
   */
  Health worst(String endpointId, Health here) {
    return heard()
        .flatMap(heard -> Stream.ofNullable(heard.health().get(endpointId)))
        .filter(health -> WORST.compare(health, here) > 0)
        .max(WORST)
        .orElse(here);
  }

  private Stream<Heard> heard() {
    Collection<Heard> all = others.values();
    all.removeIf(heard -> nanos.getAsLong() - heard.at() > SILENCE.toNanos());
    return all.stream();
  }

  private static int severity(State state) {
    return switch (state) {
      case CLOSED -> 0;
      case HALF_OPEN -> 1;
      case OPEN -> 2;
    };
  }
}
