package io.laurel.event.outreach.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.TestSite;
import io.laurel.event.catalog.endpoint.Channel;
import io.laurel.event.catalog.endpoint.Endpoint;
import io.laurel.event.catalog.endpoint.EndpointTerms;
import io.laurel.event.outreach.channel.Outcome.Accepted;
import io.laurel.feature.Supplies;
import io.laurel.id.Ids;
import io.laurel.net.EgressPolicy;
import io.laurel.net.Network;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CouriersTest {
  private static final Parcel PARCEL = new Parcel("clm_1-1", "{}");
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private static Endpoint endpoint(Channel channel, String url, String address) {
    return new Endpoint(
        "end_1",
        new EndpointTerms("Game", channel, url, address, 10, true),
        List.of(),
        1,
        Instant.EPOCH,
        Instant.EPOCH,
        null);
  }

  @Test
  void send_eachChannel_byItsCourier() {
    Receiver receiver = Receiver.answering(vertx, "HTTP/1.1 204 Taken||");
    vertx.eventBus().consumer("game.rewards", message -> message.reply("taken"));
    Clock clock = Clock.systemUTC();
    Couriers couriers =
        new Couriers(
            TestSite.of(vertx, Map.of(), clock, Ids.by(clock), Supplies.OWN),
            new EgressPolicy(true, List.of(Network.parse("127.0.0.0/8")), Set.of(receiver.port())),
            endpoint -> List.of(new byte[32]));
    String url = "http://localhost:" + receiver.port() + "/";

    assertThat(couriers.send(endpoint(Channel.WEBHOOK, url, null), PARCEL, LIMIT).await())
        .isEqualTo(new Accepted(204));
    assertThat(couriers.send(endpoint(Channel.BUS, null, "game.rewards"), PARCEL, LIMIT).await())
        .isEqualTo(new Accepted(0));
    couriers.close().await();
  }
}
