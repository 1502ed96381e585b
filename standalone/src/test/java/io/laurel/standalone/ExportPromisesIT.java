package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.audit.MongoAuditStore;
import io.laurel.embedded.TestEngine;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.Claim.Transition;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.event.claims.claim.ClaimedReward;
import io.laurel.event.claims.claim.MongoClaimStore;
import io.laurel.id.Ids;
import io.laurel.mongo.MongoConfig;
import io.laurel.mongo.MongoDatabase;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An export of 20 000 rows, against the list and against the death of what serves it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ExportPromisesIT {
  private static final int CLAIMS = 10_000;
  private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");
  private static final List<String> NAMES =
      List.of(
          "100 gems",
          "=cmd|' /C calc'!A0",
          "say \"hi\", he said",
          "two\r\nlines",
          "🎉 party; now",
          "-1+1",
          "@SUM(A1:A9)",
          "＝1",
          "\ttab",
          "'quoted'");

  @TempDir private static Path directory;

  private static ClusterOfProcesses cluster;
  private static Vertx vertx;
  private static Api api;
  private static String auditor;
  private static List<JsonObject> lines;

  @BeforeAll
  static void start() throws Exception {
    // Small pages, so that an export is under way for long enough to be broken.
    cluster =
        new ClusterOfProcesses(
            directory, Map.of("CLAIM_EXPORT_PAGE", "20"), new ClusterOfProcesses.Size(1, 1, 1));
    vertx = Vertx.vertx();
    api = new Api(vertx, cluster.url(), 4);
    String admin = api.login("admin", ClusterOfProcesses.ADMIN_PASSWORD);
    auditor = new Accounts(api, admin).tokenOf(Role.AUDITOR);
    keepClaims();
  }

  @AfterAll
  static void stop() {
    api.close();
    vertx.close().await();
    cluster.close();
  }

  private static void keepClaims() {
    MongoConfig engine = new MongoConfig(TestEngine.uri(), 32, Duration.ofSeconds(20));
    MongoDatabase database = MongoDatabase.open(vertx, engine, cluster.eventDatabase());
    MongoAuditStore audit =
        new MongoAuditStore(MongoDatabase.open(vertx, engine, cluster.auditDatabase()));
    MongoClaimStore store = new MongoClaimStore(database, audit);
    Ids ids = Ids.by(Clock.systemUTC());
    for (int i = 0; i < CLAIMS; i += 500) {
      List<Future<Boolean>> inserts = new ArrayList<>();
      for (int j = i; j < i + 500; j++) {
        inserts.add(store.insert(aClaim(ids, j)));
      }
      Future.all(inserts).await();
    }
  }

  /** Of two rewards; several in one millisecond, every tenth revoked. */
  private static Claim aClaim(Ids ids, int number) {
    Instant at = START.plusMillis(number / 3);
    List<Transition> history = new ArrayList<>();
    history.add(new Transition(at, ClaimStatus.GRANTED, "system", null));
    if (number % 10 == 0) {
      history.add(
          new Transition(
              at.plusSeconds(5), ClaimStatus.REVOKED, "usr_op", NAMES.get(number / 10 % 10)));
    }
    return new Claim(
        ids.next("clm"),
        "evt_1",
        "usr_" + number,
        null,
        1,
        history.get(history.size() - 1).status(),
        List.of(reward("rwd_1", number, number), reward("rwd_2", number + 3, null)),
        List.of(),
        List.of("lock" + number),
        at,
        history,
        List.of(),
        "a note",
        null,
        null);
  }

  private static ClaimedReward reward(String id, int number, Integer serial) {
    return new ClaimedReward(
        id, 1, NAMES.get(number % NAMES.size()), "ITEM", number + 1L, null, serial, false, null);
  }

  private static String export(String query) {
    var answer = api.get("/claims/export" + query, auditor).await();
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body().toString(StandardCharsets.UTF_8);
  }

  /** All rows, exported once. */
  private static List<JsonObject> lines() {
    if (lines == null) {
      lines = export("?format=ndjson").lines().map(JsonObject::new).toList();
    }
    return lines;
  }

  @Test
  @Order(1)
  void ndjson_isTheListRowByRow() {
    List<JsonObject> expected = new ArrayList<>();
    api.all("/claims", auditor).forEach(claim -> expected.addAll(rows(claim)));

    assertThat(expected).hasSize(2 * CLAIMS);
    assertThat(lines()).isEqualTo(expected);
  }

  private static List<JsonObject> rows(JsonObject claim) {
    return claim.getJsonArray("rewards").stream()
        .map(JsonObject.class::cast)
        .map(
            reward -> {
              JsonObject row =
                  new JsonObject()
                      .put("claimId", claim.getString("id"))
                      .put("rewardId", reward.getString("rewardId"))
                      .put("rewardName", reward.getString("name"))
                      .put("type", reward.getString("type"))
                      .put("quantity", reward.getValue("quantity"))
                      .put("count", 1);
              Stream.of("eventId", "userId", "status", "requestedAt")
                  .forEach(field -> row.put(field, claim.getValue(field)));
              Stream.of("decidedAt", "decidedBy", "reason")
                  .filter(claim::containsKey)
                  .forEach(field -> row.put(field, claim.getValue(field)));
              return reward.containsKey("serial")
                  ? row.put("serial", reward.getValue("serial"))
                  : row;
            })
        .toList();
  }

  @Test
  @Order(2)
  void csv_parsesBackToTheSameRows_formulasDisarmed() {
    List<List<String>> csv = parse(export(""));
    List<String> columns = csv.get(0);
    List<List<String>> expected =
        lines().stream()
            .map(row -> columns.stream().map(name -> cell(row, name)).toList())
            .toList();

    assertThat(columns).startsWith("claimId", "eventId").endsWith("count", "username");
    assertThat(csv.subList(1, csv.size())).isEqualTo(expected);
  }

  private static String cell(JsonObject row, String column) {
    Object value = row.getValue(column);
    if (!(value instanceof String text)) {
      return value == null ? "" : value.toString();
    }
    return text.matches("(?s)[=+\\-@\\t\\r\\n＝＋－＠].*") ? "'" + text : text;
  }

  /** RFC 4180, read strictly. */
  private static List<List<String>> parse(String csv) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < csv.length(); i++) {
      char c = csv.charAt(i);
      if (quoted && c == '"' && csv.startsWith("\"\"", i)) {
        cell.append(csv.charAt(i++));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == ',') {
        row.add(cell.toString());
        cell.setLength(0);
      } else if (!quoted && csv.startsWith("\r\n", i)) {
        row.add(cell.toString());
        cell.setLength(0);
        rows.add(row);
        row = new ArrayList<>();
        i++;
      } else {
        cell.append(c);
      }
    }
    assertThat(row).isEmpty();
    assertThat(quoted).isFalse();
    return rows;
  }

  @Test
  @Order(3)
  void filters_areThoseOfTheList() {
    String query = "&status=REVOKED&rewardId=rwd_1&to=2026-05-01T00:00:00.100Z";
    long claims =
        api.get("/claims?limit=100" + query, auditor)
            .await()
            .bodyAsJsonObject()
            .getJsonArray("items")
            .size();

    assertThat(claims).isEqualTo(30);
    assertThat(export("?format=ndjson" + query).lines()).hasSize(60);
  }

  @Test
  @Order(9)
  void eventProcessDies_bodyIsNotComplete() {
    HttpClientAgent client = vertx.createHttpClient();
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(cluster.url() + "/api/v1/claims/export")
            .putHeader("Authorization", "Bearer " + auditor);
    Buffer got = Buffer.buffer();

    Future<Void> ended =
        client
            .request(request)
            .compose(io.vertx.core.http.HttpClientRequest::send)
            .compose(response -> read(response, got));

    assertThatThrownBy(ended::await).hasMessageContaining("closed");
    assertThat(got.toString()).startsWith("claimId,");
    assertThat(got.toString().lines().count()).isLessThan(2 * CLAIMS);
  }

  /** Kills what serves it when the first rows have come. */
  private static Future<Void> read(HttpClientResponse response, Buffer got) {
    assertThat(response.statusCode()).isEqualTo(200);
    response.handler(
        chunk -> {
          if (got.length() == 0) {
            cluster.killOneEventProcess();
          }
          got.appendBuffer(chunk);
        });
    return response.end();
  }
}
