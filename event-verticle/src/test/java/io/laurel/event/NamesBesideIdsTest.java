package io.laurel.event;

import static io.laurel.event.EventBusHarness.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.failure.Failure;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What staff see of players: what they are called, beside their ids. */
@VertxTest
final class NamesBesideIdsTest {
  private static final String ADA = "USER:usr_ada";
  private static final String SHARD = "SERVICE:shard";
  private static final String STAFF = "AUDITOR:aud";

  private final List<Set<String>> asked = new CopyOnWriteArrayList<>();
  private EventBusHarness bus;
  private String eventId;

  @BeforeEach
  void prepare(Vertx vertx) {
    bus = new EventBusHarness(vertx);
    eventId = bus.anEvent();
    bus.aReward(eventId, 5);
    bus.publish(eventId);
    bus.call("claim.submit", ADA, id("eventId", eventId));
    bus.call("claim.submit", "USER:usr_gone", id("eventId", eventId));
    bus.call("claim.submit", SHARD, id("eventId", eventId).put("userId", "steam:1"));
  }

  /** An auth service that knows one account. */
  private void auth(Vertx vertx) {
    vertx
        .eventBus()
        .<JsonObject>consumer(
            "_user.names",
            message -> {
              assertThat(message.headers().get("Authorization")).isEqualTo("Bearer " + STAFF);
              asked.add(Set.of(message.body().getString("ids").split(",", -1)));
              message.reply(
                  new JsonObject()
                      .put(
                          "items",
                          new JsonArray()
                              .add(new JsonObject().put("id", "usr_ada").put("username", "Ada"))));
            })
        .completion()
        .await();
  }

  private List<JsonObject> list(String operation, String caller) {
    return bus.call(operation, caller, id("eventId", eventId)).getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private static void areNamed(List<JsonObject> rows) {
    assertThat(rows)
        .hasSize(3)
        .allSatisfy(
            row ->
                assertThat(row.getString("username"))
                    .isEqualTo(
                        Map.of("usr_ada", "Ada").getOrDefault(row.getString("userId"), null)));
  }

  @Test
  void listAndExport_staff_namesOfAccountsOfOursAlone(Vertx vertx) {
    auth(vertx);

    areNamed(list("claim.list", STAFF));
    areNamed(list("claim.export", STAFF));

    assertThat(asked).hasSize(2).allSatisfy(ids -> assertThat(ids).hasSize(2));
  }

  @Test
  void attempts_staff_namesOfAccountsOfOursAlone(Vertx vertx) {
    auth(vertx);
    bus.refusal("claim.submit", ADA, id("eventId", eventId));

    List<JsonObject> attempts = list("attempt.list", STAFF);

    assertThat(attempts).extracting(row -> row.getString("username")).containsExactly("Ada");
  }

  @Test
  void list_studiosPlayersAlone_nobodyIsAsked(Vertx vertx) {
    auth(vertx);

    JsonObject page = bus.call("claim.list", STAFF, id("userId", "steam:1"));

    assertThat(page.getJsonArray("items")).hasSize(1);
    assertThat(asked).isEmpty();
  }

  @Test
  void list_nobodyToAsk_withoutNames() {
    assertThat(list("claim.list", STAFF)).hasSize(3).noneMatch(row -> row.containsKey("username"));
  }

  @Test
  void export_nobodyToAsk_fails() {
    assertThat(bus.refusal("claim.export", STAFF, id("eventId", eventId)).code())
        .isEqualTo("unavailable");
  }

  @Test
  void list_playerOrGameServer_asTheySeeIt(Vertx vertx) {
    auth(vertx);

    assertThat(bus.call("claim.mine", ADA, new JsonObject()).encode()).doesNotContain("username");
    assertThat(bus.call("claim.list", SHARD, id("userId", "usr_ada")).encode())
        .doesNotContain("username");
    assertThat(asked).isEmpty();
  }

  @Test
  void list_authRefuses_withoutNames(Vertx vertx) {
    vertx
        .eventBus()
        .<JsonObject>consumer(
            "_user.names",
            message ->
                message.fail(403, Failure.forbidden("forbidden", "x").toProblem("r").encode()))
        .completion()
        .await();

    assertThat(list("claim.list", STAFF)).hasSize(3);
  }
}
