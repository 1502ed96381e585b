package io.laurel.standalone.demo;

import io.laurel.failure.Failure;
import io.laurel.standalone.demo.DemoClient.Account;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What happens in the demo, told by {@code story.json}: operators write events, a game server tells
 * facts, players claim, the operator decides. All times there are relative to now, because facts
 * may not be old and events should run.
 */
final class Story {
  private final JsonObject script;
  private final DemoClient client;
  private final Clock clock;

  /** Everybody who takes part, by username. */
  private final Map<String, Account> cast = new HashMap<>();

  /** Ids of endpoints, events and rewards, by name. */
  private final Map<String, String> ids = new HashMap<>();

  private Story(JsonObject script, DemoClient client, Clock clock) {
    this.script = script;
    this.client = client;
    this.clock = clock;
  }

  /** Blocks. */
  static Story load(DemoClient client, Clock clock) {
    try (InputStream in = Story.class.getResourceAsStream("story.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Story(new JsonObject(text), client, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who works here: {@code username} and {@code role}. */
  Stream<JsonObject> staff() {
    return script.getJsonArray("staff").stream().map(JsonObject.class::cast);
  }

  /** Usernames of players. */
  Stream<String> players() {
    return script.getJsonArray("players").stream().map(String.class::cast);
  }

  void joins(Account account) {
    cast.put(account.username(), account);
  }

  private Account actor(String username) {
    Account account = cast.get(username);
    if (account == null) {
      throw new IllegalStateException(username + " has not joined");
    }
    return account;
  }

  /** Everybody has joined; let it happen. */
  Future<Void> tell() {
    return inTurn("facts", this::record)
        .compose(done -> inTurn("endpoints", this::endpoint))
        .compose(done -> inTurn("events", this::event))
        .compose(done -> inTurn("claims", this::claim));
  }

  private Future<Void> inTurn(String part, Function<JsonObject, Future<?>> step) {
    return inTurn(script.getJsonArray(part), step);
  }

  private static Future<Void> inTurn(JsonArray steps, Function<JsonObject, Future<?>> step) {
    Future<Void> done = Future.succeededFuture();
    for (Object each : steps) {
      done = done.compose(before -> step.apply((JsonObject) each)).mapEmpty();
    }
    return done;
  }

  private Future<?> record(JsonObject facts) {
    Account player = actor(facts.getString("player"));
    Instant now = Instants.now(clock);
    Duration between = Duration.ofHours(facts.getInteger("everyHours"));
    JsonArray activities = new JsonArray();
    for (int i = 0; i < facts.getInteger("count"); i++) {
      activities.add(
          new JsonObject()
              .put("id", "demo-" + i)
              .put("userId", player.id())
              .put("type", facts.getString("type"))
              .put("amount", facts.getInteger("amount", 1))
              .put("at", Instants.format(now.minus(between.multipliedBy(i)))));
    }
    return client.as(
        actor("shard-1"), "activity.record", new JsonObject().put("activities", activities));
  }

  private Future<?> event(JsonObject told) {
    Instant now = Instants.now(clock);
    JsonArray days = told.getJsonArray("days");
    JsonObject event =
        told.getJsonObject("terms", new JsonObject())
            .copy()
            .put("name", told.getString("name"))
            .put("description", told.getString("description"))
            .put("startsAt", Instants.format(now.plus(Duration.ofDays(days.getInteger(0)))))
            .put("endsAt", Instants.format(now.plus(Duration.ofDays(days.getInteger(1)))));
    Account operator = actor("operator");
    return client
        .as(operator, "event.create", event)
        .map(made -> new JsonObject().put("eventId", kept(made)))
        .compose(
            id ->
                inTurn(
                        told.getJsonArray("rewards"),
                        reward ->
                            client
                                .as(operator, "reward.create", reward(reward, id))
                                .map(this::kept))
                    .compose(
                        done ->
                            client.as(
                                operator, "event.setState", id.copy().put("state", "PUBLISHED"))));
  }

  private Future<?> endpoint(JsonObject told) {
    return client.as(actor("admin"), "endpoint.create", told).map(this::kept);
  }

  /** The reward as told, with the endpoint's id where it names one by its name. */
  private JsonObject reward(JsonObject told, JsonObject event) {
    JsonObject reward = told.copy().mergeIn(event);
    if (reward.remove("goesTo") instanceof String endpoint) {
      reward.put("delivery", new JsonObject().put("endpointId", ids.get(endpoint)));
    }
    return reward;
  }

  private String kept(JsonObject made) {
    ids.put(made.getString("name"), made.getString("id"));
    return made.getString("id");
  }

  private Future<?> claim(JsonObject told) {
    JsonObject claim = new JsonObject().put("eventId", ids.get(told.getString("event")));
    if (told.containsKey("reward")) {
      claim.put("rewardId", ids.get(told.getString("reward")));
    }
    Future<JsonObject> claimed = client.as(actor(told.getString("player")), "claim.submit", claim);
    return told.containsKey("refused")
        ? claimed.mapEmpty().recover(cause -> expected(told.getString("refused"), cause))
        : claimed.compose(made -> decide(made, told.getJsonArray("decisions", new JsonArray())));
  }

  private static Future<Object> expected(String code, Throwable cause) {
    return Failure.of(cause).code().equals(code)
        ? Future.succeededFuture()
        : Future.failedFuture(cause);
  }

  private Future<Void> decide(JsonObject claim, JsonArray decisions) {
    return inTurn(
        decisions,
        decision -> {
          JsonObject message = decision.copy().put("claimId", claim.getString("id"));
          String operation = (String) message.remove("operation");
          return client.as(actor("operator"), operation, message);
        });
  }
}
