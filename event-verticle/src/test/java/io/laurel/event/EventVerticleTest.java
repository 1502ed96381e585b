package io.laurel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.MongoAuditStore;
import io.laurel.config.Settings;
import io.laurel.contract.Contract;
import io.laurel.contract.PublishedMessages;
import io.laurel.embedded.TestEngine;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.laurel.launch.Host;
import io.laurel.management.Readiness;
import io.laurel.mongo.MongoConfig;
import io.laurel.mongo.MongoDatabase;
import io.laurel.paging.PageRequest;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.Validator;
import io.vertx.junit5.VertxTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The event operations as a plain member of the cluster sees them. Tokens name a role and a user;
 * that real ones are proved is tested with their verifier.
 */
@VertxTest
final class EventVerticleTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Settings SETTINGS =
      Settings.defaults(List.of("process", "cluster", "mongo", "event"))
          .with("test", Map.of("CODE_KEYS", Fixtures.CODE_KEY));

  private Vertx vertx;
  private AuditStore audit;
  private Supplier<EventDatabases> databases;

  @BeforeEach
  void prepare(Vertx ofTest) {
    vertx = ofTest;
    String events = TestEngine.freshDatabase();
    String entries = TestEngine.freshDatabase();
    databases = () -> new EventDatabases(open(events), open(entries));
    audit = new MongoAuditStore(open(entries));
    deploy(SETTINGS);
  }

  private MongoDatabase open(String name) {
    return MongoDatabase.open(
        vertx, new MongoConfig(TestEngine.uri(), 8, Duration.ofSeconds(20)), name);
  }

  private void deploy(Settings settings) {
    Host host = new Host(vertx, settings, CONTRACT, Clock.systemUTC(), new Readiness(vertx));
    vertx
        .deployVerticle(
            new EventVerticle(host, databases.get(), EventVerticleTest::principal))
        .await();
  }

  private static Future<Principal> principal(String token) {
    String[] parts = token.split(":", -1);
    return Future.succeededFuture(
        new Principal(parts[1], parts[1], "ses_1", Set.of(Role.valueOf(parts[0])), 0, Instant.MAX));
  }

  private JsonObject call(String operation, String token, JsonObject message) {
    DeliveryOptions options = new DeliveryOptions().addHeader("Authorization", "Bearer " + token);
    JsonObject body =
        vertx.eventBus().<JsonObject>request(operation, message, options).await().body();
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

  private Failure refusal(String operation, String token, JsonObject message) {
    ReplyException refused =
        catchThrowableOfType(ReplyException.class, () -> call(operation, token, message));
    Failure failure = Failure.fromProblem(refused.getMessage());
    assertThat(refused.failureCode()).isEqualTo(failure.status());
    return failure;
  }

  private static JsonObject newEvent() {
    Instant now = Instant.now();
    return new JsonObject()
        .put("name", "Spring festival")
        .put("startsAt", now.minusSeconds(60).toString())
        .put("endsAt", now.plusSeconds(60).toString());
  }

  private static JsonObject id(String field, String id) {
    return new JsonObject().put(field, id);
  }

  private String anEvent() {
    return call("event.create", "OPERATOR:olga", newEvent()).getString("id");
  }

  private void publish(String eventId) {
    call("event.setState", "OPERATOR:olga", id("eventId", eventId).put("state", "PUBLISHED"));
  }

  private String aReward(String eventId, Integer stock) {
    JsonObject reward = id("eventId", eventId).put("name", "Gems").put("type", "CURRENCY");
    return call(
            "reward.create", "OPERATOR:olga", stock == null ? reward : reward.put("stock", stock))
        .getString("id");
  }

  @Test
  void event_created_isADraftThatOnlyStaffSees() {
    String eventId = anEvent();

    assertThat(call("event.get", "OPERATOR:olga", id("eventId", eventId)).getString("status"))
        .isEqualTo("DRAFT");
    assertThat(refusal("event.get", "USER:ada", id("eventId", eventId)).code())
        .isEqualTo("event-not-found");
    assertThat(call("event.list", "USER:ada", new JsonObject()).getJsonArray("items")).isEmpty();
    assertThat(call("event.list", "ADMIN:root", new JsonObject()).getJsonArray("items")).hasSize(1);
  }

  @Test
  void event_published_everybodySeesItActive() {
    String eventId = anEvent();
    publish(eventId);

    JsonObject event = call("event.get", "USER:ada", id("eventId", eventId));

    assertThat(event.getString("status")).isEqualTo("ACTIVE");
    assertThat(event.getInteger("version")).isEqualTo(2);
    assertThat(
            call("event.list", "USER:ada", new JsonObject().put("status", "ACTIVE"))
                .getJsonArray("items"))
        .containsExactly(event);
  }

  @Test
  void event_illegalTransition_namesTheLegalOnes() {
    String eventId = anEvent();

    Failure failure =
        refusal("event.setState", "ADMIN:root", id("eventId", eventId).put("state", "PAUSED"));

    assertThat(failure.code()).isEqualTo("illegal-transition");
    assertThat(failure.getMessage()).contains("PUBLISHED");
  }

  @Test
  void event_setToTheStateItHas_unchanged() {
    String eventId = anEvent();
    publish(eventId);

    JsonObject again =
        call("event.setState", "OPERATOR:olga", id("eventId", eventId).put("state", "PUBLISHED"));

    assertThat(again.getInteger("version")).isEqualTo(2);
  }

  @Test
  void event_endsBeforeItStarts_pointerEach() {
    JsonObject event = newEvent();
    event.put("endsAt", event.getString("startsAt")).put("claimUntil", "2020-01-01T00:00:00Z");

    assertThat(refusal("event.create", "OPERATOR:olga", event).faults())
        .extracting(Failure.Fault::pointer)
        .containsExactly("/endsAt", "/claimUntil");
  }

  @Test
  void event_dayThatDoesNotExist_pointer() {
    assertThat(
            refusal(
                    "event.create",
                    "OPERATOR:olga",
                    newEvent().put("endsAt", "2027-02-30T00:00:00Z"))
                .faults())
        .extracting(Failure.Fault::pointer)
        .containsExactly("/endsAt");
  }

  @Test
  void event_sameKey_replayedAndConflictOnAnotherBody() {
    JsonObject request = newEvent().put("Idempotency-Key", "k-1");

    String first = call("event.create", "OPERATOR:olga", request.copy()).getString("id");

    assertThat(call("event.create", "OPERATOR:olga", request.copy()).getString("id"))
        .isEqualTo(first);
    assertThat(call("event.create", "OPERATOR:otto", request.copy()).getString("id"))
        .isNotEqualTo(first);
    assertThat(refusal("event.create", "OPERATOR:olga", request.copy().put("name", "Other")).code())
        .isEqualTo("idempotency-key-reused");
  }

  @Test
  void reward_limited_remainingFollowsClaims() {
    String eventId = anEvent();
    String rewardId = aReward(eventId, 3);
    publish(eventId);
    call("claim.submit", "USER:ada", id("eventId", eventId));

    JsonObject reward =
        call("reward.get", "USER:ada", id("eventId", eventId).put("rewardId", rewardId));

    assertThat(reward.getInteger("stock")).isEqualTo(3);
    assertThat(reward.getInteger("remaining")).isEqualTo(2);
    assertThat(call("reward.list", "USER:ada", id("eventId", eventId)).getJsonArray("items"))
        .containsExactly(reward);
  }

  @Test
  void reward_sameKey_replayed() {
    String eventId = anEvent();
    JsonObject request =
        id("eventId", eventId)
            .put("name", "Gems")
            .put("type", "CURRENCY")
            .put("Idempotency-Key", "k-1");

    String first = call("reward.create", "OPERATOR:olga", request.copy()).getString("id");

    assertThat(call("reward.create", "OPERATOR:olga", request.copy()).getString("id"))
        .isEqualTo(first);
    assertThat(refusal("reward.create", "OPERATOR:olga", request.copy().put("stock", 1)).code())
        .isEqualTo("idempotency-key-reused");
  }

  private JsonObject aDefinition() {
    JsonObject definition =
        new JsonObject()
            .put("name", "100 gems")
            .put("type", "CURRENCY")
            .put("description", "Shiny")
            .put("attributes", new JsonObject().put("icon", "gem"));
    return call("definition.create", "OPERATOR:olga", definition);
  }

  private JsonObject patch(String definitionId, int version) {
    return id("definitionId", definitionId).put("If-Match", "\"" + version + "\"");
  }

  @Test
  void definition_created_listedAndRead() {
    JsonObject definition = aDefinition();

    assertThat(definition.getBoolean("active")).isTrue();
    assertThat(definition.getInteger("version")).isEqualTo(1);
    JsonObject byId = id("definitionId", definition.getString("id"));
    assertThat(call("definition.get", "AUDITOR:alf", byId)).isEqualTo(definition);
    assertThat(call("definition.list", "AUDITOR:alf", new JsonObject()).getJsonArray("items"))
        .containsExactly(definition);
    assertThat(refusal("definition.get", "ADMIN:root", id("definitionId", "def_none")).code())
        .isEqualTo("definition-not-found");
  }

  @Test
  void read_ofAnotherVersionThanSent_isRefused() {
    JsonObject definition = id("definitionId", aDefinition().getString("id"));
    JsonObject event = id("eventId", anEvent());
    JsonObject made =
        call(
            "reward.create",
            "OPERATOR:olga",
            event.copy().put("name", "Gems").put("type", "CURRENCY"));
    JsonObject reward = event.copy().put("rewardId", made.getString("id"));
    Map.of("definition.get", definition, "event.get", event, "reward.get", reward)
        .forEach(
            (operation, read) -> {
              assertThat(
                      refusal(operation, "OPERATOR:olga", read.copy().put("If-Match", "\"7\""))
                          .code())
                  .as(operation)
                  .isEqualTo("version-mismatch");
              JsonObject same = read.copy().put("If-Match", "\"1\"");
              assertThat(call(operation, "OPERATOR:olga", same).getInteger("version"))
                  .as(operation)
                  .isEqualTo(1);
            });
  }

  @Test
  void definition_sameKey_replayed() {
    JsonObject request =
        new JsonObject().put("name", "Gems").put("type", "ITEM").put("Idempotency-Key", "k-1");

    String first = call("definition.create", "OPERATOR:olga", request.copy()).getString("id");

    assertThat(call("definition.create", "OPERATOR:olga", request.copy()).getString("id"))
        .isEqualTo(first);
    assertThat(
            refusal("definition.create", "OPERATOR:olga", request.copy().put("name", "x")).code())
        .isEqualTo("idempotency-key-reused");
  }

  @Test
  void definition_edited_newVersionWithItsEntry() {
    String id = aDefinition().getString("id");
    JsonObject changes =
        new JsonObject()
            .putNull("description")
            .put("attributes", new JsonObject().putNull("icon").put("rare", true));

    JsonObject edited =
        call("definition.update", "ADMIN:root", patch(id, 1).mergeIn(changes.copy()));

    assertThat(edited.getInteger("version")).isEqualTo(2);
    assertThat(edited.containsKey("description")).isFalse();
    assertThat(edited.getJsonObject("attributes")).isEqualTo(new JsonObject().put("rare", true));
    assertThat(call("definition.update", "ADMIN:root", patch(id, 2).mergeIn(changes)))
        .isEqualTo(edited);
    assertThat(refusal("definition.update", "ADMIN:root", patch(id, 1).put("name", "x")).code())
        .isEqualTo("version-mismatch");
    assertThat(
            refusal("definition.update", "ADMIN:root", id("definitionId", id).put("name", "x"))
                .code())
        .isEqualTo("if-match-required");
    assertThat(Fixtures.entries(audit, id))
        .extracting(AuditEntry::action)
        .containsExactlyInAnyOrder("definition.create", "definition.update");
  }

  @Test
  void reward_madeOfADefinition_copiesItOnce() {
    String definitionId = aDefinition().getString("id");
    JsonObject request = id("eventId", anEvent()).put("definitionId", definitionId);

    JsonObject reward =
        call("reward.create", "OPERATOR:olga", request.copy().put("description", "Mine"));

    call("definition.update", "ADMIN:root", patch(definitionId, 1).put("name", "Ruby"));
    assertThat(reward.getString("name")).isEqualTo("100 gems");
    assertThat(reward.getString("type")).isEqualTo("CURRENCY");
    assertThat(reward.getString("description")).isEqualTo("Mine");
    assertThat(reward.getJsonObject("attributes")).isEqualTo(new JsonObject().put("icon", "gem"));
    assertThat(reward.getString("definitionId")).isEqualTo(definitionId);
    assertThat(reward.getInteger("definitionVersion")).isEqualTo(1);
    JsonObject byId =
        id("eventId", reward.getString("eventId")).put("rewardId", reward.getString("id"));
    assertThat(call("reward.get", "OPERATOR:olga", byId)).isEqualTo(reward);
    assertThat(call("reward.create", "OPERATOR:olga", request.copy().put("attributes", byId)))
        .matches(later -> ((JsonObject) later).getInteger("definitionVersion") == 2)
        .matches(later -> ((JsonObject) later).getJsonObject("attributes").equals(byId));
  }

  @Test
  void reward_ofADefinitionThatIsNoneOrInactive_refused() {
    String definitionId = aDefinition().getString("id");
    call("definition.update", "ADMIN:root", patch(definitionId, 1).put("active", false));
    JsonObject request = id("eventId", anEvent());

    assertThat(
            refusal(
                    "reward.create",
                    "OPERATOR:olga",
                    request.copy().put("definitionId", definitionId))
                .code())
        .isEqualTo("definition-inactive");
    assertThat(
            refusal("reward.create", "OPERATOR:olga", request.copy().put("definitionId", "def_no"))
                .code())
        .isEqualTo("definition-not-found");
    assertThat(refusal("reward.create", "OPERATOR:olga", request.copy()).faults())
        .extracting(Failure.Fault::pointer)
        .containsExactly("/name", "/type");
  }

  @Test
  void reward_ofUnknownEvent_eventNotFound() {
    JsonObject request = id("eventId", "evt_none").put("name", "Gems").put("type", "CURRENCY");

    assertThat(refusal("reward.create", "OPERATOR:olga", request).code())
        .isEqualTo("event-not-found");
  }

  @Test
  void event_whateverBecomesOfIt_entriesInTheAudit() {
    String eventId = anEvent();
    JsonObject edit = id("eventId", eventId).put("name", "Summer").put("If-Match", "\"1\"");
    call("event.update", "OPERATOR:olga", edit);
    publish(eventId);
    call(
        "event.setState",
        "ADMIN:root",
        id("eventId", eventId).put("state", "CANCELED").put("reason", "rain"));

    List<AuditEntry> entries = Fixtures.entries(audit, eventId);

    assertThat(entries)
        .extracting(AuditEntry::action)
        .containsExactlyInAnyOrder(
            "event.create", "event.update", "event.setState", "event.setState");
    assertThat(entries)
        .extracting(AuditEntry::actor)
        .containsExactlyInAnyOrder("olga", "olga", "olga", "root");
    assertThat(entries).extracting(AuditEntry::reason).containsOnlyOnce("rain");
  }

  @Test
  void event_deletedDraft_goneWithItsRewardsButForTheEntries() {
    String eventId = anEvent();
    String rewardId = aReward(eventId, 5);

    call("event.delete", "OPERATOR:olga", id("eventId", eventId));

    assertThat(refusal("event.get", "OPERATOR:olga", id("eventId", eventId)).code())
        .isEqualTo("event-not-found");
    assertThat(call("event.list", "ADMIN:root", new JsonObject()).getJsonArray("items")).isEmpty();
    assertThat(Fixtures.entries(audit, eventId))
        .extracting(AuditEntry::action)
        .containsExactlyInAnyOrder("event.create", "event.delete");
    assertThat(Fixtures.entries(audit, rewardId))
        .extracting(AuditEntry::action)
        .containsExactly("reward.create");
  }

  @Test
  void event_deletedDraft_keyMakesANewOne() {
    JsonObject request = newEvent().put("Idempotency-Key", "k-1");
    String first = call("event.create", "OPERATOR:olga", request.copy()).getString("id");
    call("event.delete", "OPERATOR:olga", id("eventId", first));

    JsonObject second = call("event.create", "OPERATOR:olga", request.copy().put("name", "Other"));

    assertThat(second.getString("id")).isEqualTo(first);
    assertThat(second.getString("name")).isEqualTo("Other");
  }

  @Test
  void reward_whateverBecomesOfIt_entriesInTheAudit() {
    String eventId = anEvent();
    String rewardId = aReward(eventId, 5);
    JsonObject reward = id("eventId", eventId).put("rewardId", rewardId);

    JsonObject raised =
        call(
            "reward.update",
            "OPERATOR:olga",
            reward.copy().put("stock", 9).put("If-Match", "\"1\""));
    call("reward.delete", "OPERATOR:olga", reward.copy());

    assertThat(raised.getInteger("stock")).isEqualTo(9);
    assertThat(raised.getInteger("remaining")).isEqualTo(9);
    assertThat(refusal("reward.get", "OPERATOR:olga", reward.copy()).code())
        .isEqualTo("reward-not-found");
    assertThat(Fixtures.entries(audit, rewardId))
        .extracting(AuditEntry::action)
        .containsExactlyInAnyOrder("reward.create", "reward.update", "reward.delete");
  }

  @Test
  void edit_ofARunningEvent_onlyWhatHurtsNobody() {
    String eventId = anEvent();
    String rewardId = aReward(eventId, 5);
    publish(eventId);
    call("claim.submit", "USER:ada", id("eventId", eventId));
    call("claim.submit", "USER:bob", id("eventId", eventId));
    JsonObject event = id("eventId", eventId).put("If-Match", "\"2\"");
    JsonObject reward = id("eventId", eventId).put("rewardId", rewardId).put("If-Match", "\"1\"");

    assertThat(refusal("event.update", "OPERATOR:olga", event.copy().put("name", "x")).code())
        .isEqualTo("event-running");
    assertThat(refusal("reward.update", "OPERATOR:olga", reward.copy().put("stock", 1)).code())
        .isEqualTo("stock-below-sold");
    assertThat(refusal("reward.update", "OPERATOR:olga", reward.copy().put("stock", 2)).code())
        .isEqualTo("event-running");
    assertThat(refusal("event.delete", "OPERATOR:olga", id("eventId", eventId)).code())
        .isEqualTo("event-not-draft");
    Instant later = Instant.now().plusSeconds(600);
    JsonObject longer =
        call("event.update", "OPERATOR:olga", event.copy().put("endsAt", later.toString()));
    assertThat(longer.getInteger("version")).isEqualTo(3);
    assertThat(longer.getString("claimUntil")).isEqualTo(longer.getString("endsAt"));
    assertThat(
            call("reward.update", "OPERATOR:olga", reward.copy().put("stock", 6))
                .getInteger("remaining"))
        .isEqualTo(4);
    assertThat(call("claim.submit", "USER:eve", id("eventId", eventId)).getInteger("eventVersion"))
        .isEqualTo(3);
  }

  @Test
  void event_changed_toldOnTheBusAsTheContractDescribes() throws InterruptedException {
    BlockingQueue<JsonObject> told = new LinkedBlockingQueue<>();
    vertx
        .eventBus()
        .<JsonObject>consumer("event.state-changed", message -> told.add(message.body()))
        .completion()
        .await();
    String eventId = anEvent();
    publish(eventId);
    aReward(eventId, 5);

    JsonObject published = told.poll(10, TimeUnit.SECONDS);
    JsonObject rewarded = told.poll(10, TimeUnit.SECONDS);

    PublishedMessages.assertAsDescribed("event.state-changed", published);
    assertThat(published)
        .isEqualTo(id("eventId", eventId).put("state", "PUBLISHED").put("version", 2));
    assertThat(rewarded).isEqualTo(published);
    assertThat(told).isEmpty();
  }

  /** Without the message, their copies of the event would last for a second. */
  @Test
  void event_pausedByOneNode_othersRefuseAtOnce() {
    Settings patient = SETTINGS.with("test", Map.of("EVENT_CACHE_MAX_AGE_MS", 1_000));
    vertx.deploymentIDs().forEach(id -> vertx.undeploy(id).await());
    IntStream.range(0, 3).forEach(node -> deploy(patient));
    String eventId = anEvent();
    aReward(eventId, null);
    publish(eventId);
    int user = 0;
    for (; user < 6; user++) {
      call("claim.submit", "USER:u" + user, id("eventId", eventId));
    }
    call("event.setState", "OPERATOR:olga", id("eventId", eventId).put("state", "PAUSED"));

    // Calls go round, so three refusals in a row are one of each node.
    int refused = 0;
    Instant deadline = Instant.now().plusSeconds(20);
    while (refused < 3 && Instant.now().isBefore(deadline)) {
      String outcome = outcome("claim.submit", "USER:u" + user++, id("eventId", eventId));
      refused = outcome.equals("event-not-active") ? refused + 1 : 0;
    }

    assertThat(refused).isEqualTo(3);
  }

  private String outcome(String operation, String token, JsonObject message) {
    try {
      call(operation, token, message);
      return "done";
    } catch (ReplyException refused) {
      return Failure.fromProblem(refused.getMessage()).code();
    }
  }

  @Test
  void claim_submitted_seenByItsUserAndStaffOnly() {
    String eventId = anEvent();
    aReward(eventId, null);
    publish(eventId);
    JsonObject claim = call("claim.submit", "USER:ada", id("eventId", eventId));
    JsonObject byId = id("claimId", claim.getString("id"));

    assertThat(call("claim.get", "USER:ada", byId)).isEqualTo(claim);
    assertThat(call("claim.get", "AUDITOR:alf", byId)).isEqualTo(claim);
    assertThat(call("claim.mine", "USER:ada", new JsonObject()).getJsonArray("items"))
        .isEqualTo(new JsonArray().add(claim));
    assertThat(call("claim.mine", "USER:bob", new JsonObject()).getJsonArray("items")).isEmpty();
    Failure foreign = refusal("claim.get", "USER:bob", byId);
    Failure none = refusal("claim.get", "USER:bob", id("claimId", "clm_none"));
    assertThat(foreign.toProblem("r")).isEqualTo(none.toProblem("r"));
  }

  private String manualEvent() {
    String eventId =
        call("event.create", "OPERATOR:olga", newEvent().put("approval", "MANUAL")).getString("id");
    aReward(eventId, 1);
    publish(eventId);
    return eventId;
  }

  @Test
  void claim_thatWaits_decidedByStaffWithAReason() {
    String eventId = manualEvent();
    JsonObject byId =
        id("claimId", call("claim.submit", "USER:ada", id("eventId", eventId)).getString("id"));
    assertThat(refusal("claim.reject", "OPERATOR:olga", byId).faults().get(0).pointer())
        .isEqualTo("/reason");
    JsonObject reason = byId.copy().put("reason", "Shared account");

    JsonObject rejected = call("claim.reject", "OPERATOR:olga", reason);

    assertThat(rejected.getString("decidedBy")).isEqualTo("olga");
    assertThat(call("claim.get", "USER:ada", byId)).isEqualTo(rejected);
    assertThat(refusal("claim.approve", "ADMIN:root", byId).code()).isEqualTo("claim-not-pending");
    assertThat(refusal("claim.revoke", "ADMIN:root", reason).code()).isEqualTo("claim-not-granted");
    assertThat(refusal("claim.approve", "ADMIN:ada", byId).toProblem("r").getInteger("status"))
        .isEqualTo(403);
    JsonObject again = call("claim.submit", "USER:ada", id("eventId", eventId));
    JsonObject approved =
        call("claim.approve", "OPERATOR:olga", id("claimId", again.getString("id")));
    assertThat(approved.getString("status")).isEqualTo("GRANTED");
    assertThat(
            audit
                .list(
                    new AuditStore.Filter("olga", "claim.approve", null, null, null),
                    new PageRequest(5, null))
                .await()
                .items())
        .hasSize(1);
  }

  @Test
  void claim_notes_seenByStaffOnly() {
    JsonObject claim = call("claim.submit", "USER:ada", id("eventId", manualEvent()));
    JsonObject byId = id("claimId", claim.getString("id"));

    JsonObject noted =
        call("claim.annotate", "OPERATOR:olga", byId.copy().put("notes", "Asked twice"));

    assertThat(noted.getString("notes")).isEqualTo("Asked twice");
    assertThat(call("claim.get", "AUDITOR:alf", byId)).isEqualTo(noted);
    assertThat(call("claim.get", "USER:ada", byId)).isEqualTo(claim);
    assertThat(call("claim.mine", "ADMIN:ada", new JsonObject()).getJsonArray("items"))
        .isEqualTo(new JsonArray().add(claim));
    assertThat(
            refusal("claim.annotate", "ADMIN:root", byId.copy().put("notes", "x".repeat(2_001)))
                .faults()
                .get(0)
                .pointer())
        .isEqualTo("/notes");
  }

  @Test
  void claim_granted_toldOnceThoughItIsReplayed() throws InterruptedException {
    BlockingQueue<JsonObject> told = listening("claim.granted");
    String eventId = anEvent();
    String rewardId = aReward(eventId, 5);
    publish(eventId);
    JsonObject keyed = id("eventId", eventId).put("Idempotency-Key", "k");

    JsonObject claim = call("claim.submit", "USER:ada", keyed);
    call("claim.submit", "USER:ada", keyed);
    call("claim.submit", "USER:bea", keyed);

    JsonObject first = told.poll(10, TimeUnit.SECONDS);
    assertThat(first)
        .isEqualTo(
            new JsonObject()
                .put("claimId", claim.getString("id"))
                .put("eventId", eventId)
                .put("userId", "ada")
                .put("rewardIds", new JsonArray().add(rewardId))
                .put("at", claim.getString("decidedAt")));
    PublishedMessages.assertAsDescribed("claim.granted", first);
    assertThat(told.poll(10, TimeUnit.SECONDS).getString("userId")).isEqualTo("bea");
  }

  @Test
  void claim_decided_told() throws InterruptedException {
    BlockingQueue<JsonObject> granted = listening("claim.granted");
    BlockingQueue<JsonObject> rejected = listening("claim.rejected");
    BlockingQueue<JsonObject> revoked = listening("claim.revoked");
    String eventId = manualEvent();
    JsonObject first = call("claim.submit", "USER:ada", id("eventId", eventId));
    JsonObject reason = id("claimId", first.getString("id")).put("reason", "Shared account");
    call("claim.reject", "OPERATOR:olga", reason);
    JsonObject second = call("claim.submit", "USER:ada", id("eventId", eventId));
    call("claim.approve", "OPERATOR:olga", id("claimId", second.getString("id")));
    call("claim.revoke", "OPERATOR:olga", reason.put("claimId", second.getString("id")));

    JsonObject lastly = revoked.poll(10, TimeUnit.SECONDS);
    assertThat(lastly.getString("claimId")).isEqualTo(second.getString("id"));
    PublishedMessages.assertAsDescribed("claim.revoked", lastly);
    JsonObject atFirst = rejected.poll(10, TimeUnit.SECONDS);
    assertThat(atFirst.getString("claimId")).isEqualTo(first.getString("id"));
    PublishedMessages.assertAsDescribed("claim.rejected", atFirst);
    assertThat(granted.poll(10, TimeUnit.SECONDS).getString("claimId"))
        .isEqualTo(second.getString("id"));
    assertThat(granted).isEmpty();
  }

  private BlockingQueue<JsonObject> listening(String address) {
    BlockingQueue<JsonObject> told = new LinkedBlockingQueue<>();
    vertx
        .eventBus()
        .<JsonObject>consumer(address, message -> told.add(message.body()))
        .completion()
        .await();
    return told;
  }

  @Test
  void claimList_filters_onlyThose() {
    String eventId = anEvent();
    String reward = aReward(eventId, null);
    publish(eventId);
    JsonObject ofAda = call("claim.submit", "USER:ada", id("eventId", eventId));
    JsonObject ofBob = call("claim.submit", "USER:bob", id("eventId", eventId));

    assertThat(listed(id("eventId", eventId))).containsExactlyInAnyOrder(ofBob, ofAda);
    assertThat(listed(id("userId", "ada").put("rewardId", reward).put("status", "GRANTED")))
        .containsExactly(ofAda);
    assertThat(listed(id("from", ofBob.getString("requestedAt")))).contains(ofBob);
    assertThat(listed(id("to", ofAda.getString("requestedAt")))).isEmpty();
    assertThat(refusal("claim.list", "AUDITOR:alf", id("from", "2026-02-30T00:00:00Z")).faults())
        .extracting(Fault::pointer)
        .containsExactly("/from");
  }

  private List<Object> listed(JsonObject filter) {
    return call("claim.list", "AUDITOR:alf", filter).getJsonArray("items").stream().toList();
  }

  @Test
  void eventStatistics_claimsAndRefusals_countedWithStock() {
    String eventId = anEvent();
    String reward = aReward(eventId, 5);
    publish(eventId);
    call("claim.submit", "USER:ada", id("eventId", eventId));
    refusal("claim.submit", "USER:ada", id("eventId", eventId));

    JsonObject statistics = call("event.statistics", "AUDITOR:alf", id("eventId", eventId));

    assertThat(statistics.getJsonObject("claims").getInteger("total")).isEqualTo(1);
    assertThat(statistics.getJsonArray("rewards").getJsonObject(0))
        .isEqualTo(
            id("rewardId", reward)
                .put("name", "Gems")
                .put(
                    "byStatus",
                    new JsonObject()
                        .put("PENDING_APPROVAL", 0)
                        .put("GRANTED", 1)
                        .put("REJECTED", 0)
                        .put("REVOKED", 0))
                .put("stock", 5)
                .put("remaining", 4));
    assertThat(statistics.getJsonArray("days").getJsonObject(0).getInteger("claims")).isEqualTo(1);
    assertThat(statistics.getJsonArray("refusals"))
        .isEqualTo(
            new JsonArray().add(new JsonObject().put("code", "already-claimed").put("count", 1)));
    assertThat(refusal("event.statistics", "AUDITOR:alf", id("eventId", "evt_none")).code())
        .isEqualTo("event-not-found");
  }

  @Test
  void attemptList_refusedPlayers_eachWithTheLastCode() {
    String eventId = anEvent();
    String reward = aReward(eventId, null);
    publish(eventId);
    call("claim.submit", "USER:ada", id("eventId", eventId));
    refusal("claim.submit", "USER:ada", id("eventId", eventId));
    refusal("claim.submit", "USER:ada", id("eventId", eventId));

    JsonObject page = call("attempt.list", "OPERATOR:olga", id("eventId", eventId));
    JsonObject ofBob =
        call("attempt.list", "OPERATOR:olga", id("eventId", eventId).put("userId", "bob"));

    JsonObject attempts = page.getJsonArray("items").getJsonObject(0);
    assertThat(attempts.getString("userId")).isEqualTo("ada");
    assertThat(attempts.getString("rewardId")).isEqualTo(reward);
    assertThat(attempts.getInteger("count")).isEqualTo(2);
    assertThat(attempts.getString("lastCode")).isEqualTo("already-claimed");
    assertThat(ofBob.getJsonArray("items")).isEmpty();
    assertThat(refusal("attempt.list", "OPERATOR:olga", id("eventId", "evt_none")).code())
        .isEqualTo("event-not-found");
  }

  @Test
  void claimExport_onTheBus_isOnePageOfRows() {
    String eventId = anEvent();
    aReward(eventId, null);
    publish(eventId);
    JsonObject claim = call("claim.submit", "USER:ada", id("eventId", eventId));

    JsonArray rows =
        call("claim.export", "AUDITOR:alf", id("eventId", eventId)).getJsonArray("items");

    assertThat(rows).hasSize(1);
    assertThat(rows.getJsonObject(0).getString("claimId")).isEqualTo(claim.getString("id"));
    assertThat(rows.getJsonObject(0).getString("decidedBy")).isEqualTo("system");
  }

  @Test
  void claim_foreignCursor_invalidCursor() {
    assertThat(refusal("claim.mine", "USER:ada", new JsonObject().put("cursor", "bm9wZQ")).code())
        .isEqualTo("invalid-cursor");
  }

  private static JsonObject wins(int target) {
    return new JsonObject()
        .put("type", "ACTIVITY_COUNT")
        .put("label", "Win")
        .put("params", new JsonObject().put("activity", "WIN").put("target", target));
  }

  private static JsonObject aWin(String id) {
    return new JsonObject()
        .put("id", id)
        .put("userId", "ada")
        .put("type", "WIN")
        .put("at", Instant.now().toString());
  }

  private static JsonObject batch(JsonObject... activities) {
    return new JsonObject().put("activities", new JsonArray(List.of(activities)));
  }

  @Test
  void claim_ofWhatAsksSomething_refusedThenGrantedAfterTheFact() {
    JsonObject asking = newEvent().put("conditions", new JsonArray().add(wins(2)));
    JsonObject event = call("event.create", "OPERATOR:olga", asking);
    String eventId = event.getString("id");
    String rewardId = aReward(eventId, null);
    publish(eventId);
    assertThat(event.getJsonArray("conditions")).isEqualTo(new JsonArray().add(wins(2)));
    assertThat(event.getString("match")).isEqualTo("ALL");
    JsonObject win = aWin("a");

    assertThat(
            call("activity.record", "SERVICE:arena", batch(win, aWin("b"), win.copy()))
                .getJsonArray("results")
                .encode())
        .contains("COUNTED")
        .contains("DUPLICATE");
    call("activity.record", "ADMIN:root", batch(aWin("old").put("at", "2020-01-01T00:00:00Z")));

    Failure refused = refusal("claim.submit", "USER:bob", id("eventId", eventId));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.toProblem("r").getJsonArray("conditions").getJsonObject(0).getMap())
        .containsEntry("current", 0)
        .containsEntry("target", 2)
        .containsEntry("label", "Win")
        .containsEntry("met", false);
    JsonObject progress = call("progress.mine", "USER:ada", id("eventId", eventId));
    assertThat(progress.getJsonArray("rewards").getJsonObject(0).getBoolean("claimable")).isTrue();
    JsonObject claim = call("claim.submit", "USER:ada", id("eventId", eventId));
    assertThat(claim.getJsonArray("conditions")).isEqualTo(progress.getJsonArray("conditions"));
    assertThat(
            call("progress.get", "AUDITOR:alf", id("eventId", eventId).put("userId", "ada"))
                .getJsonArray("rewards"))
        .isEqualTo(
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("rewardId", rewardId)
                        .put("claimable", false)
                        .put("why", new JsonArray().add("already-claimed"))));
  }

  @Test
  void checkIn_twice_countedOnce() {
    JsonObject first = call("activity.checkIn", "USER:ada", new JsonObject());

    assertThat(first.getBoolean("counted")).isTrue();
    assertThat(first.getInteger("streak")).isEqualTo(1);
    assertThat(call("activity.checkIn", "USER:ada", new JsonObject()).getBoolean("counted"))
        .isFalse();
  }

  @Test
  void event_withAReadOfItsConditions_asWritten() {
    JsonArray conditions =
        new JsonArray()
            .add(wins(3))
            .add(
                new JsonObject()
                    .put("type", "EXPRESSION")
                    .put("params", new JsonObject().put("expression", "days('LOGIN') > 3")));
    JsonObject asking = newEvent().put("conditions", conditions).put("match", "ANY");
    String eventId = call("event.create", "OPERATOR:olga", asking).getString("id");
    JsonObject reward =
        id("eventId", eventId)
            .put("name", "Gems")
            .put("type", "ITEM")
            .put("conditions", conditions);
    call("reward.create", "OPERATOR:olga", reward);

    JsonObject event = call("event.get", "OPERATOR:olga", id("eventId", eventId));
    JsonObject kept =
        call("reward.list", "OPERATOR:olga", id("eventId", eventId))
            .getJsonArray("items")
            .getJsonObject(0);

    assertThat(event.getJsonArray("conditions").encode()).isEqualTo(conditions.encode());
    assertThat(event.getString("match")).isEqualTo("ANY");
    assertThat(kept.getJsonArray("conditions").encode()).isEqualTo(conditions.encode());
  }
}
