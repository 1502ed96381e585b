package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Codes that players enter, over HTTP and over the bus, on a cluster of processes. */
@Tag(SharedCluster.TAG)
final class CodePromisesIT {
  private static final int CLIENTS = 32;
  private static final int PLAYERS = Integer.getInteger("codes.players", 250);
  private static final int USES = Integer.getInteger("codes.uses", 40);
  private static final int MADE = Integer.getInteger("codes.made", 2_500);
  private static final int KILLS = Integer.getInteger("codes.kills", 1);
  private static final String CODE = "([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}";

  private static ClusterOfProcesses cluster;
  private static PlainMember plain;
  private static Vertx vertx;
  private static Api api;
  private static Tokens tokens;
  private static String operator;

  @BeforeAll
  static void start() throws InterruptedException {
    cluster = SharedCluster.get();
    cluster.replaceKilled();
    plain = new PlainMember(cluster);
    vertx = Vertx.vertx();
    api = new Api(vertx, cluster.url(), CLIENTS);
    tokens = new Tokens(vertx, cluster.keys());
    operator = tokens.of(Role.OPERATOR);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    api.close();
    vertx.close().await();
    plain.close();
    cluster.replaceKilled();
  }

  /** A published event that takes codes, with one reward. */
  private static String aCampaign(JsonObject terms) {
    Instant now = Instant.now();
    JsonObject event =
        new JsonObject()
            .put("name", "Box of the fair")
            .put("startsAt", now.minusSeconds(3_600).toString())
            .put("endsAt", now.plusSeconds(3_600).toString())
            .put("access", "CODE")
            .mergeIn(terms);
    String eventId = Api.created(api.post("/events", operator, event)).getString("id");
    JsonObject reward = new JsonObject().put("name", "Saddle").put("type", "ITEM");
    Api.created(api.post("/events/" + eventId + "/rewards", operator, reward));
    api.publish(operator, eventId);
    return eventId;
  }

  private static HttpResponse<Buffer> generate(String eventId, int count, String... headers) {
    JsonObject wanted = new JsonObject().put("count", count);
    return api.post("/events/" + eventId + "/access-codes", operator, wanted, headers).await();
  }

  private static List<String> codes(String eventId, int count) {
    return generate(eventId, count).bodyAsString().lines().skip(1).toList();
  }

  private static JsonObject addWord(String eventId, String word, int uses) {
    JsonObject body = new JsonObject().put("word", word).put("uses", uses);
    return Api.created(api.post("/events/" + eventId + "/access-words", operator, body));
  }

  private static Future<HttpResponse<Buffer>> redeem(String player, String code) {
    return api.post("/redemptions", player, new JsonObject().put("code", code));
  }

  private static String outcome(Future<HttpResponse<Buffer>> answer) {
    HttpResponse<Buffer> answered = answer.await();
    return answered.statusCode() < 300
        ? "" + answered.statusCode()
        : answered.statusCode() + " " + answered.bodyAsJsonObject().getString("code");
  }

  private static JsonObject onlyBatch(String eventId) {
    JsonArray items =
        api.get("/events/" + eventId + "/access-codes", operator)
            .await()
            .bodyAsJsonObject()
            .getJsonArray("items");
    assertThat(items).hasSize(1);
    return items.getJsonObject(0);
  }

  /** Unlike any other in this cluster. */
  private static String aWord() {
    return "Fair " + UUID.randomUUID().toString().substring(0, 18);
  }

  @Test
  void codes_overHttp_streamedByAcceptAndShownOnce() {
    String eventId = aCampaign(new JsonObject());

    HttpResponse<Buffer> csv = generate(eventId, MADE);
    HttpResponse<Buffer> ndjson =
        generate(aCampaign(new JsonObject()), 3, "Accept", "text/csv;q=0.1, application/x-ndjson");

    assertThat(csv.getHeader("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(csv.getHeader("Content-Encoding")).isNull();
    assertThat(csv.getHeader("Cache-Control")).isEqualTo("no-store");
    List<String> lines = csv.bodyAsString().lines().toList();
    assertThat(lines.get(0)).isEqualTo("code");
    assertThat(lines.subList(1, lines.size()))
        .hasSize(MADE)
        .doesNotHaveDuplicates()
        .allMatch(line -> line.matches(CODE));
    JsonObject batch = onlyBatch(eventId);
    assertThat(batch.getString("id")).isEqualTo(csv.getHeader("Laurel-Batch"));
    assertThat(batch.getInteger("count")).isEqualTo(MADE);
    assertThat(ndjson.getHeader("Content-Type")).isEqualTo("application/x-ndjson");
    assertThat(ndjson.bodyAsString().lines().map(JsonObject::new))
        .hasSize(3)
        .allMatch(line -> line.getString("code").matches(CODE));
    String told =
        api.get("/audit/entries?target=" + batch.getString("id"), tokens.of(Role.AUDITOR))
            .await()
            .bodyAsString();
    assertThat(told)
        .contains("accessCode.generate", "\"count\":" + MADE)
        .doesNotContain(lines.get(1));
  }

  @Test
  void codes_overTheBus_pageAfterPage() {
    String eventId = aCampaign(new JsonObject());
    JsonObject message = new JsonObject().put("eventId", eventId).put("count", 1_500);
    Set<String> made = new TreeSet<>();

    JsonObject page = plain.ask("accessCode.generate", operator, message).await();
    page.getJsonArray("items").forEach(item -> made.add(((JsonObject) item).getString("code")));
    JsonObject last =
        plain
            .ask(
                "accessCode.generate",
                operator,
                message.copy().put("cursor", page.getString("nextCursor")))
            .await();
    last.getJsonArray("items").forEach(item -> made.add(((JsonObject) item).getString("code")));

    assertThat(last.containsKey("nextCursor")).isFalse();
    assertThat(made).hasSize(1_500);
    JsonObject claim =
        plain
            .ask(
                "claim.redeem",
                tokens.of(Role.USER),
                new JsonObject().put("code", made.iterator().next()))
            .await();
    assertThat(claim.getString("eventId")).isEqualTo(eventId);
    assertThat(
            PlainMember.problem(
                    plain.ask(
                        "claim.redeem",
                        tokens.of(Role.USER),
                        new JsonObject().put("code", made.iterator().next())))
                .getString("code"))
        .isEqualTo("code-invalid");
  }

  @Test
  void code_redeemed_asAClaimAndRefusedAsOne() {
    String eventId = aCampaign(new JsonObject());
    List<String> codes = codes(eventId, 2);
    String player = tokens.of(Role.USER);
    String service = tokens.of(Role.SERVICE);

    HttpResponse<Buffer> claimed = redeem(player, codes.get(0)).await();
    JsonObject forPlayer =
        new JsonObject().put("code", codes.get(1)).put("userId", "steam:" + eventId);
    JsonObject claim = Api.created(api.post("/redemptions", service, forPlayer));

    assertThat(claimed.statusCode()).isEqualTo(201);
    assertThat(claimed.getHeader("Location"))
        .isEqualTo("/api/v1/claims/" + claimed.bodyAsJsonObject().getString("id"));
    assertThat(claim.getString("requestedBy")).isEqualTo(Tokens.userOf(service));
    assertThat(outcome(redeem(player, codes.get(0)))).isEqualTo("409 already-claimed");
    assertThat(outcome(redeem(tokens.of(Role.USER), codes.get(0)))).isEqualTo("404 code-invalid");
    assertThat(outcome(api.claim(eventId, player, null))).isEqualTo("409 code-required");
    assertThat(outcome(api.post("/redemptions", player, forPlayer))).startsWith("400");
    assertThat(outcome(redeem(service, codes.get(0)))).startsWith("400");
    assertThat(outcome(redeem(player, "A-B C"))).isEqualTo("400 invalid-request");
  }

  @Test
  void access_settledOncePublished() {
    JsonObject draft =
        new JsonObject()
            .put("name", "Draft")
            .put("startsAt", "2098-01-01T00:00:00Z")
            .put("endsAt", "2099-01-01T00:00:00Z");
    JsonObject made = Api.created(api.post("/events", operator, draft));
    String path = "/events/" + made.getString("id");
    assertThat(made.getString("access")).isEqualTo("OPEN");

    assertThat(patched(path, 1, "CODE").getString("access")).isEqualTo("CODE");
    assertThat(patched(path, 2, null).getString("access")).isEqualTo("OPEN");
    assertThat(patched(path, 3, "CODE").getString("access")).isEqualTo("CODE");
    api.publish(operator, made.getString("id"));

    assertThat(patched(path, 5, "OPEN").getString("code")).isEqualTo("event-running");
  }

  private static JsonObject patched(String path, int version, String access) {
    JsonObject patch = new JsonObject().put("access", access);
    return api.send(HttpMethod.PATCH, path, operator, patch, "If-Match", "\"" + version + "\"")
        .await()
        .bodyAsJsonObject();
  }

  @Test
  void batch_voided_refusedEverywhereWithinASecond() {
    String eventId = aCampaign(new JsonObject());
    List<String> codes = codes(eventId, 40);
    redeem(tokens.of(Role.USER), codes.get(0)).await();
    String path = "/events/" + eventId + "/access-codes/" + onlyBatch(eventId).getString("id");

    assertThat(api.send(HttpMethod.DELETE, path, operator, null).await().statusCode())
        .isEqualTo(204);
    vertx.timer(1_000).await();

    for (String code : codes.subList(1, 9)) {
      assertThat(outcome(redeem(tokens.of(Role.USER), code))).isEqualTo("404 code-invalid");
    }
    assertThat(outcome(api.send(HttpMethod.DELETE, path + "x", operator, null)))
        .isEqualTo("404 batch-not-found");
  }

  /**
   * Whatever dies meanwhile, as many have it as it is good for, and nobody honest is made to wait.
   */
  @Test
  void word_manyPlayersAndThreeNodesOfWhichSomeDie_asManyClaimsAsUses()
      throws InterruptedException {
    cluster.startEventProcess().awaitReady();
    String eventId = aCampaign(new JsonObject());
    String word = aWord();
    addWord(eventId, word, USES);
    List<Supplier<Future<HttpResponse<Buffer>>>> calls = new ArrayList<>();
    for (String player : tokens.players(PLAYERS)) {
      calls.add(() -> api.untilDecided(() -> redeem(player, word)));
    }
    List<Future<Void>> kills = new ArrayList<>();
    for (int i = 1; i <= KILLS; i++) {
      boolean last = i == KILLS;
      kills.add(vertx.timer(100L * i).compose(now -> killOne(last)));
    }

    List<Future<HttpResponse<Buffer>>> answers = Crowd.send(CLIENTS, calls);
    Future.all(kills).await();
    Map<String, Long> outcomes = new TreeMap<>(Crowd.outcomes(answers));

    assertThat(outcomes.keySet()).isSubsetOf("201", "404 code-invalid", "409 already-claimed");
    // Who had it and lost the answer with its node is told already-claimed.
    long had = outcomes.getOrDefault("201", 0L) + outcomes.getOrDefault("409 already-claimed", 0L);
    assertThat(had).isEqualTo(USES);
    List<JsonObject> claims = claimsOf(eventId);
    assertThat(claims).hasSize(USES);

    // What is revoked stays used.
    JsonObject reason = new JsonObject().put("reason", "a mistake");
    for (JsonObject claim : claims.subList(0, 5)) {
      String path = "/claims/" + claim.getString("id") + "/revocation";
      assertThat(api.post(path, operator, reason).await().statusCode()).isEqualTo(200);
    }
    vertx.timer(5_100).await();
    for (String player : tokens.players(4)) {
      assertThat(outcome(redeem(player, word))).isEqualTo("404 code-invalid");
    }
    assertThat(claimsOf(eventId)).hasSize(USES);
  }

  /** The last kill is not made up for: there is one process more than before. */
  private static Future<Void> killOne(boolean last) {
    return vertx.executeBlocking(
        () -> {
          if (!last) {
            cluster.startEventProcess().awaitReady();
          }
          cluster.killOneEventProcess();
          return null;
        });
  }

  private static List<JsonObject> claimsOf(String eventId) {
    List<JsonObject> claims = new ArrayList<>();
    String next = "";
    while (next != null) {
      JsonObject page =
          api.get("/claims?limit=100&eventId=" + eventId + next, operator)
              .await()
              .bodyAsJsonObject();
      page.getJsonArray("items").forEach(item -> claims.add((JsonObject) item));
      String cursor = page.getString("nextCursor");
      next = cursor == null ? null : "&cursor=" + cursor;
    }
    return claims;
  }

  @Test
  void tries_overAllNodes_sixthWaitsAlsoForTheRightCode() {
    String code = codes(aCampaign(new JsonObject()), 1).get(0);
    String service = tokens.of(Role.SERVICE);
    String guesser = "steam:" + UUID.randomUUID();
    List<Future<HttpResponse<Buffer>>> guesses =
        IntStream.range(0, 30)
            .mapToObj(i -> redeemFor(service, guesser, "0000-0000-0000-" + i))
            .toList();
    Future.join(guesses).otherwiseEmpty().await();

    HttpResponse<Buffer> right = redeemFor(service, guesser, code).await();

    assertThat(Crowd.outcomes(guesses))
        .isEqualTo(Map.of("404 code-invalid", 5L, "429 too-many-attempts", 25L));
    assertThat(right.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(right.getHeader("Retry-After"))).isPositive();
    assertThat(outcome(redeemFor(service, "steam:" + UUID.randomUUID(), code))).isEqualTo("201");
  }

  private static Future<HttpResponse<Buffer>> redeemFor(String service, String who, String code) {
    return api.post("/redemptions", service, new JsonObject().put("code", code).put("userId", who));
  }

  @Test
  void dump_ofAllCollections_holdsNoCodeAndNoWord() throws GeneralSecurityException {
    String eventId = aCampaign(new JsonObject());
    List<String> secrets = new ArrayList<>(codes(eventId, 5));
    String word = aWord();
    addWord(eventId, word, 5);
    secrets.add(word);
    for (String code : List.of(secrets.get(0), word)) {
      JsonObject body = new JsonObject().put("code", code);
      Api.created(api.post("/redemptions", tokens.of(Role.USER), body, "Idempotency-Key", "k"));
    }

    String dump =
        Dump.of(vertx, cluster.eventDatabase(), cluster.authDatabase(), cluster.auditDatabase())
            .text();

    assertThat(dump).contains(eventId);
    for (String secret : secrets) {
      String plainCode = secret.replaceAll("[- ]", "").toUpperCase(Locale.ROOT);
      for (String spelling : List.of(secret, plainCode, plainCode.toLowerCase(Locale.ROOT))) {
        assertThat(dump).doesNotContain(spelling);
        for (String digest : digests(spelling)) {
          assertThat(dump).doesNotContain(digest);
        }
      }
      // As the request's digest would hold it.
      for (String digest : digests(new JsonObject().put("code", plainCode).encode())) {
        assertThat(dump).doesNotContain(digest);
      }
    }
    assertThat(String.join("\n", cluster.said())).doesNotContain(secrets);
  }

  /** By which a reader of the database could confirm a guess. */
  private static List<String> digests(String text) throws GeneralSecurityException {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return List.of(
        HexFormat.of().formatHex(digest),
        Base64.getEncoder().withoutPadding().encodeToString(digest).substring(0, 20),
        Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 20));
  }

  /** A ratio, on a machine that has time for it: {@code .ci/long}. */
  @Test
  @EnabledIfSystemProperty(named = "codes.timing", matches = "true")
  void refusals_ofFourKinds_takeTheSameTime() {
    String running = aCampaign(new JsonObject());
    String used = codes(running, 1).get(0);
    redeem(tokens.of(Role.USER), used).await();
    String over = codes(aCampaign(past()), 1).get(0);
    String word = aWord();
    addWord(running, word, 1);
    redeem(tokens.of(Role.USER), word).await();
    Map<String, Supplier<String>> kinds = new TreeMap<>();
    kinds.put("never was", () -> UUID.randomUUID().toString());
    kinds.put("used", () -> used);
    kinds.put("used up word", () -> word);
    kinds.put("over", () -> over);
    Map<String, List<Long>> times = new TreeMap<>();
    String service = tokens.of(Role.SERVICE);
    for (int i = 0; i < 60; i++) {
      kinds.forEach(
          (kind, code) -> {
            long begun = System.nanoTime();
            redeemFor(service, "steam:" + UUID.randomUUID(), code.get()).await();
            times.computeIfAbsent(kind, none -> new ArrayList<>()).add(System.nanoTime() - begun);
          });
    }

    Map<String, Long> medians = new TreeMap<>();
    times.forEach(
        (kind, all) -> medians.put(kind, all.stream().sorted().toList().get(all.size() / 2)));
    System.out.println("Medians in ns: " + medians);
    assertThat(medians.values().stream().mapToLong(Long::longValue).max().getAsLong())
        .isLessThan(medians.values().stream().mapToLong(Long::longValue).min().getAsLong() * 5 / 4);
  }

  private static JsonObject past() {
    return new JsonObject()
        .put("startsAt", Instant.now().minusSeconds(9_000).toString())
        .put("endsAt", Instant.now().minusSeconds(8_000).toString());
  }
}
