package io.laurel.standalone;

import static io.laurel.standalone.WebhookAnswer.after;
import static io.laurel.standalone.WebhookAnswer.close;
import static io.laurel.standalone.WebhookAnswer.hang;
import static io.laurel.standalone.WebhookAnswer.headOnly;
import static io.laurel.standalone.WebhookAnswer.huge;
import static io.laurel.standalone.WebhookAnswer.lettersOf;
import static io.laurel.standalone.WebhookAnswer.status;
import static io.laurel.standalone.WebhookAnswer.then;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.Role;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** C8 with receivers of every kind, over HTTP: what arrives, how often, and what is told of it. */
@Tag(OutreachCluster.TAG)
@Execution(ExecutionMode.CONCURRENT)
final class DeliveryPromisesIT {
  private static SharedOutreach outreach;
  private static Vertx vertx;
  private static Api api;
  private static Tokens tokens;
  private static Campaigns campaigns;

  @BeforeAll
  static void start() {
    outreach = SharedOutreach.get();
    vertx = Vertx.vertx();
    api = new Api(vertx, outreach.standalone().url(), 16);
    tokens = new Tokens(vertx, outreach.keys());
    campaigns = new Campaigns(vertx, api, tokens.of(Role.ADMIN));
  }

  @AfterAll
  static void stop() {
    api.close();
    vertx.close().await();
  }

  private static Mailbox mailbox() {
    return outreach.receiver().mailbox();
  }

  private static String player() {
    return tokens.players(1).get(0);
  }

  @Test
  void claim_granted_arrivesOnceSignedAndAsDocumented() {
    Mailbox mailbox = mailbox();
    String eventId = campaigns.eventFor(campaigns.endpoint(mailbox));
    String player = player();

    String claimId = campaigns.claim(eventId, player);
    JsonObject delivery = campaigns.await(claimId, "DELIVERED");

    assertThat(mailbox.faults()).isEmpty();
    assertThat(mailbox.heard()).hasSize(1);
    Mailbox.Heard heard = mailbox.heard().get(0);
    JsonObject claim = campaigns.read("/claims/" + claimId);
    JsonObject reward = claim.getJsonArray("rewards").getJsonObject(0);
    reward.remove("version");
    assertThat(heard.id()).isEqualTo(claimId + "-1").isEqualTo(delivery.getString("id"));
    assertThat(heard.type()).isEqualTo("reward.granted");
    assertThat(heard.body().fieldNames()).containsExactlyInAnyOrder("type", "timestamp", "data");
    assertThat(heard.body().getString("timestamp")).isEqualTo(claim.getString("decidedAt"));
    assertThat(heard.data())
        .isEqualTo(
            new JsonObject()
                .put("claimId", claimId)
                .put("eventId", eventId)
                .put("userId", Tokens.userOf(player))
                .put("rewards", new JsonArray().add(reward)));
  }

  /** How a receiver answers, and on which attempt it has done its part; 0 for never. */
  static Stream<Arguments> receivers() {
    return Stream.of(
        receiver("2xx of another kind", 1, attempt -> status(299)),
        receiver("500, then well", 3, attempt -> status(attempt < 3 ? 500 : 200)),
        receiver("hangs, then well", 2, attempt -> attempt == 1 ? hang() : status(200)),
        receiver("closes, then well", 2, attempt -> attempt == 1 ? close() : status(200)),
        receiver("slow, but in time", 1, attempt -> after(700, status(200))),
        receiver(
            "slow letters, too late",
            2,
            attempt -> attempt == 1 ? lettersOf(200, 3_000) : status(200)),
        receiver("a body that never comes", 1, attempt -> headOnly(200)),
        receiver("10 MiB of body", 1, attempt -> huge(200)),
        receiver("10 MiB of a failure", 2, attempt -> attempt == 1 ? huge(500) : status(200)),
        receiver("answers twice", 1, attempt -> then(status(200), status(200))),
        receiver(
            "fails, then answers once more",
            2,
            attempt -> attempt == 1 ? then(status(500), status(200)) : status(200)),
        receiver(
            "no HTTP",
            2,
            attempt -> attempt == 1 ? (socket, any) -> socket.write("hello\r\n\r\n") : status(200)),
        receiver(
            "redirects",
            2,
            attempt -> attempt == 1 ? status(307, "location", "/hooks/1") : status(200)));
  }

  private static Arguments receiver(
      String name, int attempts, Function<Integer, WebhookAnswer> answers) {
    return Arguments.of(name, attempts, answers);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("receivers")
  void receiver_ofAnyKind_hearsEachRewardUntilItTookIt(
      String name, int attempts, Function<Integer, WebhookAnswer> answers) {
    Mailbox mailbox = mailbox().answering(heard -> answers.apply(heard.attempt()));
    String eventId = campaigns.eventFor(campaigns.endpoint(mailbox));

    String claimId = campaigns.claim(eventId, player());
    JsonObject delivery = campaigns.await(claimId, "DELIVERED");

    assertThat(mailbox.heard()).hasSize(attempts);
    assertThat(mailbox.once()).containsOnlyKeys(claimId + "-1");
    assertThat(mailbox.faults()).isEmpty();
    assertThat(delivery.getInteger("attempts")).isEqualTo(attempts);
    assertThat(delivery.fieldNames()).contains("deliveredAt").doesNotContain("lastError", "nextAt");
  }

  /** The second answer is nobody's: were it taken for the next request's, that would be lost. */
  @Test
  void receiver_answersTwice_theNextIsNotTakenForDelivered() {
    Mailbox mailbox = mailbox();
    String eventId =
        campaigns.eventFor(campaigns.endpoint(mailbox, new JsonObject().put("concurrency", 1)));
    List<String> players = tokens.players(6);
    mailbox.answering(
        heard ->
            heard.attempt() > 1 || mailbox.distinct() % 2 == 1
                ? then(status(200), status(200))
                : close());

    List<String> claims = players.stream().map(player -> campaigns.claim(eventId, player)).toList();

    for (String claimId : claims) {
      JsonObject delivery = campaigns.await(claimId, "DELIVERED");
      assertThat(mailbox.heard(claimId)).hasSize(delivery.getInteger("attempts"));
    }
    // Every second was closed on first: it was sent again.
    assertThat(mailbox.heard()).hasSize(9);
    assertThat(mailbox.faults()).isEmpty();
  }

  @Test
  void redirect_isNotFollowed() {
    Mailbox elsewhere = mailbox();
    Mailbox mailbox = mailbox().answering(heard -> status(302, "location", elsewhere.url()));
    String eventId = campaigns.eventFor(campaigns.endpoint(mailbox));

    JsonObject delivery = campaigns.await(campaigns.claim(eventId, player()), "FAILED");

    assertThat(delivery.getString("lastError")).isEqualTo("status-302");
    assertThat(mailbox.heard()).hasSize(SharedOutreach.ATTEMPTS);
    assertThat(elsewhere.heard()).isEmpty();
  }

  /** How a receiver fails, and what is told of it. */
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of("timeout", hang()),
        Arguments.of("closed", close()),
        Arguments.of("status-500", status(500)),
        Arguments.of("status-404", status(404)),
        Arguments.of("status-301", status(301)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void receiver_neverTakesIt_failedAfterTheSchedule_thenDeliveredByRedelivery(
      String lastError, WebhookAnswer answer) {
    Mailbox mailbox = mailbox().answering(heard -> answer);
    String endpointId = campaigns.endpoint(mailbox);
    String claimId = campaigns.claim(campaigns.eventFor(endpointId), player());

    JsonObject failed = campaigns.await(claimId, "FAILED");

    assertThat(failed.getString("lastError")).isEqualTo(lastError);
    assertThat(failed.getInteger("attempts")).isEqualTo(SharedOutreach.ATTEMPTS);
    assertThat(failed.fieldNames()).doesNotContain("nextAt", "deliveredAt");
    assertThat(mailbox.heard()).hasSize(SharedOutreach.ATTEMPTS);
    assertThat(gaps(mailbox)).allMatch(gap -> gap.compareTo(Duration.ofSeconds(1)) >= 0);

    mailbox.answering(heard -> status(200));
    assertThat(campaigns.decide(claimId, "redelivery").await().statusCode()).isEqualTo(200);
    JsonObject delivered = campaigns.await(claimId, "DELIVERED");

    assertThat(delivered.getString("id")).isEqualTo(failed.getString("id"));
    assertThat(delivered.getInteger("attempts")).isEqualTo(1);
    assertThat(delivered.containsKey("lastError")).isFalse();
    assertThat(mailbox.once()).containsOnlyKeys(claimId + "-1");
    assertThat(mailbox.heard()).hasSize(SharedOutreach.ATTEMPTS + 1);
    assertThat(mailbox.faults()).isEmpty();
  }

  private static List<Duration> gaps(Mailbox mailbox) {
    List<Mailbox.Heard> heard = mailbox.heard();
    return Stream.iterate(1, i -> i < heard.size(), i -> i + 1)
        .map(i -> Duration.between(heard.get(i - 1).at(), heard.get(i).at()))
        .toList();
  }

  @Test
  void nobodyListens_refused() {
    JsonObject endpoint =
        campaigns.create(Campaigns.webhook("http://127.0.0.1:" + outreach.silentPort() + "/hooks"));

    JsonObject delivery =
        campaigns.await(
            campaigns.claim(campaigns.eventFor(endpoint.getString("id")), player()), "FAILED");

    assertThat(delivery.getString("lastError")).isEqualTo("refused");
    assertThat(delivery.getInteger("attempts")).isEqualTo(SharedOutreach.ATTEMPTS);
  }

  @Test
  void noTlsBehindHttps_tls() {
    Mailbox mailbox = mailbox();
    JsonObject endpoint =
        campaigns.create(Campaigns.webhook(mailbox.url().replace("http:", "https:")));

    JsonObject delivery =
        campaigns.await(
            campaigns.claim(campaigns.eventFor(endpoint.getString("id")), player()), "FAILED");

    assertThat(delivery.getString("lastError")).isIn("tls", "closed", "timeout");
    assertThat(mailbox.heard()).isEmpty();
  }

  static Stream<Arguments> comeBackLater() {
    return Stream.of(
        Arguments.of(429, "3"), Arguments.of(503, "3"), Arguments.of(503, inSeconds(4)));
  }

  private static String inSeconds(int seconds) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        Instant.now().atOffset(ZoneOffset.UTC).plusSeconds(seconds));
  }

  @ParameterizedTest
  @MethodSource("comeBackLater")
  void retryAfter_laterThanTheSchedule_isWaitedFor(int status, String retryAfter) {
    boolean date = retryAfter.endsWith("GMT");
    Mailbox mailbox = mailbox();
    mailbox.answering(
        heard ->
            heard.attempt() > 1
                ? status(200)
                : status(status, "retry-after", date ? inSeconds(4) : retryAfter));
    String eventId = campaigns.eventFor(campaigns.endpoint(mailbox));

    campaigns.await(campaigns.claim(eventId, player()), "DELIVERED");

    // A date is in whole seconds, so up to one of them earlier.
    assertThat(gaps(mailbox))
        .singleElement()
        .satisfies(gap -> assertThat(gap).isGreaterThanOrEqualTo(Duration.ofSeconds(3)));
  }

  @Test
  void retryAfter_soonerThanTheSchedule_theScheduleHolds() {
    Mailbox mailbox =
        mailbox()
            .answering(
                heard -> heard.attempt() > 1 ? status(200) : status(503, "retry-after", "0"));
    String eventId = campaigns.eventFor(campaigns.endpoint(mailbox));

    campaigns.await(campaigns.claim(eventId, player()), "DELIVERED");

    assertThat(gaps(mailbox))
        .singleElement()
        .satisfies(gap -> assertThat(gap).isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
  }

  @Test
  void gone_failedAtOnceAndTheEndpointDisabledBySystem() {
    Mailbox mailbox = mailbox().answering(heard -> status(410));
    String endpointId = campaigns.endpoint(mailbox);
    String claimId = campaigns.claim(campaigns.eventFor(endpointId), player());

    JsonObject failed = campaigns.await(claimId, "FAILED");

    assertThat(failed.getString("lastError")).isEqualTo("status-410");
    assertThat(failed.getInteger("attempts")).isEqualTo(1);
    JsonObject endpoint =
        Eventually.see(
            vertx,
            Duration.ofSeconds(30),
            () -> campaigns.endpoint(endpointId),
            seen -> !seen.getBoolean("enabled"));
    assertThat(endpoint.getInteger("version")).isEqualTo(2);
    JsonObject entry =
        Eventually.see(
                vertx,
                Duration.ofSeconds(30),
                () -> campaigns.all("/audit/entries?target=" + endpointId),
                entries -> entries.size() > 1)
            .get(0);
    assertThat(entry.getString("actor")).isEqualTo("system");
    assertThat(entry.getString("action")).isEqualTo("endpoint.update");
  }

  @Test
  void gone_whatElseIsDue_waitsForAnEndpointThatIsEnabledAgain() {
    Mailbox mailbox = mailbox().answering(heard -> status(410));
    JsonObject terms = new JsonObject().put("concurrency", 2).put("enabled", false);
    String endpointId = campaigns.endpoint(mailbox, terms);
    String eventId = campaigns.eventFor(endpointId);
    List<String> claims =
        tokens.players(40).stream().map(player -> campaigns.claim(eventId, player)).toList();

    campaigns.enable(endpointId, true);
    campaigns.await(mailbox, box -> !box.heard().isEmpty());
    Eventually.see(
        vertx,
        Duration.ofSeconds(30),
        () -> campaigns.endpoint(endpointId).getBoolean("enabled"),
        enabled -> !enabled);
    // An edit holds everywhere within a second.
    vertx.timer(1_500).await();

    // Two at a time, and those that begin while it is being disabled.
    assertThat(mailbox.heard()).hasSizeBetween(1, 6);
    mailbox.answering(heard -> status(200));
    campaigns.enable(endpointId, true);
    campaigns.await(mailbox, box -> box.distinct() == claims.size());
  }

  @Test
  void rewardsOfOneClaim_toTwoEndpoints_oneDeliveryEach() {
    Mailbox gems = mailbox();
    Mailbox items = mailbox();
    List<JsonObject> rewards =
        List.of(
            Campaigns.reward(campaigns.endpoint(gems)).put("name", "gems"),
            Campaigns.reward(campaigns.endpoint(items)).put("name", "sword"),
            Campaigns.reward(null).put("name", "title"));
    String eventId = campaigns.event(new JsonObject().put("claimMode", "ALL"), rewards);

    String claimId = campaigns.claim(eventId, player());
    List<JsonObject> deliveries =
        campaigns.await(claimId, 2, one -> one.getString("state").equals("DELIVERED"));

    assertThat(deliveries).extracting(one -> one.getInteger("n")).containsExactlyInAnyOrder(1, 2);
    for (Mailbox mailbox : List.of(gems, items)) {
      assertThat(mailbox.heard()).hasSize(1);
      assertThat(mailbox.heard().get(0).data().getJsonArray("rewards"))
          .singleElement()
          .extracting(reward -> ((JsonObject) reward).getString("name"))
          .isEqualTo(mailbox == gems ? "gems" : "sword");
      assertThat(mailbox.faults()).isEmpty();
    }
  }

  @Test
  void manyLargeRewardsOfOneClaim_splitSoThatNoBodyIsOver64KiB() {
    Mailbox mailbox = mailbox();
    String endpointId = campaigns.endpoint(mailbox);
    JsonObject attributes = new JsonObject();
    List.of("a", "b", "c", "d").forEach(name -> attributes.put(name, "x".repeat(1_000)));
    List<JsonObject> rewards =
        Stream.generate(() -> Campaigns.reward(endpointId).put("attributes", attributes))
            .limit(40)
            .toList();
    String eventId = campaigns.event(new JsonObject().put("claimMode", "ALL"), rewards);

    String claimId = campaigns.claim(eventId, player());
    int count = campaigns.read("/claims/" + claimId).getJsonArray("deliveries").size();
    campaigns.await(claimId, count, one -> one.getString("state").equals("DELIVERED"));

    assertThat(count).isBetween(3, 5);
    assertThat(
            mailbox.heard().stream()
                .flatMap(heard -> heard.data().getJsonArray("rewards").stream())
                .map(reward -> ((JsonObject) reward).getString("rewardId")))
        .hasSize(40)
        .doesNotHaveDuplicates();
    assertThat(mailbox.faults()).isEmpty();

    campaigns.decide(claimId, "revocation").await();
    campaigns.await(claimId, 2 * count, one -> one.getString("state").equals("DELIVERED"));
    assertThat(mailbox.once()).hasSize(2 * count);
    assertThat(mailbox.faults()).isEmpty();
  }

  @Test
  void codedReward_grantedWithItsCode_revokedWithout() {
    Mailbox mailbox = mailbox();
    String endpointId = campaigns.endpoint(mailbox);
    String eventId =
        campaigns.event(new JsonObject(), List.of(Campaigns.reward(endpointId).put("coded", true)));
    String rewardId = campaigns.all("/events/" + eventId + "/rewards?").get(0).getString("id");
    String code = "SPRING-7Q2K-WXYZ";
    HttpResponse<Buffer> imported =
        api.post(
                "/events/" + eventId + "/rewards/" + rewardId + "/codes",
                tokens.of(Role.ADMIN),
                new JsonObject().put("codes", new JsonArray().add(code)))
            .await();
    assertThat(imported.statusCode()).isEqualTo(200);

    String claimId = campaigns.claim(eventId, player());
    campaigns.await(claimId, "DELIVERED");
    campaigns.decide(claimId, "revocation").await();
    campaigns.await(claimId, 2, one -> one.getString("state").equals("DELIVERED"));

    assertThat(mailbox.heard()).hasSize(2);
    Mailbox.Heard granted = mailbox.heard().get(0);
    Mailbox.Heard revoked = mailbox.heard().get(1);
    assertThat(granted.data().getJsonArray("rewards").getJsonObject(0).getString("code"))
        .isEqualTo(code);
    assertThat(revoked.request().body()).doesNotContain(code).doesNotContain("code");
    assertThat(revoked.type()).isEqualTo("reward.revoked");
    assertThat(revoked.id()).isEqualTo(claimId + "-2");
    assertThat(revoked.data().getString("reason")).isEqualTo("a mistake");
    assertThat(campaigns.all("/deliveries?claimId=" + claimId))
        .allSatisfy(one -> assertThat(one.encode()).doesNotContain(code));
    assertThat(mailbox.faults()).isEmpty();
  }

  @Test
  void approval_thenIsTheDelivery_rejection_isNone() {
    Mailbox mailbox = mailbox();
    String endpointId = campaigns.endpoint(mailbox);
    String eventId =
        campaigns.event(
            new JsonObject().put("approval", "MANUAL"), List.of(Campaigns.reward(endpointId)));
    String approved = campaigns.claim(eventId, player());
    String rejected = campaigns.claim(eventId, player());

    assertThat(campaigns.read("/claims/" + approved).containsKey("deliveries")).isFalse();
    assertThat(campaigns.decide(approved, "approval").await().statusCode()).isEqualTo(200);
    assertThat(campaigns.decide(rejected, "rejection").await().statusCode()).isEqualTo(200);
    campaigns.await(approved, "DELIVERED");

    assertThat(mailbox.once()).containsOnlyKeys(approved + "-1");
    assertThat(mailbox.heard().get(0).body().getString("timestamp"))
        .isEqualTo(campaigns.read("/claims/" + approved).getString("decidedAt"));
    assertThat(campaigns.deliveries(rejected)).isEmpty();
    assertThat(campaigns.read("/claims/" + rejected).containsKey("deliveries")).isFalse();
  }

  @Test
  void revocation_beforeAnythingWasSent_bothDroppedAndNobodyHears() {
    Mailbox mailbox = mailbox();
    String endpointId = campaigns.endpoint(mailbox, new JsonObject().put("enabled", false));
    String eventId = campaigns.eventFor(endpointId);
    String dropped = campaigns.claim(eventId, player());
    String kept = campaigns.claim(eventId, player());
    campaigns.await(dropped, "PENDING");

    assertThat(campaigns.decide(dropped, "revocation").await().statusCode()).isEqualTo(200);
    campaigns.await(dropped, 2, one -> one.getString("state").equals("DROPPED"));
    campaigns.enable(endpointId, true);
    campaigns.await(kept, "DELIVERED");

    assertThat(mailbox.heard(dropped)).isEmpty();
    assertThat(mailbox.once()).containsOnlyKeys(kept + "-1");
    assertThat(campaigns.decide(dropped, "redelivery").await().bodyAsString())
        .contains("delivery-not-failed");
  }

  @Test
  void revocation_afterFailedAttempts_endsTheGrantAndIsTheLastWord() {
    Mailbox mailbox = mailbox();
    mailbox.answering(heard -> status(heard.type().equals("reward.granted") ? 500 : 200));
    String claimId = campaigns.claim(campaigns.eventFor(campaigns.endpoint(mailbox)), player());
    campaigns.await(mailbox, box -> !box.heard().isEmpty());

    campaigns.decide(claimId, "revocation").await();
    List<JsonObject> ended =
        campaigns.await(claimId, 2, one -> !one.getString("state").equals("PENDING"));

    Map<String, JsonObject> byKind = byKind(ended);
    assertThat(byKind.get("REVOCATION").getString("state")).isEqualTo("DELIVERED");
    assertThat(byKind.get("GRANT").getString("state")).isEqualTo("FAILED");
    assertThat(byKind.get("GRANT").getString("lastError")).isEqualTo("revoked");
    assertThat(mailbox.lastWords()).containsEntry(claimId, "reward.revoked");
    // No GRANT of a revoked claim is ever redelivered.
    assertThat(campaigns.decide(claimId, "redelivery").await().statusCode()).isEqualTo(409);
  }

  @Test
  void redelivery_ofARevokedClaim_sendsTheRevocationOnly() {
    Mailbox mailbox = mailbox().answering(heard -> status(500));
    String claimId = campaigns.claim(campaigns.eventFor(campaigns.endpoint(mailbox)), player());
    campaigns.await(claimId, "FAILED");
    mailbox.answering(heard -> status(410));
    campaigns.decide(claimId, "revocation").await();
    List<JsonObject> failed =
        campaigns.await(claimId, 2, one -> one.getString("state").equals("FAILED"));
    String endpointId = failed.get(0).getString("endpointId");
    mailbox.answering(heard -> status(200));
    campaigns.enable(endpointId, true);

    assertThat(campaigns.decide(claimId, "redelivery").await().statusCode()).isEqualTo(200);
    Map<String, JsonObject> byKind =
        byKind(campaigns.await(claimId, 2, one -> !one.getString("state").equals("PENDING")));

    assertThat(byKind.get("GRANT").getString("state")).isEqualTo("FAILED");
    assertThat(byKind.get("REVOCATION").getString("state")).isEqualTo("DELIVERED");
    assertThat(mailbox.lastWords()).containsEntry(claimId, "reward.revoked");
    assertThat(mailbox.heard().stream().filter(one -> one.type().equals("reward.granted")))
        .hasSize(SharedOutreach.ATTEMPTS);
  }

  private static Map<String, JsonObject> byKind(List<JsonObject> deliveries) {
    return deliveries.stream()
        .collect(Collectors.toMap(delivery -> delivery.getString("kind"), Function.identity()));
  }

  /** Five failures in a row open the circuit; what waits keeps its attempts, and is all sent. */
  @Test
  void deadEndpoint_opensItsCircuit_comesBack_everythingArrives() {
    Mailbox dead = mailbox().answering(heard -> status(500));
    Mailbox live = mailbox();
    String deadId = campaigns.endpoint(dead, new JsonObject().put("concurrency", 2));
    String deadEvent = campaigns.eventFor(deadId);
    String liveEvent = campaigns.eventFor(campaigns.endpoint(live));
    List<String> players = tokens.players(20);
    List<String> waiting =
        players.stream().map(player -> campaigns.claim(deadEvent, player)).toList();
    Eventually.see(
        vertx,
        Duration.ofSeconds(30),
        () -> campaigns.endpoint(deadId).getJsonObject("health"),
        health -> health.getString("state").equals("OPEN"));

    List<String> claims =
        players.stream().map(player -> campaigns.claim(liveEvent, player)).toList();
    campaigns.await(live, box -> box.distinct() == claims.size());
    assertThat(campaigns.endpoint(deadId).getJsonObject("health").getInteger("failures"))
        .isGreaterThanOrEqualTo(5);

    dead.answering(heard -> status(200));
    for (String claimId : waiting) {
      campaigns.await(claimId, "DELIVERED");
    }
    assertThat(dead.distinct()).isEqualTo(waiting.size());
    assertThat(dead.heard()).hasSizeLessThan(2 * waiting.size());
    assertThat(campaigns.endpoint(deadId).getJsonObject("health").getString("state"))
        .isEqualTo("CLOSED");
  }
}
