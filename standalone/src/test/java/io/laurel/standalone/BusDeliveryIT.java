package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.contract.PublishedMessages;
import io.laurel.security.Role;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A game server that is a plain member of the cluster, and takes its rewards on the bus. */
@Tag(OutreachCluster.TAG)
final class BusDeliveryIT {
  private static PlainMember game;
  private static Vertx vertx;
  private static Api api;
  private static Tokens tokens;
  private static Campaigns campaigns;
  private static int addresses;

  @BeforeAll
  static void start() {
    ClusterOfProcesses cluster = OutreachCluster.get().cluster();
    game = new PlainMember(cluster);
    vertx = Vertx.vertx();
    api = new Api(vertx, cluster.url(), 4);
    tokens = new Tokens(vertx, cluster.keys());
    campaigns = new Campaigns(vertx, api, tokens.of(Role.ADMIN));
  }

  @AfterAll
  static void stop() {
    api.close();
    vertx.close().await();
    game.close();
  }

  private static String endpoint(String address) {
    return campaigns
        .create(new JsonObject().put("name", "Zone").put("channel", "BUS").put("address", address))
        .getString("id");
  }

  private static String anAddress() {
    return "zone.rewards-" + ++addresses;
  }

  /** Hears there, and does that with the nth message. */
  private static Queue<Message<JsonObject>> heardAt(
      String address, BiConsumer<Message<JsonObject>, Integer> how) {
    Queue<Message<JsonObject>> heard = new ConcurrentLinkedQueue<>();
    game.consume(
        address,
        message -> {
          heard.add(message);
          how.accept(message, heard.size());
        });
    return heard;
  }

  private static String claim(String endpointId) {
    return campaigns.claim(campaigns.eventFor(endpointId), tokens.players(1).get(0));
  }

  @Test
  void reply_isDelivered_asOnTheWire() {
    String address = anAddress();
    Queue<Message<JsonObject>> heard =
        heardAt(address, (message, nth) -> message.reply(new JsonObject()));

    String claimId = claim(endpoint(address));
    JsonObject delivery = campaigns.await(claimId, "DELIVERED");

    Message<JsonObject> message = heard.remove();
    assertThat(heard).isEmpty();
    assertThat(delivery.getInteger("attempts")).isEqualTo(1);
    assertThat(message.headers().get("webhook-id")).isEqualTo(claimId + "-1");
    assertThat(message.body().getString("type")).isEqualTo("reward.granted");
    assertThat(message.body().getJsonObject("data").getString("claimId")).isEqualTo(claimId);
  }

  @Test
  void failThenSilence_areSentAgainUntilAReply() {
    String address = anAddress();
    Queue<Message<JsonObject>> heard =
        heardAt(
            address,
            (message, nth) -> {
              if (nth == 1) {
                message.fail(500, "full");
              } else if (nth > 2) {
                message.reply(null);
              }
            });

    String claimId = claim(endpoint(address));
    JsonObject delivery = campaigns.await(claimId, "DELIVERED");

    assertThat(delivery.getInteger("attempts")).isEqualTo(3);
    assertThat(heard).hasSize(3);
    assertThat(heard)
        .extracting(one -> one.headers().get("webhook-id"))
        .containsOnly(claimId + "-1");
    assertThat(heard).extracting(one -> one.body()).containsOnly(heard.element().body());
  }

  @Test
  void nobodyThere_saidSo_deliveredOnceSomebodyIs() {
    String address = anAddress();
    String claimId = claim(endpoint(address));
    JsonObject waiting = campaigns.await(claimId, 1, one -> one.containsKey("lastError")).get(0);
    assertThat(waiting.getString("lastError")).isIn("no-consumer", "circuit-open");

    Queue<Message<JsonObject>> heard =
        heardAt(address, (message, nth) -> message.reply(new JsonObject()));
    campaigns.await(claimId, "DELIVERED");

    assertThat(heard).hasSize(1);
  }

  @Test
  void deliveredAndRevoked_announcedOncePerDeliveryAsTheContractDescribes()
      throws InterruptedException {
    String address = anAddress();
    heardAt(address, (message, nth) -> message.reply(new JsonObject()));
    String endpointId = endpoint(address);
    BlockingQueue<JsonObject> announced = new LinkedBlockingQueue<>();
    game.listen(
        "claim.delivered",
        one -> {
          if (one.getString("endpointId").equals(endpointId)) {
            announced.add(one);
          }
        });

    String claimId = claim(endpointId);
    campaigns.await(claimId, "DELIVERED");
    campaigns.decide(claimId, "revocation").await();
    campaigns.await(claimId, 2, one -> one.getString("state").equals("DELIVERED"));

    JsonObject first = announced.poll(10, TimeUnit.SECONDS);
    JsonObject second = announced.poll(10, TimeUnit.SECONDS);
    assertThat(List.of(first, second))
        .containsExactly(
            announcement(claimId, 1, "GRANT", endpointId),
            announcement(claimId, 2, "REVOCATION", endpointId));
    PublishedMessages.assertAsDescribed("claim.delivered", first);
    assertThat(announced.poll(1, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void gone_announcedAsFailed() throws InterruptedException {
    Mailbox mailbox =
        OutreachCluster.get().receiver().mailbox().answering(heard -> WebhookAnswer.status(410));
    String endpointId = campaigns.endpoint(mailbox);
    BlockingQueue<JsonObject> announced = new LinkedBlockingQueue<>();
    game.listen(
        "claim.delivery-failed",
        one -> {
          if (one.getString("endpointId").equals(endpointId)) {
            announced.add(one);
          }
        });

    String claimId = claim(endpointId);
    campaigns.await(claimId, "FAILED");

    JsonObject failed = announced.poll(10, TimeUnit.SECONDS);
    assertThat(failed).isEqualTo(announcement(claimId, 1, "GRANT", endpointId));
    PublishedMessages.assertAsDescribed("claim.delivery-failed", failed);
    assertThat(failed.fieldNames()).isEqualTo(Set.of("claimId", "n", "kind", "endpointId"));
  }

  private static JsonObject announcement(String claimId, int n, String kind, String endpointId) {
    return new JsonObject()
        .put("claimId", claimId)
        .put("n", n)
        .put("kind", kind)
        .put("endpointId", endpointId);
  }
}
