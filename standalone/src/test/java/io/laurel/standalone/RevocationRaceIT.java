package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Claims revoked while they are delivered, over three event processes. */
@Tag(OutreachCluster.TAG)
final class RevocationRaceIT {
  private static final int RACES = Integer.getInteger("revocation.races", 400);
  private static final int CLIENTS = 24;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Vertx vertx = Vertx.vertx();
  private final OutreachCluster outreach = OutreachCluster.get();
  private final Api api = new Api(vertx, outreach.cluster().url(), CLIENTS);
  private final Tokens tokens = new Tokens(vertx, outreach.cluster().keys());
  private final String staff = tokens.of(Role.ADMIN);
  private final Campaigns campaigns = new Campaigns(vertx, api, staff);

  /** One receiver, and the event whose rewards go there. */
  private record Track(Mailbox mailbox, String eventId) {}

  @AfterEach
  void close() {
    api.close();
    vertx.close().await();
  }

  @Test
  void revocation_racedWithDelivery_theLastWordIsTheClaims() {
    List<Track> tracks =
        List.of(
            track(20, heard -> WebhookAnswer.status(200)),
            // Behind it a queue forms, of which much is revoked before it is sent.
            track(1, heard -> WebhookAnswer.after(5, WebhookAnswer.status(200))),
            track(20, heard -> MoodyReceiver.answer()));
    Iterator<String> players = tokens.players(RACES).iterator();
    List<Future<Void>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(race(tracks.get(i % tracks.size()), players));
    }
    Future.all(clients).await();

    Map<String, Integer> all = new TreeMap<>();
    for (Track track : tracks) {
      Map<String, Integer> outcomes =
          new DeliveryLedger(vertx, campaigns, track.eventId(), track.mailbox()).settle(PATIENCE);
      outcomes.forEach((outcome, count) -> all.merge(outcome, count, Integer::sum));
    }
    System.out.println(RACES + " races: " + all);
    assertThat(all.values().stream().mapToInt(count -> count).sum()).isEqualTo(RACES);
    assertThat(all)
        .containsKeys(
            "GRANTED {GRANT=DELIVERED}",
            "REVOKED {GRANT=DELIVERED, REVOCATION=DELIVERED}",
            "REVOKED {GRANT=DROPPED, REVOCATION=DROPPED}");
  }

  private Track track(int concurrency, Function<Mailbox.Heard, WebhookAnswer> answers) {
    Mailbox mailbox = outreach.receiver().mailbox().answering(answers);
    JsonObject terms = new JsonObject().put("concurrency", concurrency);
    return new Track(mailbox, campaigns.eventFor(campaigns.endpoint(mailbox, terms)));
  }

  private Future<Void> race(Track track, Iterator<String> players) {
    String player;
    synchronized (players) {
      if (!players.hasNext()) {
        return Future.succeededFuture();
      }
      player = players.next();
    }
    return api.untilDecided(() -> api.claim(track.eventId(), player, "once"))
        .compose(answer -> perhapsRevoke(answer.bodyAsJsonObject().getString("id")))
        .compose(done -> race(track, players));
  }

  private Future<?> perhapsRevoke(String claimId) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return switch (random.nextInt(6)) {
      case 0 -> Future.succeededFuture();
      case 1, 2 -> revoke(claimId);
      case 3, 4 -> vertx.timer(1L + random.nextInt(30)).compose(later -> revoke(claimId));
      default -> vertx.timer(1L + random.nextInt(1_500)).compose(later -> revoke(claimId));
    };
  }

  private Future<?> revoke(String claimId) {
    JsonObject reason = new JsonObject().put("reason", "a mistake");
    return api.untilDecided(() -> api.post("/claims/" + claimId + "/revocation", staff, reason))
        .map(
            answer -> {
              assertThat(answer.statusCode()).as(answer.bodyAsString()).isIn(200, 409);
              return null;
            });
  }
}
