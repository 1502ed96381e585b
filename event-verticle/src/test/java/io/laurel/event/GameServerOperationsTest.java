package io.laurel.event;

import static io.laurel.event.EventBusHarness.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.failure.Failure;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a game server may, as a plain member of the cluster sees it. */
@VertxTest
final class GameServerOperationsTest {
  private static final String SHARD = "SERVICE:shard";
  private static final String PLAYER = "steam:1";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private EventBusHarness bus;
  private String eventId;

  @BeforeEach
  void prepare(Vertx vertx) {
    bus = new EventBusHarness(vertx);
    eventId = bus.anEvent();
    bus.aReward(eventId, 5);
    bus.publish(eventId);
  }

  /** An auth service that knows one player. */
  private void auth(Vertx vertx) {
    vertx
        .eventBus()
        .<JsonObject>consumer(
            "_player.check",
            message -> {
              String userId = message.body().getString("userId");
              asked.add(userId + " " + message.headers().get("Authorization"));
              if (userId.equals("usr_ada")) {
                message.reply(new JsonObject().put("userId", userId));
              } else {
                message.fail(
                    404,
                    Failure.notFound("user-not-found", "There is no such user.")
                        .toProblem("r")
                        .encode());
              }
            })
        .completion()
        .await();
  }

  private JsonObject claimOf(String player) {
    return id("eventId", eventId).put("userId", player);
  }

  @Test
  void submit_studiosPlayer_grantedAndNobodyAsked(Vertx vertx) {
    auth(vertx);

    JsonObject claim = bus.call("claim.submit", SHARD, claimOf("  steam:1 "));

    assertThat(claim.getString("userId")).isEqualTo(PLAYER);
    assertThat(claim.getString("requestedBy")).isEqualTo("shard");
    assertThat(asked).isEmpty();
  }

  @Test
  void submit_accountOfOurs_askedWithTheServersOwnToken(Vertx vertx) {
    auth(vertx);

    JsonObject claim = bus.call("claim.submit", SHARD, claimOf("usr_ada"));
    Failure none = bus.refusal("claim.submit", SHARD, claimOf("usr_eve"));

    assertThat(claim.getString("userId")).isEqualTo("usr_ada");
    assertThat(none.code()).isEqualTo("user-not-found");
    assertThat(none.status()).isEqualTo(404);
    assertThat(asked).containsExactly("usr_ada Bearer " + SHARD, "usr_eve Bearer " + SHARD);
  }

  @Test
  void submit_accountOfOursAndNobodyToAsk_unavailable() {
    assertThat(bus.refusal("claim.submit", SHARD, claimOf("usr_ada")).code())
        .isEqualTo("unavailable");
  }

  /** It was granted when the account could play. */
  @Test
  void submit_repeatForAnAccountThatMayNotAnyMore_itsClaim(Vertx vertx) {
    auth(vertx);
    JsonObject keyed = claimOf("usr_ada").put("Idempotency-Key", "k");
    JsonObject claim = bus.call("claim.submit", SHARD, keyed);
    vertx
        .eventBus()
        .<JsonObject>consumer("_player.check")
        .handler(
            message ->
                message.fail(404, Failure.notFound("user-not-found", "x").toProblem("r").encode()))
        .completion()
        .await();

    assertThat(bus.call("claim.submit", SHARD, keyed)).isEqualTo(claim);
    assertThat(bus.call("claim.submit", SHARD, keyed)).isEqualTo(claim);
  }

  /** Where nobody can say whether it may, nobody guesses. */
  @Test
  void submitAll_repeatForAnAccountThatMayNotAnyMore_whatItHad(Vertx vertx) {
    JsonObject keyed = new JsonObject().put("userId", "usr_ada").put("Idempotency-Key", "k");
    MessageConsumer<JsonObject> may =
        vertx.eventBus().consumer("_player.check", message -> message.reply(new JsonObject()));
    may.completion().await();
    JsonObject first = bus.call("claim.submitAll", SHARD, keyed);
    assertThat(first.getJsonArray("results")).hasSize(1);

    may.unregister().await();
    assertThat(bus.refusal("claim.submitAll", SHARD, keyed).code()).isEqualTo("unavailable");

    vertx
        .eventBus()
        .<JsonObject>consumer("_player.check")
        .handler(
            message ->
                message.fail(404, Failure.notFound("user-not-found", "x").toProblem("r").encode()))
        .completion()
        .await();
    assertThat(bus.call("claim.submitAll", SHARD, keyed)).isEqualTo(first);
    JsonObject another = keyed.copy().put("Idempotency-Key", "another");
    assertThat(bus.refusal("claim.submitAll", SHARD, another).code()).isEqualTo("user-not-found");
  }

  @Test
  void submit_anybodyElseNamesAPlayer_refusedWithItsPointer() {
    for (String caller : List.of("USER:ada", "ADMIN:root")) {
      Failure refusal = bus.refusal("claim.submit", caller, claimOf(PLAYER));

      assertThat(refusal.code()).isEqualTo("invalid-request");
      assertThat(refusal.faults()).extracting(Failure.Fault::pointer).containsExactly("/userId");
    }
    assertThat(bus.call("claim.submit", "ADMIN:root", id("eventId", eventId)).getString("userId"))
        .isEqualTo("root");
  }

  @Test
  void submit_whatNoPlayerIsCalled_refusedWithItsPointer() {
    for (String player :
        List.of("", " ", ".", "..", "a b", "a\u0000b", "a\u200bb", "x".repeat(129))) {
      assertThat(bus.refusal("claim.submit", SHARD, claimOf(player)).faults())
          .as("<%s>", player)
          .extracting(Failure.Fault::pointer)
          .containsExactly("/userId");
    }
  }

  @Test
  void getAndList_anyPlayersClaim_asThePlayerSeesIt() {
    JsonObject claim = bus.call("claim.submit", SHARD, claimOf(PLAYER));
    JsonObject byId = id("claimId", claim.getString("id"));
    bus.call("claim.annotate", "OPERATOR:olga", byId.copy().put("notes", "Asked twice"));

    assertThat(bus.call("claim.get", SHARD, byId)).isEqualTo(claim);
    assertThat(bus.call("claim.get", "SERVICE:other", byId)).isEqualTo(claim);
    assertThat(bus.call("claim.list", SHARD, id("userId", PLAYER)).getJsonArray("items"))
        .isEqualTo(new JsonArray().add(claim));
    assertThat(bus.call("claim.list", SHARD, id("userId", "steam:2")).getJsonArray("items"))
        .isEmpty();
    assertThat(bus.refusal("claim.list", SHARD, new JsonObject()).faults())
        .extracting(Failure.Fault::pointer)
        .containsExactly("/userId");
    assertThat(bus.call("claim.list", "AUDITOR:alf", new JsonObject()).getJsonArray("items"))
        .hasSize(1);
  }

  @Test
  void claim_ofACoupon_whole() {
    String coupons = bus.anEvent();
    String rewardId =
        bus.call(
                "reward.create",
                "OPERATOR:olga",
                id("eventId", coupons).put("name", "Key").put("type", "COUPON").put("coded", true))
            .getString("id");
    bus.call(
        "reward.importCodes",
        "OPERATOR:olga",
        id("eventId", coupons)
            .put("rewardId", rewardId)
            .put("codes", new JsonArray().add("SPRING-2026-GIFT")));
    bus.publish(coupons);

    JsonObject claim =
        bus.call("claim.submit", SHARD, id("eventId", coupons).put("userId", PLAYER));

    JsonObject byId = id("claimId", claim.getString("id"));
    assertThat(code(claim)).isEqualTo("SPRING-2026-GIFT");
    assertThat(code(bus.call("claim.get", SHARD, byId))).isEqualTo("SPRING-2026-GIFT");
    assertThat(
            code(
                bus.call("claim.list", SHARD, id("userId", PLAYER))
                    .getJsonArray("items")
                    .getJsonObject(0)))
        .isEqualTo("SPRING-2026-GIFT");
    assertThat(code(bus.call("claim.get", "AUDITOR:alf", byId))).isEqualTo("…GIFT");
  }

  private static String code(JsonObject claim) {
    return claim.getJsonArray("rewards").getJsonObject(0).getString("code");
  }

  @Test
  void progress_anyPlayer_toldToAGameServer() {
    bus.call("claim.submit", SHARD, claimOf(PLAYER));

    JsonObject progress = bus.call("progress.get", SHARD, claimOf(PLAYER));

    assertThat(progress.getJsonArray("rewards").getJsonObject(0).getJsonArray("why"))
        .isEqualTo(new JsonArray().add("already-claimed"));
  }
}
