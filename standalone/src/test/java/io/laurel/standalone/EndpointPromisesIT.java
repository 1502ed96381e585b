package io.laurel.standalone;

import static io.laurel.standalone.WebhookAnswer.hang;
import static io.laurel.standalone.WebhookAnswer.status;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints and what is told of deliveries, over HTTP, by those who may and those who may not. */
@Tag(OutreachCluster.TAG)
final class EndpointPromisesIT {
  private static SharedOutreach outreach;
  private static Vertx vertx;
  private static Api api;
  private static Tokens tokens;
  private static Campaigns campaigns;
  private static String admin;
  private static String operator;

  @BeforeAll
  static void start() {
    outreach = SharedOutreach.get();
    vertx = Vertx.vertx();
    api = new Api(vertx, outreach.standalone().url(), 16);
    tokens = new Tokens(vertx, outreach.keys());
    admin = tokens.of(Role.ADMIN);
    operator = tokens.of(Role.OPERATOR);
    campaigns = new Campaigns(vertx, api, admin);
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

  private static void refused(Future<HttpResponse<Buffer>> request, int status, String code) {
    HttpResponse<Buffer> answer = request.await();
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(status);
    assertThat(answer.bodyAsJsonObject().getString("code")).isEqualTo(code);
  }

  private static void badAt(String pointer, Future<HttpResponse<Buffer>> request) {
    HttpResponse<Buffer> answer = request.await();
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(400);
    assertThat(answer.bodyAsJsonObject().getJsonArray("errors"))
        .extracting(error -> ((JsonObject) error).getString("pointer"))
        .contains(pointer);
  }

  @Test
  void create_answersTheSecretThisOnceOnly() {
    JsonObject created = campaigns.create(Campaigns.webhook(mailbox().url()));
    String secret = created.getString("secret");

    assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(created.getString("id")).startsWith("end_");
    assertThat(created.getInteger("concurrency")).isEqualTo(10);
    assertThat(created.getBoolean("enabled")).isTrue();
    assertThat(created.getInteger("version")).isEqualTo(1);
    JsonObject read = campaigns.endpoint(created.getString("id"));
    assertThat(read.getJsonArray("secrets"))
        .singleElement()
        .extracting(one -> ((JsonObject) one).getString("ends"))
        .isEqualTo(secret.substring(secret.length() - 4));
    assertThat(read.getJsonObject("health").getString("state")).isEqualTo("CLOSED");
    assertThat(read.getJsonObject("health").getInteger("failures")).isZero();
    String body = secret.substring("whsec_".length());
    assertThat(read.encode()).doesNotContain(body);
    assertThat(campaigns.all("/endpoints?").toString()).doesNotContain(body);
    assertThat(campaigns.all("/audit/entries?target=" + created.getString("id")))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getString("action")).isEqualTo("endpoint.create");
              assertThat(entry.encode()).doesNotContain(body);
            });
  }

  @Test
  void create_parallelEqualsWithAKey_exactlyOneAnswerHasTheSecret() {
    String key = UUID.randomUUID().toString();
    JsonObject body = Campaigns.webhook(mailbox().url());

    List<Future<HttpResponse<Buffer>>> answers =
        IntStream.range(0, 12)
            .mapToObj(i -> api.post("/endpoints", admin, body, "Idempotency-Key", key))
            .toList();
    Future.all(answers).await();

    assertThat(answers).allMatch(answer -> answer.result().statusCode() == 201);
    List<JsonObject> bodies =
        answers.stream().map(answer -> answer.result().bodyAsJsonObject()).toList();
    assertThat(bodies).filteredOn(one -> one.containsKey("secret")).hasSize(1);
    assertThat(bodies)
        .extracting(one -> one.getString("id"))
        .containsOnly(bodies.get(0).getString("id"));
    refused(
        api.post("/endpoints", admin, body.copy().put("name", "x"), "Idempotency-Key", key),
        422,
        "idempotency-key-reused");
  }

  @Test
  void rotate_bothSignForAWhile_aThirdEndsTheFirst_noneIsLost() {
    Mailbox mailbox = mailbox();
    String endpointId = campaigns.endpoint(mailbox);
    String eventId = campaigns.eventFor(endpointId);
    List<String> players = tokens.players(30);
    List<String> claims = new ArrayList<>();
    for (int i = 0; i < players.size(); i++) {
      claims.add(campaigns.claim(eventId, players.get(i)));
      if (i % 10 == 9 && i < 29) {
        JsonObject rotated = rotated(endpointId);
        mailbox.trust(rotated.getString("secret"));
        assertThat(rotated.getJsonArray("secrets")).hasSize(2);
        assertThat(rotated.getInteger("version")).isEqualTo(i / 10 + 2);
        awaitEverywhere();
      }
    }

    claims.forEach(claimId -> campaigns.await(claimId, "DELIVERED"));

    // In the order of trust: the first alone, the first two, the last two.
    assertThat(mailbox.faults()).isEmpty();
    assertThat(mailbox.heard(claims.get(5)).get(0).verified()).contains(0);
    assertThat(mailbox.heard(claims.get(29)).get(0).verified()).containsExactly(1, 2);
    String last = mailbox.heard(claims.get(29)).get(0).request().header("webhook-signature");
    assertThat(last.split(" ", -1)).hasSize(2);
    JsonArray secrets = campaigns.endpoint(endpointId).getJsonArray("secrets");
    assertThat(secrets.getJsonObject(0).containsKey("until")).isFalse();
    assertThat(
            Duration.between(
                Instant.parse(secrets.getJsonObject(0).getString("since")),
                Instant.parse(secrets.getJsonObject(1).getString("until"))))
        .isEqualTo(Duration.ofHours(24));
  }

  /** An edit holds on every node within a second. */
  private static void awaitEverywhere() {
    vertx.timer(1_500).await();
  }

  private static JsonObject rotated(String endpointId) {
    HttpResponse<Buffer> answer =
        api.post("/endpoints/" + endpointId + "/secret", admin, null).await();
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
    return answer.bodyAsJsonObject();
  }

  @Test
  void test_sendsOnceAndTellsWhatCameOfIt_alsoWhereDisabled() {
    Mailbox mailbox = mailbox();
    String endpointId = campaigns.endpoint(mailbox, new JsonObject().put("enabled", false));

    JsonObject well = tested(endpointId);
    mailbox.answering(heard -> status(500));
    JsonObject badly = tested(endpointId);
    mailbox.answering(heard -> hang());
    JsonObject never = tested(endpointId);

    assertThat(well.getBoolean("delivered")).isTrue();
    assertThat(well.getInteger("status")).isEqualTo(204);
    assertThat(well.getInteger("durationMs")).isNotNegative();
    assertThat(badly.getBoolean("delivered")).isFalse();
    assertThat(badly.getInteger("status")).isEqualTo(500);
    assertThat(badly.getString("error")).isEqualTo("status-500");
    assertThat(never.getBoolean("delivered")).isFalse();
    assertThat(never.getString("error")).isEqualTo("timeout");
    assertThat(never.containsKey("status")).isFalse();
    assertThat(mailbox.heard()).hasSize(3).allMatch(one -> one.type().equals("endpoint.test"));
    assertThat(mailbox.heard().get(0).data().getString("endpointId")).isEqualTo(endpointId);
    assertThat(mailbox.once()).hasSize(3);
    assertThat(mailbox.faults()).isEmpty();
    assertThat(campaigns.all("/deliveries?endpointId=" + endpointId)).isEmpty();
  }

  private static JsonObject tested(String endpointId) {
    HttpResponse<Buffer> answer =
        api.post("/endpoints/" + endpointId + "/test", operator, null).await();
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
    return answer.bodyAsJsonObject();
  }

  @Test
  void test_countsForNothing_andGoesThroughAnOpenCircuit() {
    Mailbox mailbox = mailbox().answering(heard -> status(500));
    String endpointId = campaigns.endpoint(mailbox);
    IntStream.range(0, 7).forEach(i -> tested(endpointId));
    assertThat(campaigns.endpoint(endpointId).getJsonObject("health").getInteger("failures"))
        .isZero();

    String eventId = campaigns.eventFor(endpointId);
    // One more could still be under way, and would close it.
    tokens.players(5).forEach(player -> campaigns.claim(eventId, player));
    Eventually.see(
        vertx,
        Duration.ofSeconds(30),
        () -> campaigns.endpoint(endpointId).getJsonObject("health").getString("state"),
        "OPEN"::equals);
    mailbox.answering(heard -> status(200));

    assertThat(tested(endpointId).getBoolean("delivered")).isTrue();
    assertThat(campaigns.endpoint(endpointId).getJsonObject("health").getString("state"))
        .isNotEqualTo("CLOSED");
  }

  @Test
  void test_gone_disablesNothing() {
    Mailbox mailbox = mailbox().answering(heard -> status(410));
    String endpointId = campaigns.endpoint(mailbox);

    assertThat(tested(endpointId).getBoolean("delivered")).isFalse();

    assertThat(campaigns.endpoint(endpointId).getBoolean("enabled")).isTrue();
  }

  @Test
  void disabled_parksWithoutCountingAnAttempt_enabledAgain_sends() {
    Mailbox mailbox = mailbox();
    String endpointId = campaigns.endpoint(mailbox);
    String eventId = campaigns.eventFor(endpointId);
    campaigns.enable(endpointId, false);
    awaitEverywhere();

    String claimId = campaigns.claim(eventId, player());
    JsonObject parked = campaigns.await(claimId, 1, one -> !one.containsKey("nextAt")).get(0);
    assertThat(parked.getString("state")).isEqualTo("PENDING");
    assertThat(parked.getInteger("attempts")).isZero();
    // Longer than anybody takes to look again.
    vertx.timer(3_000).await();
    assertThat(mailbox.heard()).isEmpty();

    campaigns.enable(endpointId, true);
    JsonObject delivered = campaigns.await(claimId, "DELIVERED");
    Instant enabledAt = Instant.parse(campaigns.endpoint(endpointId).getString("updatedAt"));

    assertThat(delivered.getInteger("attempts")).isEqualTo(1);
    // Due within 5 s; the rest is room for a busy machine.
    assertThat(Duration.between(enabledAt, mailbox.heard().get(0).at()))
        .isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void update_ofTheUrl_takesAlongWhatIsPending() {
    Mailbox before = mailbox().answering(heard -> status(500));
    Mailbox after = mailbox();
    String endpointId = campaigns.endpoint(before);
    // One secret for both places.
    String secret = rotated(endpointId).getString("secret");
    after.trust(secret);
    String eventId = campaigns.eventFor(endpointId);
    String failing = campaigns.claim(eventId, player());
    campaigns.await(before, box -> !box.heard().isEmpty());
    campaigns.enable(endpointId, false);
    awaitEverywhere();
    String parked = campaigns.claim(eventId, player());

    campaigns.change(endpointId, new JsonObject().put("url", after.url()).put("enabled", true));
    campaigns.await(failing, "DELIVERED");
    campaigns.await(parked, "DELIVERED");

    assertThat(after.once()).containsOnlyKeys(failing + "-1", parked + "-1");
    assertThat(after.faults()).isEmpty();
    assertThat(before.heard(parked)).isEmpty();
  }

  @Test
  void update_asAnyObject() {
    Mailbox mailbox = mailbox();
    String endpointId =
        campaigns.endpoint(mailbox, new JsonObject().put("concurrency", 3).put("enabled", false));
    String path = "/endpoints/" + endpointId;
    JsonObject patch = new JsonObject().putNull("concurrency").putNull("enabled");

    refused(api.send(PATCH, path, admin, patch), 428, "if-match-required");
    refused(api.send(PATCH, path, admin, patch, "If-Match", "\"7\""), 412, "version-mismatch");
    badAt(
        "/channel",
        api.send(PATCH, path, admin, new JsonObject().put("channel", "BUS"), "If-Match", "\"1\""));
    badAt(
        "/address",
        api.send(
            PATCH, path, admin, new JsonObject().put("address", "game.box"), "If-Match", "\"1\""));
    JsonObject changed = campaigns.change(endpointId, patch);

    assertThat(changed.getInteger("concurrency")).isEqualTo(10);
    assertThat(changed.getBoolean("enabled")).isTrue();
    assertThat(changed.getInteger("version")).isEqualTo(2);
    assertThat(api.get(path, admin).await().getHeader("ETag")).isEqualTo("\"2\"");
    refused(api.get("/endpoints/end_nothing", admin), 404, "endpoint-not-found");
    refused(
        api.send(PATCH, "/endpoints/end_nothing", admin, patch, "If-Match", "\"1\""),
        404,
        "endpoint-not-found");
  }

  @Test
  void create_onTheBus_withAnAddressOnlyAndWithoutSecret() {
    JsonObject terms =
        new JsonObject().put("name", "Zone").put("channel", "BUS").put("address", "zone.rewards");

    JsonObject created = campaigns.create(terms);

    assertThat(created.containsKey("secret")).isFalse();
    assertThat(created.getJsonArray("secrets")).isEmpty();
    refused(
        api.post("/endpoints/" + created.getString("id") + "/secret", admin, null),
        409,
        "no-secret");
    badAt("/url", api.post("/endpoints", admin, terms.copy().put("url", "https://example.com/")));
    badAt(
        "/address",
        api.post("/endpoints", admin, Campaigns.webhook(mailbox().url()).put("address", "a.b")));
    for (String bad :
        List.of("claim.submit", "claim.granted", "endpoint.create", "Zone", "", "a b")) {
      badAt("/address", api.post("/endpoints", admin, terms.copy().put("address", bad)));
    }
    JsonObject told = tested(created.getString("id"));
    assertThat(told.getBoolean("delivered")).isFalse();
    assertThat(told.getString("error")).isEqualTo("no-consumer");
  }

  @Test
  void create_outOfBounds_saysWhere() {
    String url = mailbox().url();
    badAt("/name", api.post("/endpoints", admin, Campaigns.webhook(url).put("name", "")));
    badAt(
        "/name",
        api.post("/endpoints", admin, Campaigns.webhook(url).put("name", "x".repeat(121))));
    badAt(
        "/concurrency",
        api.post("/endpoints", admin, Campaigns.webhook(url).put("concurrency", 0)));
    badAt(
        "/concurrency",
        api.post("/endpoints", admin, Campaigns.webhook(url).put("concurrency", 101)));
    badAt("/channel", api.post("/endpoints", admin, Campaigns.webhook(url).put("channel", "MAIL")));
    badAt("/secret", api.post("/endpoints", admin, Campaigns.webhook(url).put("secret", "mine")));
    badAt("/url", api.post("/endpoints", admin, Campaigns.webhook(url + "x".repeat(2_000))));
    JsonObject without = Campaigns.webhook(url);
    without.remove("url");
    badAt("/url", api.post("/endpoints", admin, without));
  }

  /** Who may not, at each operation. */
  @Test
  void others_areForbidden() {
    String endpointId = campaigns.endpoint(mailbox());
    String path = "/endpoints/" + endpointId;
    JsonObject body = Campaigns.webhook(mailbox().url());
    forbiddenBut(EnumSet.of(Role.ADMIN), HttpMethod.POST, "/endpoints", body);
    forbiddenBut(EnumSet.of(Role.ADMIN), PATCH, path, new JsonObject().put("enabled", true));
    forbiddenBut(EnumSet.of(Role.ADMIN), HttpMethod.POST, path + "/secret", null);
    Set<Role> handlers = EnumSet.of(Role.ADMIN, Role.OPERATOR);
    forbiddenBut(handlers, HttpMethod.POST, path + "/test", null);
    forbiddenBut(handlers, HttpMethod.POST, path + "/redelivery", new JsonObject());
    forbiddenBut(handlers, HttpMethod.POST, "/claims/clm_x/redelivery", null);
    Set<Role> readers = EnumSet.of(Role.ADMIN, Role.OPERATOR, Role.AUDITOR);
    for (String list : List.of("/endpoints", path, "/deliveries")) {
      forbiddenBut(readers, GET, list, null);
      readers.forEach(
          role ->
              assertThat(api.get(list, tokens.of(role)).await().statusCode())
                  .as(role + " " + list)
                  .isEqualTo(200));
    }
  }

  private static void forbiddenBut(
      Set<Role> admitted, HttpMethod method, String path, JsonObject body) {
    for (Role role : EnumSet.complementOf(EnumSet.copyOf(admitted))) {
      refused(api.send(method, path, tokens.of(role), body), 403, "forbidden");
    }
    refused(api.send(method, path, null, body), 401, "unauthorized");
  }

  @Test
  void reward_namesItsEndpoint_shownToStaffOnly() {
    String endpointId = campaigns.endpoint(mailbox());
    String eventId = campaigns.eventFor(endpointId);
    String path = "/events/" + eventId + "/rewards";
    JsonObject delivery = new JsonObject().put("endpointId", endpointId);

    for (Role role : List.of(Role.ADMIN, Role.OPERATOR, Role.AUDITOR)) {
      assertThat(onlyReward(path, tokens.of(role)).getJsonObject("delivery")).isEqualTo(delivery);
    }
    assertThat(onlyReward(path, player()).containsKey("delivery")).isFalse();
    badAt("/delivery/endpointId", api.post(path, admin, Campaigns.reward("end_nothing")));
  }

  private static JsonObject onlyReward(String path, String token) {
    JsonObject rewards = api.get(path, token).await().bodyAsJsonObject();
    return rewards.getJsonArray("items").getJsonObject(0);
  }

  /** Also what waits for approval goes where its reward went when it was claimed. */
  @Test
  void reward_changedWhileRunning_countsForLaterClaims() {
    Mailbox first = mailbox();
    Mailbox second = mailbox();
    String eventId =
        campaigns.event(
            new JsonObject().put("approval", "MANUAL"),
            List.of(Campaigns.reward(campaigns.endpoint(first))));
    String path = "/events/" + eventId + "/rewards";
    JsonObject reward = onlyReward(path, admin);
    String waiting = campaigns.claim(eventId, player());
    JsonObject patch =
        new JsonObject()
            .put("delivery", new JsonObject().put("endpointId", campaigns.endpoint(second)));

    HttpResponse<Buffer> changed =
        api.send(
                PATCH,
                path + "/" + reward.getString("id"),
                admin,
                patch,
                "If-Match",
                "\"" + reward.getInteger("version") + "\"")
            .await();
    assertThat(changed.statusCode()).as(changed.bodyAsString()).isEqualTo(200);
    awaitEverywhere();
    String later = campaigns.claim(eventId, player());
    for (String claimId : List.of(waiting, later)) {
      assertThat(campaigns.decide(claimId, "approval").await().statusCode()).isEqualTo(200);
      campaigns.await(claimId, "DELIVERED");
    }

    assertThat(first.once()).containsOnlyKeys(waiting + "-1");
    assertThat(second.once()).containsOnlyKeys(later + "-1");
  }

  @Test
  void claim_showsEachWhatIsTheirs() {
    String endpointId = campaigns.endpoint(mailbox());
    String eventId = campaigns.eventFor(endpointId);
    String player = player();
    JsonObject claimed = Api.created(api.claim(eventId, player, null));
    String claimId = claimed.getString("id");
    campaigns.await(claimId, "DELIVERED");
    String rewardId = claimed.getJsonArray("rewards").getJsonObject(0).getString("rewardId");
    JsonObject own =
        new JsonObject()
            .put("kind", "GRANT")
            .put("rewardIds", new JsonArray().add(rewardId))
            .put("state", "DELIVERED");

    assertThat(claimed.getJsonArray("deliveries").getJsonObject(0).fieldNames())
        .containsExactlyInAnyOrder("kind", "rewardIds", "state");
    assertThat(deliveries("/claims/" + claimId, player)).containsExactly(own);
    JsonObject mine =
        api.get("/me/claims", player)
            .await()
            .bodyAsJsonObject()
            .getJsonArray("items")
            .getJsonObject(0);
    assertThat(mine.getJsonArray("deliveries")).containsExactly(own);
    for (Role role : List.of(Role.OPERATOR, Role.AUDITOR, Role.ADMIN)) {
      JsonObject seen = (JsonObject) deliveries("/claims/" + claimId, tokens.of(role)).getValue(0);
      assertThat(seen.fieldNames())
          .containsExactlyInAnyOrder(
              "n", "kind", "endpointId", "rewardIds", "state", "attempts", "deliveredAt");
      assertThat(seen.getString("endpointId")).isEqualTo(endpointId);
    }
    refused(api.get("/claims/" + claimId, player()), 404, "claim-not-found");
    JsonObject listed =
        campaigns.read("/claims?eventId=" + eventId).getJsonArray("items").getJsonObject(0);
    assertThat(listed.getJsonArray("deliveries").getJsonObject(0).getInteger("n")).isEqualTo(1);
  }

  private static JsonArray deliveries(String path, String token) {
    return api.get(path, token).await().bodyAsJsonObject().getJsonArray("deliveries");
  }

  @Test
  void claim_withoutDelivery_hasNoSuchField() {
    String eventId = campaigns.eventFor(null);
    String player = player();
    JsonObject claim = Api.created(api.claim(eventId, player, null));

    assertThat(claim.containsKey("deliveries")).isFalse();
    assertThat(campaigns.read("/claims/" + claim.getString("id")).containsKey("deliveries"))
        .isFalse();
    assertThat(campaigns.deliveries(claim.getString("id"))).isEmpty();
    refused(campaigns.decide(claim.getString("id"), "redelivery"), 409, "delivery-not-failed");
  }

  /** 404 before 403, 403 before 409. */
  @Test
  void redelivery_refusals_inTheirOrder() {
    Mailbox mailbox = mailbox();
    String eventId = campaigns.eventFor(campaigns.endpoint(mailbox));
    refused(api.post("/claims/clm_nothing/redelivery", operator, null), 404, "claim-not-found");
    String own = Api.created(api.claim(eventId, admin, null)).getString("id");
    campaigns.await(own, "DELIVERED");
    refused(api.post("/claims/" + own + "/redelivery", admin, null), 403, "own-claim");
    refused(api.post("/claims/" + own + "/redelivery", operator, null), 409, "delivery-not-failed");
  }

  @Test
  void redelivery_ofAnEndpoint_takesTheSpanAndLeavesOwnClaims() {
    Mailbox mailbox = mailbox().answering(heard -> status(410));
    String endpointId = campaigns.endpoint(mailbox);
    String eventId = campaigns.eventFor(endpointId);
    List<String> claims = new ArrayList<>();
    List<String> claimants = new ArrayList<>(tokens.players(4));
    claimants.add(admin);
    for (String player : claimants) {
      String claimId = campaigns.claim(eventId, player);
      campaigns.await(claimId, "FAILED");
      claims.add(claimId);
      Eventually.see(
          vertx,
          Duration.ofSeconds(30),
          () -> campaigns.endpoint(endpointId).getBoolean("enabled"),
          enabled -> !enabled);
      awaitEverywhere();
      campaigns.enable(endpointId, true);
      awaitEverywhere();
    }
    mailbox.answering(heard -> status(200));
    String from = campaigns.read("/claims/" + claims.get(1)).getString("requestedAt");
    String to = campaigns.read("/claims/" + claims.get(3)).getString("requestedAt");

    assertThat(redelivered(endpointId, new JsonObject().put("from", from).put("to", to)))
        .isEqualTo(2);
    campaigns.await(claims.get(1), "DELIVERED");
    campaigns.await(claims.get(2), "DELIVERED");
    assertThat(campaigns.deliveries(claims.get(0)).get(0).getString("state")).isEqualTo("FAILED");
    assertThat(redelivered(endpointId, new JsonObject())).isEqualTo(2);
    campaigns.await(claims.get(0), "DELIVERED");
    campaigns.await(claims.get(3), "DELIVERED");
    assertThat(campaigns.deliveries(claims.get(4)).get(0).getString("state")).isEqualTo("FAILED");

    List<JsonObject> entries =
        Eventually.see(
            vertx,
            Duration.ofSeconds(30),
            () -> campaigns.all("/audit/entries?action=endpoint.redeliver&target=" + endpointId),
            seen -> seen.size() == 2);
    assertThat(entries).allMatch(entry -> entry.encode().contains("\"count\":2"));
    assertThat(entries.get(1).encode()).contains(from, to);
  }

  private static int redelivered(String endpointId, JsonObject span) {
    HttpResponse<Buffer> answer =
        api.post("/endpoints/" + endpointId + "/redelivery", admin, span).await();
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
    return answer.bodyAsJsonObject().getInteger("count");
  }

  @Test
  void list_pagedAndFiltered_newestFirst() {
    Mailbox mailbox = mailbox();
    String endpointId = campaigns.endpoint(mailbox);
    String other = campaigns.endpoint(mailbox, new JsonObject().put("enabled", false));
    String eventId =
        campaigns.event(
            new JsonObject().put("claimMode", "ALL"),
            List.of(Campaigns.reward(endpointId), Campaigns.reward(other)));
    List<String> claims =
        tokens.players(7).stream().map(player -> campaigns.claim(eventId, player)).toList();
    for (String claimId : claims) {
      campaigns.await(
          claimId,
          2,
          one ->
              one.getString("state").equals("DELIVERED")
                  || one.getString("endpointId").equals(other));
    }

    String all = "/deliveries?eventId=" + eventId;
    List<JsonObject> ofEvent = campaigns.all(all);
    assertThat(ofEvent).hasSize(14);
    assertThat(ofEvent)
        .extracting(one -> one.getString("createdAt") + one.getString("id"))
        .isSortedAccordingTo((left, right) -> right.compareTo(left));
    List<JsonObject> paged = new ArrayList<>();
    JsonObject page = campaigns.read(all + "&limit=3");
    while (page.containsKey("nextCursor")) {
      page.getJsonArray("items").forEach(item -> paged.add((JsonObject) item));
      page = campaigns.read(all + "&limit=3&cursor=" + page.getString("nextCursor"));
    }
    page.getJsonArray("items").forEach(item -> paged.add((JsonObject) item));
    assertThat(paged).isEqualTo(ofEvent);
    assertThat(campaigns.all(all + "&state=DELIVERED"))
        .hasSize(7)
        .allMatch(one -> one.getString("endpointId").equals(endpointId));
    assertThat(campaigns.all(all + "&endpointId=" + other))
        .hasSize(7)
        .allMatch(one -> one.getString("state").equals("PENDING"));
    assertThat(campaigns.all(all + "&state=FAILED")).isEmpty();
    String from = ofEvent.get(9).getString("createdAt");
    String to = ofEvent.get(3).getString("createdAt");
    assertThat(campaigns.all(all + "&from=" + from + "&to=" + to))
        .isNotEmpty()
        .isEqualTo(
            ofEvent.stream()
                .filter(one -> one.getString("createdAt").compareTo(from) >= 0)
                .filter(one -> one.getString("createdAt").compareTo(to) < 0)
                .toList());
    assertThat(ofEvent.get(0).fieldNames())
        .contains(
            "id",
            "claimId",
            "n",
            "eventId",
            "userId",
            "kind",
            "endpointId",
            "rewardIds",
            "state",
            "attempts",
            "createdAt");
    refused(api.get("/deliveries?cursor=nonsense", admin), 400, "invalid-cursor");
    badAt("/state", api.get("/deliveries?state=LOST", admin));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1:%d/",
        "http://[::1]:%d/",
        "http://169.254.169.254:%d/latest/meta-data",
        "http://2852039166:%d/",
        "http://0xa9fea9fe:%d/",
        "http://0251.0376.0251.0376:%d/",
        "http://10.1:%d/",
        "http://[::ffff:10.0.0.1]:%d/",
        "http://[64:ff9b::a00:1]:%d/",
        "http://[2002:a00:1::]:%d/",
        "http://[fe80::1%%25eth0]:%d/",
        "http://[fec0::1]:%d/",
        "http://192.168.1.1:%d/",
        "http://172.16.0.1:%d/",
        "http://100.64.0.1:%d/",
        "http://198.18.0.1:%d/",
        "http://224.0.0.1:%d/",
        "http://240.0.0.1:%d/",
        "http://0.0.0.0:%d/",
        "http://[::]:%d/",
        "http://192.0.2.1:%d/",
        "http://user@example.com:%d/",
        "http://user:word@example.com:%d/",
        "http://example.com@127.0.0.1:%d/",
        "ftp://example.com:%d/",
        "http://127.0.0.1:1/",
        "http://example.com:22/",
        "file:///etc/passwd",
        "//example.com/",
        "example.com",
        "",
        "http://:%d/",
        "http://１０.0.0.1:%d/",
        "http://10。0。0。1:%d/",
        "http://10．0．0．1:%d/"
      })
  void url_thatMayNotBeSentTo_refusedAtUrl(String url) {
    int port = outreach.silentPort();
    badAt("/url", api.post("/endpoints", admin, Campaigns.webhook(url.formatted(port))));
  }

  @Test
  void url_changedToOneThatMayNotBeSentTo_refusedAtUrl() {
    String path = "/endpoints/" + campaigns.endpoint(mailbox());
    JsonObject patch =
        new JsonObject().put("url", "http://10.0.0.1:" + outreach.silentPort() + "/");

    badAt("/url", api.send(PATCH, path, admin, patch, "If-Match", "\"1\""));
    badAt(
        "/url", api.send(PATCH, path, admin, new JsonObject().putNull("url"), "If-Match", "\"1\""));
  }

  @Test
  void lists_unknownParameter_refused() {
    badAt("/nothing", api.get("/deliveries?nothing=1", admin));
    badAt("/nothing", api.get("/endpoints?nothing=1", admin));
  }
}
