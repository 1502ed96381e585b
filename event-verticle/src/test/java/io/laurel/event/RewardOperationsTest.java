package io.laurel.event;

import static io.laurel.event.EventBusHarness.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.failure.Failure;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rewards and what they are made of, as a plain member of the cluster sees them. */
@VertxTest
final class RewardOperationsTest {
  private EventBusHarness bus;

  @BeforeEach
  void prepare(Vertx vertx) {
    bus = new EventBusHarness(vertx);
  }

  @Test
  void reward_limited_remainingFollowsClaims() {
    String eventId = bus.anEvent();
    String rewardId = bus.aReward(eventId, 3);
    bus.publish(eventId);
    bus.call("claim.submit", "USER:ada", id("eventId", eventId));

    JsonObject reward =
        bus.call("reward.get", "USER:ada", id("eventId", eventId).put("rewardId", rewardId));

    assertThat(reward.getInteger("stock")).isEqualTo(3);
    assertThat(reward.getInteger("remaining")).isEqualTo(2);
    assertThat(bus.call("reward.list", "USER:ada", id("eventId", eventId)).getJsonArray("items"))
        .containsExactly(reward);
  }

  @Test
  void reward_sameKey_replayed() {
    String eventId = bus.anEvent();
    JsonObject request =
        id("eventId", eventId)
            .put("name", "Gems")
            .put("type", "CURRENCY")
            .put("Idempotency-Key", "k-1");

    String first = bus.call("reward.create", "OPERATOR:olga", request.copy()).getString("id");

    assertThat(bus.call("reward.create", "OPERATOR:olga", request.copy()).getString("id"))
        .isEqualTo(first);
    assertThat(bus.refusal("reward.create", "OPERATOR:olga", request.copy().put("stock", 1)).code())
        .isEqualTo("idempotency-key-reused");
  }

  @Test
  void definition_created_listedAndRead() {
    JsonObject definition = aDefinition();

    assertThat(definition.getBoolean("active")).isTrue();
    assertThat(definition.getInteger("version")).isEqualTo(1);
    JsonObject byId = id("definitionId", definition.getString("id"));
    assertThat(bus.call("definition.get", "AUDITOR:alf", byId)).isEqualTo(definition);
    assertThat(bus.call("definition.list", "AUDITOR:alf", new JsonObject()).getJsonArray("items"))
        .containsExactly(definition);
    assertThat(bus.refusal("definition.get", "ADMIN:root", id("definitionId", "def_none")).code())
        .isEqualTo("definition-not-found");
  }

  @Test
  void read_ofAnotherVersionThanSent_isRefused() {
    JsonObject definition = id("definitionId", aDefinition().getString("id"));
    JsonObject event = id("eventId", bus.anEvent());
    JsonObject made =
        bus.call(
            "reward.create",
            "OPERATOR:olga",
            event.copy().put("name", "Gems").put("type", "CURRENCY"));
    JsonObject reward = event.copy().put("rewardId", made.getString("id"));
    Map.of("definition.get", definition, "event.get", event, "reward.get", reward)
        .forEach(
            (operation, read) -> {
              assertThat(
                      bus.refusal(operation, "OPERATOR:olga", read.copy().put("If-Match", "\"7\""))
                          .code())
                  .as(operation)
                  .isEqualTo("version-mismatch");
              JsonObject same = read.copy().put("If-Match", "\"1\"");
              assertThat(bus.call(operation, "OPERATOR:olga", same).getInteger("version"))
                  .as(operation)
                  .isEqualTo(1);
            });
  }

  @Test
  void definition_sameKey_replayed() {
    JsonObject request =
        new JsonObject().put("name", "Gems").put("type", "ITEM").put("Idempotency-Key", "k-1");

    String first = bus.call("definition.create", "OPERATOR:olga", request.copy()).getString("id");

    assertThat(bus.call("definition.create", "OPERATOR:olga", request.copy()).getString("id"))
        .isEqualTo(first);
    assertThat(
            bus.refusal("definition.create", "OPERATOR:olga", request.copy().put("name", "x"))
                .code())
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
        bus.call("definition.update", "ADMIN:root", patch(id, 1).mergeIn(changes.copy()));

    assertThat(edited.getInteger("version")).isEqualTo(2);
    assertThat(edited.containsKey("description")).isFalse();
    assertThat(edited.getJsonObject("attributes")).isEqualTo(new JsonObject().put("rare", true));
    assertThat(bus.call("definition.update", "ADMIN:root", patch(id, 2).mergeIn(changes)))
        .isEqualTo(edited);
    assertThat(bus.refusal("definition.update", "ADMIN:root", patch(id, 1).put("name", "x")).code())
        .isEqualTo("version-mismatch");
    assertThat(
            bus.refusal("definition.update", "ADMIN:root", id("definitionId", id).put("name", "x"))
                .code())
        .isEqualTo("if-match-required");
    assertThat(Fixtures.entries(bus.audit(), id))
        .extracting(AuditEntry::action)
        .containsExactlyInAnyOrder("definition.create", "definition.update");
  }

  @Test
  void reward_madeOfADefinition_copiesItOnce() {
    String definitionId = aDefinition().getString("id");
    JsonObject request = id("eventId", bus.anEvent()).put("definitionId", definitionId);

    JsonObject reward =
        bus.call("reward.create", "OPERATOR:olga", request.copy().put("description", "Mine"));

    bus.call("definition.update", "ADMIN:root", patch(definitionId, 1).put("name", "Ruby"));
    assertThat(reward.getString("name")).isEqualTo("100 gems");
    assertThat(reward.getString("type")).isEqualTo("CURRENCY");
    assertThat(reward.getString("description")).isEqualTo("Mine");
    assertThat(reward.getJsonObject("attributes")).isEqualTo(new JsonObject().put("icon", "gem"));
    assertThat(reward.getString("definitionId")).isEqualTo(definitionId);
    assertThat(reward.getInteger("definitionVersion")).isEqualTo(1);
    JsonObject byId =
        id("eventId", reward.getString("eventId")).put("rewardId", reward.getString("id"));
    assertThat(bus.call("reward.get", "OPERATOR:olga", byId)).isEqualTo(reward);
    assertThat(bus.call("reward.create", "OPERATOR:olga", request.copy().put("attributes", byId)))
        .matches(later -> ((JsonObject) later).getInteger("definitionVersion") == 2)
        .matches(later -> ((JsonObject) later).getJsonObject("attributes").equals(byId));
  }

  @Test
  void reward_ofADefinitionThatIsNoneOrInactive_refused() {
    String definitionId = aDefinition().getString("id");
    bus.call("definition.update", "ADMIN:root", patch(definitionId, 1).put("active", false));
    JsonObject request = id("eventId", bus.anEvent());

    assertThat(
            bus.refusal(
                    "reward.create",
                    "OPERATOR:olga",
                    request.copy().put("definitionId", definitionId))
                .code())
        .isEqualTo("definition-inactive");
    assertThat(
            bus.refusal(
                    "reward.create", "OPERATOR:olga", request.copy().put("definitionId", "def_no"))
                .code())
        .isEqualTo("definition-not-found");
    assertThat(bus.refusal("reward.create", "OPERATOR:olga", request.copy()).faults())
        .extracting(Failure.Fault::pointer)
        .containsExactly("/name", "/type");
  }

  @Test
  void reward_ofUnknownEvent_eventNotFound() {
    JsonObject request = id("eventId", "evt_none").put("name", "Gems").put("type", "CURRENCY");

    assertThat(bus.refusal("reward.create", "OPERATOR:olga", request).code())
        .isEqualTo("event-not-found");
  }

  @Test
  void reward_whateverBecomesOfIt_entriesInTheAudit() {
    String eventId = bus.anEvent();
    String rewardId = bus.aReward(eventId, 5);
    JsonObject reward = id("eventId", eventId).put("rewardId", rewardId);

    JsonObject raised =
        bus.call(
            "reward.update",
            "OPERATOR:olga",
            reward.copy().put("stock", 9).put("If-Match", "\"1\""));
    bus.call("reward.delete", "OPERATOR:olga", reward.copy());

    assertThat(raised.getInteger("stock")).isEqualTo(9);
    assertThat(raised.getInteger("remaining")).isEqualTo(9);
    assertThat(bus.refusal("reward.get", "OPERATOR:olga", reward.copy()).code())
        .isEqualTo("reward-not-found");
    assertThat(Fixtures.entries(bus.audit(), rewardId))
        .extracting(AuditEntry::action)
        .containsExactlyInAnyOrder("reward.create", "reward.update", "reward.delete");
  }

  private JsonObject aDefinition() {
    JsonObject definition =
        new JsonObject()
            .put("name", "100 gems")
            .put("type", "CURRENCY")
            .put("description", "Shiny")
            .put("attributes", new JsonObject().put("icon", "gem"));
    return bus.call("definition.create", "OPERATOR:olga", definition);
  }

  private JsonObject patch(String definitionId, int version) {
    return id("definitionId", definitionId).put("If-Match", "\"" + version + "\"");
  }
}
