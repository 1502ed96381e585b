package io.laurel.event;

import static io.laurel.event.EventBusHarness.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.failure.Failure.Fault;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Endpoints, and rewards that name one, as a plain member of the cluster sees them. */
@VertxTest
final class EndpointOperationsTest {
  private EventBusHarness bus;

  @BeforeEach
  void prepare(Vertx vertx) {
    bus = new EventBusHarness(vertx);
  }

  private static JsonObject webhook() {
    return new JsonObject()
        .put("name", "Game")
        .put("channel", "WEBHOOK")
        .put("url", "https://game.example.com/rewards");
  }

  private JsonObject anEndpoint() {
    return bus.call("endpoint.create", "ADMIN:root", webhook());
  }

  private static JsonObject byId(JsonObject endpoint) {
    return id("endpointId", endpoint.getString("id"));
  }

  @Test
  void endpoint_created_listedAndReadWithoutItsSecret() {
    JsonObject made = anEndpoint();

    assertThat((String) made.remove("secret")).startsWith("whsec_").hasSize(50);
    assertThat(bus.call("endpoint.get", "AUDITOR:alf", byId(made))).isEqualTo(made);
    assertThat(bus.call("endpoint.list", "OPERATOR:olga", new JsonObject()).getJsonArray("items"))
        .containsExactly(made);
    assertThat(bus.refusal("endpoint.get", "ADMIN:root", id("endpointId", "end_none")).code())
        .isEqualTo("endpoint-not-found");
    assertThat(
            bus.refusal("endpoint.get", "ADMIN:root", byId(made).put("If-Match", "\"7\"")).code())
        .isEqualTo("version-mismatch");
  }

  @Test
  void endpoint_sameKey_replayedWithoutTheSecret() {
    JsonObject request = webhook().put("Idempotency-Key", "k-1");
    JsonObject made = bus.call("endpoint.create", "ADMIN:root", request.copy());
    made.remove("secret");

    assertThat(bus.call("endpoint.create", "ADMIN:root", request.copy())).isEqualTo(made);
    assertThat(bus.refusal("endpoint.create", "ADMIN:root", request.copy().put("name", "x")).code())
        .isEqualTo("idempotency-key-reused");
  }

  @Test
  void endpoint_editedAndRotated_newVersionsWithTheirEntries() {
    JsonObject made = anEndpoint();

    JsonObject edited =
        bus.call(
            "endpoint.update",
            "ADMIN:root",
            byId(made).put("If-Match", "\"1\"").put("enabled", false).put("concurrency", 100));
    JsonObject rotated = bus.call("endpoint.rotate", "ADMIN:root", byId(made));

    assertThat(edited.getInteger("version")).isEqualTo(2);
    assertThat(edited.getBoolean("enabled")).isFalse();
    assertThat(rotated.getInteger("version")).isEqualTo(3);
    assertThat(rotated.getJsonArray("secrets")).hasSize(2);
    List<AuditEntry> told = Fixtures.entries(bus.audit(), made.getString("id"));
    assertThat(told)
        .extracting(AuditEntry::action)
        .containsExactlyInAnyOrder("endpoint.create", "endpoint.update", "endpoint.rotate");
    assertThat(told.stream().map(AuditEntry::toJson).map(JsonObject::encode).toList().toString())
        .doesNotContain(made.getString("secret"), rotated.getString("secret"));
  }

  @Test
  void endpoint_onTheBusAtAnAddressOfOurs_refused() {
    JsonObject sent =
        new JsonObject().put("name", "X").put("channel", "BUS").put("address", "claim.delivered");

    assertThat(bus.refusal("endpoint.create", "ADMIN:root", sent).faults())
        .extracting(Fault::pointer)
        .containsExactly("/address");
    sent.put("address", "inventory.grant");
    assertThat(bus.call("endpoint.create", "ADMIN:root", sent).getJsonArray("secrets")).isEmpty();
  }

  private JsonObject newReward(String eventId, String endpointId) {
    return id("eventId", eventId)
        .put("name", "Gems")
        .put("type", "CURRENCY")
        .put("delivery", id("endpointId", endpointId));
  }

  @Test
  void reward_namingAnEndpoint_shownToStaffOnly() {
    JsonObject endpoint = anEndpoint();
    bus.call(
        "endpoint.update", "ADMIN:root", byId(endpoint).put("If-Match", "*").put("enabled", false));
    String eventId = bus.anEvent();

    JsonObject made =
        bus.call("reward.create", "OPERATOR:olga", newReward(eventId, endpoint.getString("id")));

    bus.publish(eventId);
    JsonObject delivery = id("endpointId", endpoint.getString("id"));
    assertThat(made.getJsonObject("delivery")).isEqualTo(delivery);
    JsonObject byId = id("eventId", eventId).put("rewardId", made.getString("id"));
    for (String staff : List.of("OPERATOR:olga", "AUDITOR:alf", "ADMIN:root")) {
      assertThat(bus.call("reward.get", staff, byId.copy()).getJsonObject("delivery"))
          .isEqualTo(delivery);
      assertThat(listed(staff, eventId).getJsonObject("delivery")).isEqualTo(delivery);
    }
    for (String other : List.of("USER:ada", "SERVICE:shard")) {
      assertThat(bus.call("reward.get", other, byId.copy()).containsKey("delivery")).isFalse();
      assertThat(listed(other, eventId).containsKey("delivery")).isFalse();
    }
  }

  private JsonObject listed(String token, String eventId) {
    return bus.call("reward.list", token, id("eventId", eventId))
        .getJsonArray("items")
        .getJsonObject(0);
  }

  @Test
  void reward_namingNoEndpoint_refusedAtIt() {
    String eventId = bus.anEvent();
    JsonObject reward =
        id("eventId", eventId).put("rewardId", bus.aReward(eventId, null)).put("If-Match", "*");
    JsonObject none = id("endpointId", "end_none");

    assertThat(
            bus.refusal("reward.create", "OPERATOR:olga", newReward(eventId, "end_none")).faults())
        .extracting(Fault::pointer)
        .containsExactly("/delivery/endpointId");
    assertThat(
            bus.refusal("reward.update", "OPERATOR:olga", reward.copy().put("delivery", none))
                .faults())
        .extracting(Fault::pointer)
        .containsExactly("/delivery/endpointId");
    assertThat(
            bus.refusal(
                    "reward.update",
                    "OPERATOR:olga",
                    reward.copy().put("delivery", new JsonObject()))
                .faults())
        .extracting(Fault::pointer)
        .containsExactly("/delivery/endpointId");
    assertThat(
            bus.refusal(
                    "definition.create",
                    "OPERATOR:olga",
                    new JsonObject().put("name", "A").put("type", "B").put("delivery", none))
                .faults())
        .extracting(Fault::pointer)
        .containsExactly("/delivery");
  }

  @Test
  void reward_ofARunningEvent_takesAnotherEndpointAndNone() {
    JsonObject endpoint = byId(anEndpoint());
    String eventId = bus.anEvent();
    JsonObject reward = id("eventId", eventId).put("rewardId", bus.aReward(eventId, 5));
    bus.publish(eventId);
    JsonObject patch = reward.copy().put("If-Match", "*");

    JsonObject named =
        bus.call("reward.update", "OPERATOR:olga", patch.copy().put("delivery", endpoint));
    JsonObject freed = bus.call("reward.update", "OPERATOR:olga", patch.copy().putNull("delivery"));

    assertThat(named.getJsonObject("delivery")).isEqualTo(endpoint);
    assertThat(named.getInteger("version")).isEqualTo(2);
    assertThat(freed.containsKey("delivery")).isFalse();
    assertThat(freed.getInteger("version")).isEqualTo(3);
    assertThat(bus.call("reward.get", "OPERATOR:olga", reward.copy())).isEqualTo(freed);
    assertThat(
            bus.refusal("reward.update", "OPERATOR:olga", patch.copy().put("quantity", 7)).code())
        .isEqualTo("event-running");
    assertThat(Fixtures.entries(bus.audit(), reward.getString("rewardId")))
        .extracting(entry -> entry.after().getJsonObject("delivery"))
        .containsExactlyInAnyOrder(null, endpoint, null);
  }
}
