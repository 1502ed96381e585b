package io.laurel.event.outreach.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.catalog.endpoint.Channel;
import io.laurel.event.catalog.endpoint.Endpoint;
import io.laurel.event.catalog.endpoint.EndpointTerms;
import io.laurel.event.outreach.channel.Outcome.Accepted;
import io.laurel.event.outreach.channel.Outcome.Failed;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BusCourierTest {
  private static final Parcel PARCEL = new Parcel("clm_1-1", "{\"type\":\"reward.granted\"}");
  private static final Endpoint ENDPOINT =
      new Endpoint(
          "end_1",
          new EndpointTerms("Game", Channel.BUS, null, "game.rewards", 10, true),
          List.of(),
          1,
          Instant.EPOCH,
          Instant.EPOCH,
          null);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Outcome send(Duration limit) {
    return new BusCourier(vertx).send(ENDPOINT, PARCEL, limit).await();
  }

  @Test
  void send_consumerThatReplies_acceptedWithBodyAndId() {
    List<String> taken = new CopyOnWriteArrayList<>();
    vertx
        .eventBus()
        .<JsonObject>consumer(
            "game.rewards",
            message -> {
              taken.add(message.headers().get("webhook-id") + " " + message.body().encode());
              message.reply(null);
            });

    assertThat(send(Duration.ofMinutes(1))).isEqualTo(new Accepted(0));
    assertThat(taken).containsExactly("clm_1-1 " + PARCEL.json());
  }

  @Test
  void send_consumerThatFails_busFailed() {
    vertx.eventBus().consumer("game.rewards", message -> message.fail(410, "no"));

    assertThat(send(Duration.ofMinutes(1))).isEqualTo(new Failed("bus-failed", 0, null));
  }

  @Test
  void send_nobodyThere_noConsumer() {
    assertThat(send(Duration.ofMinutes(1))).isEqualTo(new Failed("no-consumer", 0, null));
  }

  @Test
  void send_consumerThatHangs_timeout() {
    vertx.eventBus().consumer("game.rewards", message -> {});

    assertThat(send(Duration.ofMillis(100))).isEqualTo(new Failed("timeout", 0, null));
  }
}
