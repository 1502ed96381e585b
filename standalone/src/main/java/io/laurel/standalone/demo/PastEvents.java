package io.laurel.standalone.demo;

import io.laurel.standalone.demo.PastService.Caller;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The events of the demo's past: written, published and ended when their time comes. */
final class PastEvents {
  private final PastService service;
  private final Caller operator;
  private final UnaryOperator<String> ids;
  private final Instant base;
  private final List<PastEvent> waiting = new ArrayList<>();
  private final List<PastEvent> running = new ArrayList<>();

  /**
   * One event.
   *
   * @param told as the script has it
   * @param id empty before it is written
   * @param rewards their ids
   */
  record PastEvent(JsonObject told, String id, List<String> rewards) {
    String key() {
      return told.getString("key");
    }

    /** Claims of a day. */
    int perDay() {
      return told.getInteger("perDay");
    }

    boolean isDecidedByHand() {
      return "MANUAL".equals(told.getJsonObject("terms", new JsonObject()).getString("approval"));
    }
  }

  /**
   * None is written yet.
   *
   * @param ids of endpoints, by their names
   * @param base to which all times are relative
   */
  PastEvents(
      JsonArray script,
      PastService service,
      Caller operator,
      UnaryOperator<String> ids,
      Instant base) {
    this.service = service;
    this.operator = operator;
    this.ids = ids;
    this.base = base;
    script.forEach(told -> waiting.add(new PastEvent((JsonObject) told, "", List.of())));
  }

  private Instant at(Number days) {
    return base.plus(Duration.ofMinutes(Math.round(days.doubleValue() * 24 * 60)));
  }

  private Instant startsAt(JsonObject told) {
    return at(told.getJsonArray("days").getDouble(0));
  }

  private Instant endsAt(JsonObject told) {
    return at(told.getJsonArray("days").getDouble(1));
  }

  /** An event is written some hours before it starts, unless the script says when. */
  private Instant writtenAt(JsonObject told) {
    return told.containsKey("written")
        ? at(told.getDouble("written"))
        : startsAt(told).minus(Duration.ofHours(6));
  }

  /** Lets happen what is to happen until that moment; what has happened already is the same. */
  Future<Void> until(Instant now) {
    Future<Void> done = Future.succeededFuture();
    for (PastEvent event : List.copyOf(waiting)) {
      if (!writtenAt(event.told()).isAfter(now)) {
        waiting.remove(event);
        done = done.compose(before -> write(event));
      }
    }
    for (PastEvent event : List.copyOf(running)) {
      JsonObject then = event.told().getJsonObject("then");
      if (then != null && !at(then.getDouble("day")).isAfter(now)) {
        running.remove(event);
        done = done.compose(before -> setState(event.id(), then));
      }
    }
    return done;
  }

  /** Those that take claims at that moment. */
  List<PastEvent> takingClaims(Instant now) {
    return running.stream()
        .filter(event -> event.perDay() > 0)
        .filter(event -> !startsAt(event.told()).isAfter(now))
        .filter(event -> endsAt(event.told()).isAfter(now))
        .toList();
  }

  private Future<Void> write(PastEvent event) {
    JsonObject told = event.told();
    JsonObject message =
        told.getJsonObject("terms", new JsonObject())
            .copy()
            .put("name", told.getString("name"))
            .put("startsAt", Instants.format(startsAt(told)))
            .put("endsAt", Instants.format(endsAt(told)))
            .put("Idempotency-Key", "demo-" + event.key());
    if (told.containsKey("description")) {
      message.put("description", told.getString("description"));
    }
    return service
        .call(operator, "event.create", message)
        .map(made -> made.getString("id"))
        .compose(
            id ->
                rewards(event, id)
                    .compose(
                        rewards -> {
                          running.add(new PastEvent(told, id, rewards));
                          return told.getBoolean("draft", false)
                              ? Future.succeededFuture()
                              : setState(id, new JsonObject().put("state", "PUBLISHED"));
                        }));
  }

  private Future<List<String>> rewards(PastEvent event, String eventId) {
    Future<List<String>> made = Future.succeededFuture(new ArrayList<>());
    int n = 0;
    for (Object each : event.told().getJsonArray("rewards")) {
      JsonObject reward =
          ((JsonObject) each)
              .copy()
              .put("eventId", eventId)
              .put("Idempotency-Key", "demo-" + event.key() + "-" + n++);
      if (reward.remove("goesTo") instanceof String endpoint) {
        reward.put("delivery", new JsonObject().put("endpointId", ids.apply(endpoint)));
      }
      made =
          made.compose(
              before ->
                  service
                      .call(operator, "reward.create", reward)
                      .map(
                          kept -> {
                            before.add(kept.getString("id"));
                            return before;
                          }));
    }
    return made;
  }

  /** One that has gone on from there meanwhile stays as it is. */
  private Future<Void> setState(String eventId, JsonObject change) {
    JsonObject message = new JsonObject().put("eventId", eventId);
    message.put("state", change.getString("state"));
    if (change.containsKey("reason")) {
      message.put("reason", change.getString("reason"));
    }
    return service.attempt(operator, "event.setState", message).mapEmpty();
  }
}
