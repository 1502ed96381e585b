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
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What happens in the demo, told by {@code story.json}: operators write events, a game server tells
 * facts, players claim, the operator decides. All times there are relative to its beginning,
 * because facts may not be old and events should run. Everything bears a key, so that a story which
 * was cut short is told again to its end.
 */
final class Story {
  private final JsonObject script;
  private final DemoClient client;

  /** To which all times are relative. */
  private final Instant base;

  /** Everybody who takes part, by username. */
  private final Map<String, Account> cast = new HashMap<>();

  /** Ids of endpoints, events and rewards, by name. */
  private final Map<String, String> ids = new HashMap<>();

  private Story(JsonObject script, DemoClient client, Instant base) {
    this.script = script;
    this.client = client;
    this.base = base;
  }

  /** As the script has it, which is read already. */
  static Story of(JsonObject script, DemoClient client, Instant base) {
    return new Story(script, client, base);
  }

  /** One of the demo's scripts. Blocks. */
  static JsonObject script(String name) {
    try (InputStream in = Story.class.getResourceAsStream(name)) {
      return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
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

  /** Ids of those who work here and of endpoints, by their names. */
  JsonObject known() {
    JsonObject known = new JsonObject();
    staff()
        .map(one -> one.getString("username"))
        .forEach(name -> known.put(name, actor(name).id()));
    script.getJsonArray("endpoints").stream()
        .map(endpoint -> ((JsonObject) endpoint).getString("name"))
        .forEach(name -> known.put(name, ids.get(name)));
    return known;
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
    Duration between = Duration.ofHours(facts.getInteger("everyHours"));
    JsonArray activities = new JsonArray();
    for (int i = 0; i < facts.getInteger("count"); i++) {
      activities.add(
          new JsonObject()
              .put("id", "demo-" + i)
              .put("userId", player.id())
              .put("type", facts.getString("type"))
              .put("amount", facts.getInteger("amount", 1))
              .put("at", Instants.format(base.minus(between.multipliedBy(i)))));
    }
    return client.as(
        actor("shard-1"), "activity.record", new JsonObject().put("activities", activities));
  }

  private Future<?> event(JsonObject told) {
    JsonArray days = told.getJsonArray("days");
    JsonObject event =
        told.getJsonObject("terms", new JsonObject())
            .copy()
            .put("name", told.getString("name"))
            .put("description", told.getString("description"))
            .put("startsAt", Instants.format(base.plus(Duration.ofDays(days.getInteger(0)))))
            .put("endsAt", Instants.format(base.plus(Duration.ofDays(days.getInteger(1)))));
    Account operator = actor("operator");
    return client
        .as(operator, "event.create", keyed(event, told.getString("name")))
        .map(made -> new JsonObject().put("eventId", kept(made)))
        .compose(
            id ->
                inTurn(
                        told.getJsonArray("rewards"),
                        reward ->
                            client
                                .as(
                                    operator,
                                    "reward.create",
                                    keyed(reward(reward, id), reward.getString("name")))
                                .map(this::kept))
                    .compose(
                        done ->
                            client.as(
                                operator, "event.setState", id.copy().put("state", "PUBLISHED"))));
  }

  private Future<?> endpoint(JsonObject told) {
    return client
        .as(actor("admin"), "endpoint.create", keyed(told, told.getString("name")))
        .map(this::kept);
  }

  /** Keys are visible ASCII, and names need not be. */
  private static JsonObject keyed(JsonObject message, String name) {
    String key = "demo-" + Integer.toHexString(name.hashCode());
    return message.copy().put("Idempotency-Key", key);
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
    JsonObject keyed = keyed(claim, told.encode());
    Future<JsonObject> claimed = client.as(actor(told.getString("player")), "claim.submit", keyed);
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
          // One that was decided before the story was cut short is told of already.
          return client
              .as(actor("operator"), operation, message)
              .recover(
                  cause ->
                      Failure.of(cause).isFault()
                          ? Future.failedFuture(cause)
                          : Future.succeededFuture(claim));
        });
  }
}
