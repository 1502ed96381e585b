package io.laurel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.event.CommandListener;
import io.laurel.audit.AuditStore;
import io.laurel.audit.MongoAuditStore;
import io.laurel.config.Settings;
import io.laurel.contract.Contract;
import io.laurel.embedded.TestEngine;
import io.laurel.failure.Failure;
import io.laurel.launch.Host;
import io.laurel.management.Readiness;
import io.laurel.mongo.MongoConfig;
import io.laurel.mongo.MongoDatabase;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.Validator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The event service on a bus, and a plain member that calls it: each answer is held against the
 * contract. A token such as {@code OPERATOR:olga} is a role and a user.
 */
final class EventBusHarness {
  private static final Contract CONTRACT = Contract.load();
  private static final Settings SETTINGS =
      Settings.defaults(List.of("process", "cluster", "mongo", "event"))
          .with("test", Map.of("SEAL_KEYS", Fixtures.SEAL_KEY));

  private final Vertx vertx;
  private final String events = TestEngine.freshDatabase();
  private final String entries = TestEngine.freshDatabase();
  private final CommandListener listener;
  private final AuditStore audit;

  /** One node with the defaults, on databases of its own. */
  EventBusHarness(Vertx vertx) {
    this(vertx, new CommandListener() {});
    deploy(Map.of());
  }

  /**
   * Databases, and no node yet.
   *
   * @param listener hears what nodes ask of the engine
   */
  EventBusHarness(Vertx vertx, CommandListener listener) {
    this.vertx = vertx;
    this.listener = listener;
    audit = new MongoAuditStore(open(entries, new CommandListener() {}));
  }

  private MongoDatabase open(String name, CommandListener heard) {
    MongoConfig config = new MongoConfig(TestEngine.uri(), 8, Duration.ofSeconds(20));
    return MongoDatabase.open(vertx, config, name, heard);
  }

  /** One more node, which is told that. */
  void deploy(Map<String, ?> others) {
    Settings settings = SETTINGS.with("test", others);
    Host host = new Host(vertx, settings, CONTRACT, Clock.systemUTC(), new Readiness(vertx));
    EventDatabases databases = new EventDatabases(open(events, listener), open(entries, listener));
    vertx.deployVerticle(new EventVerticle(host, databases, EventBusHarness::principal)).await();
  }

  private static Future<Principal> principal(String token) {
    String[] parts = token.split(":", -1);
    return Future.succeededFuture(
        new Principal(parts[1], parts[1], "ses_1", Set.of(Role.valueOf(parts[0])), 0, Instant.MAX));
  }

  Vertx vertx() {
    return vertx;
  }

  /** What the nodes keep, past them. */
  MongoDatabase events() {
    return open(events, new CommandListener() {});
  }

  AuditStore audit() {
    return audit;
  }

  /** Calls an operation, and waits for nothing. */
  Future<JsonObject> send(String operation, String token, JsonObject message) {
    DeliveryOptions options = new DeliveryOptions().addHeader("Authorization", "Bearer " + token);
    return vertx
        .eventBus()
        .<JsonObject>request(operation, message, options)
        .map(reply -> reply.body());
  }

  /** Calls an operation that succeeds; null where it answers nothing. */
  JsonObject call(String operation, String token, JsonObject message) {
    JsonObject body = send(operation, token, message).await();
    JsonObject schema = CONTRACT.operation(operation).success().schema();
    if (schema == null) {
      assertThat(body).as(operation).isNull();
      return null;
    }
    var result =
        Validator.create(
                JsonSchema.of(schema.copy()),
                new JsonSchemaOptions()
                    .setDraft(Draft.DRAFT202012)
                    .setBaseUri("https://laurel.invalid"))
            .validate(body);
    assertThat(result.getValid())
        .as("%s answers %s: %s", operation, body, result.getErrors())
        .isTrue();
    return body;
  }

  /** Calls an operation that is refused. */
  Failure refusal(String operation, String token, JsonObject message) {
    ReplyException refused =
        catchThrowableOfType(ReplyException.class, () -> call(operation, token, message));
    Failure failure = Failure.fromProblem(refused.getMessage());
    assertThat(refused.failureCode()).isEqualTo(failure.status());
    return failure;
  }

  /** A message that makes an event which runs now. */
  static JsonObject newEvent() {
    Instant now = Instant.now();
    return new JsonObject()
        .put("name", "Spring festival")
        .put("startsAt", now.minusSeconds(60).toString())
        .put("endsAt", now.plusSeconds(60).toString());
  }

  /** A message that names one thing. */
  static JsonObject id(String field, String id) {
    return new JsonObject().put(field, id);
  }

  /** The id of a draft. */
  String anEvent() {
    return call("event.create", "OPERATOR:olga", newEvent()).getString("id");
  }

  void publish(String eventId) {
    call("event.setState", "OPERATOR:olga", id("eventId", eventId).put("state", "PUBLISHED"));
  }

  /** The id of a reward; {@code stock} null for unlimited. */
  String aReward(String eventId, Integer stock) {
    JsonObject reward = id("eventId", eventId).put("name", "Gems").put("type", "CURRENCY");
    return call(
            "reward.create", "OPERATOR:olga", stock == null ? reward : reward.put("stock", stock))
        .getString("id");
  }
}
