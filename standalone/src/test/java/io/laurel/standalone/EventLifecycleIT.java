package io.laurel.standalone;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.time.Instants;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of two events in 33 steps, told by those who take part: players Ada and Bob, an
 * operator, an auditor, a game server and the administrator. One is granted automatically, the
 * other by hand. Each step goes on where the one before ended.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
final class EventLifecycleIT {
  private static final String PASSWORD = "correct-horse-battery";

  private Vertx vertx;
  private StandaloneProcess standalone;
  private Api api;

  private String admin;
  private String operator;
  private String auditor;
  private String gameServer;
  private String ada;
  private String bob;

  /** Automatic: two wins give a silver cup, of which there is one, and five a golden one. */
  private String arena;

  private String silver;
  private String golden;

  /** By hand: all of its rewards together. */
  private String parade;

  private String dragon;
  private String adasCup;
  private String adasParade;
  private String adminsParade;

  @BeforeAll
  void start(@TempDir Path directory) throws InterruptedException {
    vertx = Vertx.vertx();
    standalone = StandaloneProcess.start(directory);
    api = new Api(vertx, standalone.url(), 8);
  }

  @AfterAll
  void stop() {
    api.close();
    standalone.close();
    vertx.close().await();
  }

  @Test
  void step01_playersRegister_signInAsUsers() {
    JsonObject account = ok(201, POST, "/auth/register", null, account("ada"));
    ok(201, POST, "/auth/register", null, account("bob"));
    refused(
        409, "username-taken", POST, "/auth/register", null, account("ada").put("email", "a@b.io"));

    ada = api.login("ada", PASSWORD);
    bob = api.login("bob@example.com", PASSWORD);

    assertThat(account.getJsonArray("roles")).containsExactly("USER");
    assertThat(ok(200, GET, "/auth/me", ada, null)).isEqualTo(account);
  }

  @Test
  void step02_administrator_opensAccountsForStaffAndGameServer() {
    admin = api.login("admin", StandaloneProcess.ADMIN_PASSWORD);
    for (String role : List.of("OPERATOR", "AUDITOR", "SERVICE")) {
      JsonObject account = account(role).put("roles", new JsonArray().add(role));
      ok(201, POST, "/users", admin, account);
      refused(
          403,
          "forbidden",
          POST,
          "/users",
          ada,
          account("eve").put("roles", new JsonArray().add(role)));
    }

    operator = api.login("operator", PASSWORD);
    auditor = api.login("auditor", PASSWORD);
    gameServer = api.login("service", PASSWORD);
  }

  @Test
  void step03_player_mayNotWriteEvents() {
    refused(403, "forbidden", POST, "/events", ada, event("Mine"));
    refused(401, "unauthorized", POST, "/events", null, event("Nobody's"));
  }

  @Test
  void step04_operatorWritesNonsense_everyFaultIsPointedAt() {
    JsonObject nonsense = event("").put("color", "red").put("claimMode", "SOME");
    JsonObject backwards = event("Arena").put("endsAt", at(Duration.ofDays(-2)));
    JsonObject aimless =
        asking(event("Arena"), "ACTIVITY_COUNT", new JsonObject().put("target", 2));

    assertThat(faults(refused(400, "invalid-request", POST, "/events", operator, nonsense)))
        .containsExactlyInAnyOrder("/name", "/color", "/claimMode");
    assertThat(faults(refused(400, "invalid-request", POST, "/events", operator, backwards)))
        .containsExactly("/endsAt");
    assertThat(faults(refused(400, "invalid-request", POST, "/events", operator, aimless)))
        .containsExactly("/conditions/0/params/activity");
  }

  @Test
  void step05_operatorWritesTheArena_aDraftOnceHoweverOftenSent() {
    JsonObject terms = asking(event("Arena"), "ACTIVITY_COUNT", wins(2));
    JsonObject made = ok(201, POST, "/events", operator, terms, "Idempotency-Key", "arena");
    JsonObject again = ok(201, POST, "/events", operator, terms, "Idempotency-Key", "arena");

    arena = "/events/" + made.getString("id");
    assertThat(again).isEqualTo(made);
    assertThat(made.getString("status")).isEqualTo("DRAFT");
    assertThat(made.getString("claimMode")).isEqualTo("EACH");
    assertThat(made.getString("approval")).isEqualTo("AUTO");
  }

  @Test
  void step06_operatorAddsRewards_aLimitedOneAndATier() {
    JsonObject cup = reward("Silver cup").put("stock", 1);
    JsonObject made = ok(201, POST, arena + "/rewards", operator, cup);
    JsonObject tier = asking(reward("Golden cup"), "ACTIVITY_COUNT", wins(5));

    silver = made.getString("id");
    golden = ok(201, POST, arena + "/rewards", operator, tier).getString("id");

    assertThat(made.getInteger("remaining")).isEqualTo(1);
  }

  @Test
  void step07_operatorAddsImpossibleRewards_refused() {
    for (Object quantity : List.of(0, -1, 1.5, 1_000_000_001L, "many")) {
      JsonObject impossible = reward("Nothing").put("quantity", quantity);
      assertThat(
              faults(
                  refused(400, "invalid-request", POST, arena + "/rewards", operator, impossible)))
          .containsExactly("/quantity");
    }
    refused(404, "event-not-found", POST, "/events/evt_none/rewards", operator, reward("Lost"));
  }

  @Test
  void step08_operatorWritesTheParade_approvedByHandAndAllTogether() {
    JsonObject terms = event("Parade").put("approval", "MANUAL").put("claimMode", "ALL");

    parade = "/events/" + ok(201, POST, "/events", operator, terms).getString("id");
    JsonObject plush = reward("Plush dragon").put("stock", 2);
    dragon = ok(201, POST, parade + "/rewards", operator, plush).getString("id");
    ok(201, POST, parade + "/rewards", operator, reward("100 gems").put("quantity", 100));

    assertThat(items(parade + "/rewards", operator)).hasSize(2);
  }

  @Test
  void step09_drafts_areNobodysBusiness() {
    refused(404, "event-not-found", GET, arena, ada, null);
    refused(404, "event-not-found", POST, arena + "/claims", ada, claimOf(silver));
    assertThat(items("/events", ada)).isEmpty();
    assertThat(items("/events", auditor)).hasSize(2);
  }

  @Test
  void step10_operatorsEdit_onlyWhatTheyHaveRead() {
    JsonObject patch = new JsonObject().put("description", "Two wins, one cup.");
    refused(428, "if-match-required", PATCH, arena, operator, patch);
    refused(412, "version-mismatch", PATCH, arena, operator, patch, "If-Match", "\"7\"");

    HttpResponse<Buffer> read = send(GET, arena, operator, null);
    String tag = read.getHeader("ETag");
    JsonObject edited = ok(200, PATCH, arena, operator, patch, "If-Match", tag);

    assertThat(edited.getInteger("version")).isEqualTo(2);
    assertThat(edited.getString("name")).isEqualTo("Arena");
    refused(412, "version-mismatch", PATCH, arena, operator, patch, "If-Match", tag);
  }

  @Test
  void step11_operatorPublishes_everybodySeesItRun() {
    for (String event : List.of(arena, parade)) {
      assertThat(state(event, "PUBLISHED").getString("status")).isEqualTo("ACTIVE");
      assertThat(ok(200, GET, event, bob, null).getString("status")).isEqualTo("ACTIVE");
    }
    assertThat(items("/events?status=ACTIVE", ada)).hasSize(2);
  }

  @Test
  void step12_runningEvents_takeOnlyWhatHurtsNobody() {
    JsonObject later = new JsonObject().put("endsAt", at(Duration.ofDays(3)));
    JsonObject harder = new JsonObject().put("conditions", new JsonArray());

    refused(409, "event-running", PATCH, arena, operator, harder, "If-Match", "*");
    refused(409, "event-not-draft", DELETE, arena, operator, null);
    refused(409, "event-running", DELETE, arena + "/rewards/" + silver, operator, null);
    refused(409, "event-running", POST, parade + "/rewards", operator, reward("One more"));
    assertThat(ok(200, PATCH, arena, operator, later, "If-Match", "*").getString("endsAt"))
        .isEqualTo(later.getString("endsAt"));
  }

  @Test
  void step13_ada_seesWhatIsAskedOfHer() {
    JsonObject progress = ok(200, GET, arena + "/progress", ada, null);

    assertThat(condition(progress)).isEqualTo("0 of 2");
    assertThat(progress.getJsonArray("rewards"))
        .allSatisfy(
            reward ->
                assertThat(((JsonObject) reward).getJsonArray("why"))
                    .containsExactly("conditions-not-met"));
  }

  @Test
  void step14_adaClaimsTooEarly_isToldHowFarSheIs() {
    JsonObject problem =
        refused(422, "conditions-not-met", POST, arena + "/claims", ada, claimOf(silver));

    assertThat(condition(problem)).isEqualTo("0 of 2");
  }

  @Test
  void step15_gameServerTellsOfWins_eachCountsOnce() {
    JsonObject batch = wins("ada-1", ada, "ada-2", ada, "bob-1", bob, "bob-2", bob);
    refused(403, "forbidden", POST, "/activities", ada, batch);

    assertThat(results(ok(200, POST, "/activities", gameServer, batch))).containsOnly("COUNTED");
    assertThat(results(ok(200, POST, "/activities", gameServer, batch))).containsOnly("DUPLICATE");

    assertThat(condition(ok(200, GET, arena + "/progress", ada, null))).isEqualTo("2 of 2");
    assertThat(condition(ok(200, GET, arena + "/progress/" + id(bob), operator, null)))
        .isEqualTo("2 of 2");
  }

  @Test
  void step16_adaChecksIn_onceADay() {
    assertThat(ok(200, POST, "/attendance", ada, null).getBoolean("counted")).isTrue();
    JsonObject again = ok(200, POST, "/attendance", ada, null);

    assertThat(again.getBoolean("counted")).isFalse();
    assertThat(again.getInteger("streak")).isEqualTo(1);
  }

  @Test
  void step17_adaClaims_granted() {
    refused(400, "reward-required", POST, arena + "/claims", ada, null);
    refused(422, "conditions-not-met", POST, arena + "/claims", ada, claimOf(golden));

    JsonObject claim =
        ok(201, POST, arena + "/claims", ada, claimOf(silver), "Idempotency-Key", "k");

    adasCup = "/claims/" + claim.getString("id");
    assertThat(claim.getString("status")).isEqualTo("GRANTED");
    assertThat(claim.getString("decidedBy")).isEqualTo("system");
    assertThat(claim.getJsonArray("rewards").getJsonObject(0).getInteger("serial")).isEqualTo(1);
    assertThat(ok(200, GET, adasCup, ada, null)).isEqualTo(claim);
  }

  @Test
  void step18_adaRepeatsWithHerKey_getsTheSameClaim() {
    HttpResponse<Buffer> repeat =
        send(POST, arena + "/claims", ada, claimOf(silver), "Idempotency-Key", "k");

    assertThat(repeat.statusCode()).isEqualTo(201);
    assertThat(repeat.getHeader("Idempotency-Replayed")).isEqualTo("true");
    assertThat(repeat.bodyAsJsonObject()).isEqualTo(ok(200, GET, adasCup, ada, null));
    refused(
        422,
        "idempotency-key-reused",
        POST,
        arena + "/claims",
        ada,
        claimOf(golden),
        "Idempotency-Key",
        "k");
  }

  @Test
  void step19_adaClaimsAgain_hasItAlready() {
    refused(409, "already-claimed", POST, arena + "/claims", ada, claimOf(silver));
    assertThat(items("/me/claims", ada)).hasSize(1);
  }

  @Test
  void step20_bobClaims_nothingIsLeft() {
    refused(409, "out-of-stock", POST, arena + "/claims", bob, claimOf(silver));
    assertThat(items("/me/claims", bob)).isEmpty();
  }

  @Test
  void step21_operatorRestocks_bobGetsTheSecond() {
    JsonObject more = new JsonObject().put("stock", 2);
    ok(200, PATCH, arena + "/rewards/" + silver, operator, more, "If-Match", "\"1\"");

    JsonObject claim = ok(201, POST, arena + "/claims", bob, claimOf(silver));

    JsonObject cup = claim.getJsonArray("rewards").getJsonObject(0);
    assertThat(cup.getInteger("serial")).isEqualTo(2);
    assertThat(cup.getInteger("version")).isEqualTo(2);
    refused(
        409,
        "event-running",
        PATCH,
        arena + "/rewards/" + silver,
        operator,
        new JsonObject().put("quantity", 9),
        "If-Match",
        "*");
  }

  @Test
  void step22_bobLooksAtAdasClaim_itDoesNotExistForHim() {
    JsonObject foreign = refused(404, "claim-not-found", GET, adasCup, bob, null);
    JsonObject unknown = refused(404, "claim-not-found", GET, "/claims/clm_none", bob, null);

    assertThat(foreign.getString("detail")).isEqualTo(unknown.getString("detail"));
    assertThat(ok(200, GET, adasCup, operator, null).getString("userId")).isEqualTo(id(ada));
  }

  @Test
  void step23_adaClaimsInTheParade_waitsWithAllOfIt() {
    refused(400, "reward-not-accepted", POST, parade + "/claims", ada, claimOf(dragon));

    JsonObject claim = ok(201, POST, parade + "/claims", ada, null);

    adasParade = "/claims/" + claim.getString("id");
    assertThat(claim.getString("status")).isEqualTo("PENDING_APPROVAL");
    assertThat(claim.getJsonArray("rewards")).hasSize(2);
    assertThat(claim.containsKey("decidedAt")).isFalse();
    refused(409, "already-claimed", POST, parade + "/claims", ada, null);
  }

  @Test
  void step24_operatorRejects_withAReasonAndOnce() {
    refused(403, "forbidden", POST, adasParade + "/approval", ada, null);
    assertThat(
            faults(
                refused(
                    400,
                    "invalid-request",
                    POST,
                    adasParade + "/rejection",
                    operator,
                    new JsonObject())))
        .containsExactly("/reason");

    JsonObject rejected = ok(200, POST, adasParade + "/rejection", operator, because("No costume"));

    assertThat(rejected.getString("status")).isEqualTo("REJECTED");
    assertThat(rejected.getString("reason")).isEqualTo("No costume");
    assertThat(rejected.getString("decidedBy")).isEqualTo(id(operator));
    refused(409, "claim-not-pending", POST, adasParade + "/rejection", operator, because("Again"));
  }

  @Test
  void step25_adaClaimsAgain_operatorApproves() {
    JsonObject again = ok(201, POST, parade + "/claims", ada, null);
    adasParade = "/claims/" + again.getString("id");

    JsonObject approved = ok(200, POST, adasParade + "/approval", operator, null);

    assertThat(approved.getString("status")).isEqualTo("GRANTED");
    assertThat(statuses(approved)).containsExactly("PENDING_APPROVAL", "GRANTED");
    assertThat(ok(200, GET, adasParade, ada, null).getString("status")).isEqualTo("GRANTED");
    refused(409, "claim-not-pending", POST, adasParade + "/approval", operator, null);
  }

  @Test
  void step26_operatorNotesSomething_staffReadsIt() {
    JsonObject notes = new JsonObject().put("notes", "Asked by mail on Sunday.");
    assertThat(ok(200, PUT, adasParade + "/notes", operator, notes).getString("notes"))
        .isEqualTo("Asked by mail on Sunday.");

    assertThat(ok(200, GET, adasParade, auditor, null).getString("notes"))
        .isEqualTo("Asked by mail on Sunday.");
    assertThat(ok(200, GET, adasParade, ada, null).containsKey("notes")).isFalse();
  }

  @Test
  void step27_administratorClaims_mayNotDecideIt() {
    JsonObject claim = claimUntilFree(parade, admin);
    adminsParade = "/claims/" + claim.getString("id");

    refused(403, "own-claim", POST, adminsParade + "/approval", admin, null);
    refused(403, "own-claim", POST, adminsParade + "/rejection", admin, because("Mine"));
    refused(403, "own-claim", POST, adminsParade + "/revocation", admin, because("Mine"));
    ok(200, POST, adminsParade + "/approval", operator, null);
  }

  @Test
  void step28_operatorRevokes_bobGetsWhatIsFree() {
    refused(409, "out-of-stock", POST, parade + "/claims", bob, null);

    JsonObject revoked = ok(200, POST, adminsParade + "/revocation", operator, because("Staff"));

    assertThat(statuses(revoked)).containsExactly("PENDING_APPROVAL", "GRANTED", "REVOKED");
    refused(
        409, "claim-not-granted", POST, adminsParade + "/revocation", operator, because("Again"));
    JsonObject claim = claimUntilFree(parade, bob);
    assertThat(claim.getString("status")).isEqualTo("PENDING_APPROVAL");
  }

  @Test
  void step29_operatorPausesAndResumes_claimsStopAndGoOn() {
    ok(200, POST, "/activities", gameServer, wins("ada-3", ada, "ada-4", ada, "ada-5", ada));
    assertThat(state(arena, "PAUSED").getString("status")).isEqualTo("PAUSED");
    refused(409, "event-not-active", POST, arena + "/claims", ada, claimOf(golden));

    assertThat(state(arena, "PUBLISHED").getString("status")).isEqualTo("ACTIVE");

    ok(201, POST, arena + "/claims", ada, claimOf(golden));
  }

  @Test
  void step30_operatorCancels_forGood() {
    assertThat(state(arena, "CANCELED").getString("status")).isEqualTo("CANCELED");

    JsonObject published = new JsonObject().put("state", "PUBLISHED");
    refused(409, "illegal-transition", PUT, arena + "/state", operator, published);
    refused(409, "event-not-active", POST, arena + "/claims", bob, claimOf(golden));
    assertThat(ok(200, GET, adasCup, ada, null).getString("status")).isEqualTo("GRANTED");
  }

  @Test
  void step31_auditorReadsTheHistory_whoDecidedWhatAndWhy() {
    String ofParade = "/claims?eventId=" + parade.substring("/events/".length());
    assertThat(items(ofParade, auditor)).hasSize(4);
    assertThat(items(ofParade + "&userId=" + id(ada), auditor)).hasSize(2);

    JsonArray rejected = items(ofParade + "&status=REJECTED", auditor);
    JsonObject statistics = ok(200, GET, parade + "/statistics", auditor, null);
    JsonArray attempts = items(arena + "/attempts?userId=" + id(bob), auditor);

    assertThat(rejected).hasSize(1);
    assertThat(rejected.getJsonObject(0).getString("reason")).isEqualTo("No costume");
    assertThat(statistics.getJsonObject("claims"))
        .isEqualTo(
            new JsonObject(
                """
                {"total": 4, "byStatus":
                  {"PENDING_APPROVAL": 1, "GRANTED": 1, "REJECTED": 1, "REVOKED": 1}}"""));
    assertThat(attempts)
        .extracting(attempt -> ((JsonObject) attempt).getString("rewardId"))
        .contains(silver);
    refused(403, "forbidden", GET, "/claims", ada, null);
  }

  @Test
  void step32_auditorExports_oneRowAReward() {
    String ofParade = "&eventId=" + parade.substring("/events/".length());
    HttpResponse<Buffer> csv = send(GET, "/claims/export?format=csv" + ofParade, auditor, null);
    HttpResponse<Buffer> lines =
        send(GET, "/claims/export?format=ndjson" + ofParade, auditor, null);

    assertThat(csv.statusCode()).as(csv.bodyAsString()).isEqualTo(200);
    List<String> rows = csv.bodyAsString().strip().lines().toList();
    assertThat(rows.get(0))
        .isEqualTo(
            "claimId,eventId,userId,status,rewardId,rewardName,type,quantity,serial,"
                + "requestedAt,decidedAt,decidedBy,reason,count,username");
    assertThat(rows).hasSize(1 + 4 * 2);
    assertThat(lines.bodyAsString().strip().lines()).hasSize(4 * 2);
    refused(403, "forbidden", GET, "/claims/export?format=csv", operator, null);
  }

  @Test
  void step33_auditor_readsWhoDidWhatAndChangesNothing() {
    String claimId = adminsParade.substring("/claims/".length());
    assertThat(actions(claimId)).containsExactly("claim.revoke", "claim.approve");
    assertThat(actions(arena.substring("/events/".length())))
        .containsExactly(
            "event.setState",
            "event.setState",
            "event.setState",
            "event.update",
            "event.setState",
            "event.update",
            "event.create");

    refused(403, "forbidden", POST, "/events", auditor, event("Mine"));
    refused(403, "forbidden", PATCH, parade, auditor, new JsonObject(), "If-Match", "*");
    refused(403, "forbidden", DELETE, parade, auditor, null);
    refused(
        403, "forbidden", PUT, parade + "/state", auditor, new JsonObject().put("state", "PAUSED"));
    refused(403, "forbidden", POST, parade + "/rewards", auditor, reward("Mine"));
    refused(403, "forbidden", POST, parade + "/claims", auditor, null);
    refused(403, "forbidden", POST, adasParade + "/revocation", auditor, because("Mine"));
    refused(
        403, "forbidden", PUT, adasParade + "/notes", auditor, new JsonObject().put("notes", "x"));
    refused(403, "forbidden", POST, "/activities", auditor, wins("eve-1", ada));
    refused(403, "forbidden", GET, "/audit/entries", operator, null);
    String ofParade = "/audit/entries?limit=100&eventId=" + parade.substring("/events/".length());
    assertThat(
            items(ofParade, operator).stream()
                .map(entry -> ((JsonObject) entry).getString("action")))
        .contains("event.create", "reward.create", "claim.revoke");
  }

  // How they talk.

  private HttpResponse<Buffer> send(
      HttpMethod method, String path, String token, JsonObject body, String... headers) {
    return api.send(method, path, token, body, headers).await();
  }

  private JsonObject ok(
      int status,
      HttpMethod method,
      String path,
      String token,
      JsonObject body,
      String... headers) {
    HttpResponse<Buffer> answer = send(method, path, token, body, headers);
    assertThat(answer.statusCode()).as(method + path + answer.bodyAsString()).isEqualTo(status);
    return answer.bodyAsJsonObject();
  }

  private JsonObject refused(
      int status,
      String code,
      HttpMethod method,
      String path,
      String token,
      JsonObject body,
      String... headers) {
    HttpResponse<Buffer> answer = send(method, path, token, body, headers);
    assertThat(answer.statusCode()).as(method + path + answer.bodyAsString()).isEqualTo(status);
    assertThat(answer.bodyAsJsonObject().getString("code")).isEqualTo(code);
    return answer.bodyAsJsonObject();
  }

  private JsonObject state(String event, String state) {
    return ok(200, PUT, event + "/state", operator, new JsonObject().put("state", state));
  }

  /** What a revocation frees is claimable within seconds. */
  private JsonObject claimUntilFree(String event, String token) {
    Instant end = Instant.now().plusSeconds(20);
    HttpResponse<Buffer> answer = send(POST, event + "/claims", token, null);
    while (answer.statusCode() == 409 && Instant.now().isBefore(end)) {
      vertx.timer(200).await();
      answer = send(POST, event + "/claims", token, null);
    }
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(201);
    return answer.bodyAsJsonObject();
  }

  private JsonArray items(String path, String token) {
    return ok(200, GET, path, token, null).getJsonArray("items");
  }

  private List<String> actions(String target) {
    return items("/audit/entries?target=" + target, auditor).stream()
        .map(entry -> ((JsonObject) entry).getString("action"))
        .toList();
  }

  private static String id(String token) {
    return Tokens.userOf(token);
  }

  // What they say.

  private static String at(Duration fromNow) {
    return Instants.format(Instant.now().plus(fromNow));
  }

  private static JsonObject account(String username) {
    String lower = username.toLowerCase(Locale.ROOT);
    return new JsonObject()
        .put("email", lower + "@example.com")
        .put("username", lower)
        .put("password", PASSWORD);
  }

  /** Since yesterday, until tomorrow. */
  private static JsonObject event(String name) {
    return new JsonObject()
        .put("name", name)
        .put("startsAt", at(Duration.ofDays(-1)))
        .put("endsAt", at(Duration.ofDays(1)));
  }

  private static JsonObject reward(String name) {
    return new JsonObject().put("name", name).put("type", "ITEM");
  }

  private static JsonObject asking(JsonObject terms, String type, JsonObject params) {
    JsonObject condition = new JsonObject().put("type", type).put("params", params);
    return terms.put("conditions", new JsonArray().add(condition));
  }

  private static JsonObject wins(int target) {
    return new JsonObject().put("activity", "WIN").put("target", target);
  }

  /** A batch of wins: id and player's token, id and player's token, and so on. */
  private static JsonObject wins(String... idsAndPlayers) {
    JsonArray activities = new JsonArray();
    for (int i = 0; i < idsAndPlayers.length; i += 2) {
      activities.add(
          new JsonObject()
              .put("id", idsAndPlayers[i])
              .put("userId", id(idsAndPlayers[i + 1]))
              .put("type", "WIN")
              .put("at", at(Duration.ZERO)));
    }
    return new JsonObject().put("activities", activities);
  }

  private static JsonObject claimOf(String rewardId) {
    return new JsonObject().put("rewardId", rewardId);
  }

  private static JsonObject because(String reason) {
    return new JsonObject().put("reason", reason);
  }

  // What they read.

  private static List<String> faults(JsonObject problem) {
    return problem.getJsonArray("errors").stream()
        .map(fault -> ((JsonObject) fault).getString("pointer"))
        .toList();
  }

  private static List<String> results(JsonObject answer) {
    return answer.getJsonArray("results").stream()
        .map(result -> ((JsonObject) result).getString("result"))
        .toList();
  }

  private static List<String> statuses(JsonObject claim) {
    return claim.getJsonArray("history").stream()
        .map(change -> ((JsonObject) change).getString("status"))
        .toList();
  }

  /** How far somebody is with the first condition. */
  private static String condition(JsonObject measured) {
    JsonObject first = measured.getJsonArray("conditions").getJsonObject(0);
    return first.getInteger("current") + " of " + first.getInteger("target");
  }
}
