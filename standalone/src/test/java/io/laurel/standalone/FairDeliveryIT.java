package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many due deliveries over three event processes to five endpoints, one dead and one slow. */
@Tag("alone")
final class FairDeliveryIT {
  private static final int CLAIMS = Integer.getInteger("delivery.due", 1_500) / 5;
  private static final int CLIENTS = 16;
  private static final int CONCURRENCY = 6;

  /** Of the slow one's work, if twice its concurrency is under way all the time. */
  private static final int SLOW_MS = 15_000 * 2 * CONCURRENCY / CLAIMS;

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Vertx vertx = Vertx.vertx();
  private final OutreachCluster outreach = OutreachCluster.get();
  private final Api api = new Api(vertx, outreach.cluster().url(), CLIENTS);
  private final Tokens tokens = new Tokens(vertx, outreach.cluster().keys());
  private final Campaigns campaigns = new Campaigns(vertx, api, tokens.of(Role.ADMIN));

  /** A receiver and the endpoint that sends there. */
  private record Line(Mailbox mailbox, String endpointId) {}

  @AfterEach
  void close() {
    api.close();
    vertx.close().await();
  }

  @Test
  void dueAtOnce_eachDelivered_noneOverTwiceItsConcurrency_liveOnesGoOn() {
    List<Line> alone =
        Stream.generate(() -> line(one -> WebhookAnswer.status(200))).limit(3).toList();
    allDue(alone);
    Duration undisturbed = allHeard(alone);

    Line dead = line(one -> WebhookAnswer.hang());
    Line slow = line(one -> WebhookAnswer.after(SLOW_MS, WebhookAnswer.status(200)));
    List<Line> live =
        Stream.generate(() -> line(one -> WebhookAnswer.status(200))).limit(3).toList();
    List<Line> all = new ArrayList<>(List.of(dead, slow));
    all.addAll(live);
    String eventId = allDue(all);
    Duration disturbed = allHeard(live);

    // Were one queue behind the other, the live ones would be last.
    assertThat(slow.mailbox().distinct()).isLessThan(CLAIMS);
    System.out.printf(
        "%d deliveries to live endpoints: %s alone, %s beside a dead and a slow one%n",
        3 * CLAIMS, undisturbed, disturbed);
    dead.mailbox().answering(one -> WebhookAnswer.status(200));
    allHeard(all);
    Eventually.see(
        vertx,
        PATIENCE,
        () -> campaigns.read("/deliveries?state=PENDING&limit=1&eventId=" + eventId),
        page -> page.getJsonArray("items").isEmpty());

    assertThat(campaigns.all("/deliveries?eventId=" + eventId))
        .hasSize(5 * CLAIMS)
        .allMatch(one -> one.getString("state").equals("DELIVERED"));
    for (Line line : all) {
      assertThat(line.mailbox().mostUnderWay()).isBetween(1, 2 * CONCURRENCY);
      assertThat(line.mailbox().faults()).isEmpty();
    }
    for (Line line : live) {
      assertThat(line.mailbox().heard()).hasSize(CLAIMS);
    }
    assertThat(slow.mailbox().heard()).hasSize(CLAIMS);
  }

  private Line line(Function<Mailbox.Heard, WebhookAnswer> answers) {
    Mailbox mailbox = outreach.receiver().mailbox().answering(answers);
    JsonObject terms = new JsonObject().put("concurrency", CONCURRENCY).put("enabled", false);
    return new Line(mailbox, campaigns.endpoint(mailbox, terms));
  }

  /** Claims of one reward for each line, all parked until the last is there; returns the event. */
  private String allDue(List<Line> lines) {
    String eventId =
        campaigns.event(
            new JsonObject().put("claimMode", "ALL"),
            lines.stream().map(line -> Campaigns.reward(line.endpointId())).toList());
    Map<String, Long> outcomes =
        Crowd.outcomes(
            Crowd.send(
                CLIENTS,
                tokens.players(CLAIMS).stream().map(player -> claim(eventId, player)).toList()));
    assertThat(outcomes).isEqualTo(Map.of("201", (long) CLAIMS));
    lines.forEach(line -> campaigns.enable(line.endpointId(), true));
    return eventId;
  }

  private Supplier<Future<HttpResponse<Buffer>>> claim(String eventId, String player) {
    return () -> api.untilDecided(() -> api.claim(eventId, player, "once"));
  }

  /** From the first that these heard to when each had heard of each claim. */
  private Duration allHeard(List<Line> lines) {
    Eventually.see(
        vertx,
        PATIENCE,
        () -> lines.stream().map(line -> line.mailbox().distinct()).toList(),
        counts -> counts.stream().allMatch(count -> count == CLAIMS));
    List<Instant> times =
        lines.stream()
            .flatMap(line -> line.mailbox().heard().stream())
            .map(Mailbox.Heard::at)
            .sorted()
            .toList();
    return Duration.between(times.get(0), times.get(times.size() - 1));
  }
}
