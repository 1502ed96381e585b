package io.laurel.gateway;

import static io.laurel.gateway.TestGateway.crlf;
import static io.laurel.gateway.TestGateway.readUntil;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.TestTokens;
import io.laurel.failure.Failure;
import io.laurel.security.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An operation with {@code x-stream}, over HTTP. */
class StreamTest {
  private static final String TOKEN = TestTokens.with(Role.ADMIN);
  private static final String PATH = "/api/v1/claims/export";
  private static final String HEAD =
      "claimId,eventId,userId,status,rewardId,rewardName,type,quantity,serial,requestedAt,"
          + "decidedAt,decidedBy,reason,count,username\r\n";
  private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = new TestGateway(TestGateway.CONTRACT, Map.of("REQUEST_DEADLINE_MS", 1_000));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @AfterEach
  void forget() {
    gateway.forget();
  }

  private static JsonObject page(String next, JsonObject... rows) {
    JsonObject page = new JsonObject().put("items", new JsonArray(java.util.List.of(rows)));
    return next == null ? page : page.put("nextCursor", next);
  }

  private static JsonObject row(int number) {
    return new JsonObject().put("claimId", "clm_" + number).put("rewardName", "x").put("serial", 7);
  }

  private static HttpResponse<Buffer> export(String query) {
    return gateway.request(HttpMethod.GET, PATH + query, TOKEN).send().await();
  }

  private static String request(String method) {
    return method
        + " "
        + PATH
        + " HTTP/1.1\nHost: x\nAuthorization: Bearer "
        + TOKEN
        + "\nConnection: close\n\n";
  }

  /** Three pages of one row each; a cursor is the number of its page. */
  private static BlockingQueue<Message<JsonObject>> threePages() {
    return gateway.serve(
        "claim.export",
        message -> {
          int number = Integer.parseInt(message.body().getString("cursor", "0"));
          message.reply(page(number == 2 ? null : "" + (number + 1), row(number)));
        });
  }

  @Test
  void csv_pages_becomeOneBodyInOrder() {
    threePages();
    HttpResponse<Buffer> response = export("");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(response.getHeader("Content-Disposition"))
        .isEqualTo("attachment; filename=\"claims.csv\"");
    assertThat(response.bodyAsString())
        .isEqualTo(
            HEAD
                + "clm_0,,,,,x,,,7,,,,,,\r\n"
                + "clm_1,,,,,x,,,7,,,,,,\r\n"
                + "clm_2,,,,,x,,,7,,,,,,\r\n");
  }

  @Test
  void ndjson_pages_becomeOneObjectALine() {
    threePages();
    HttpResponse<Buffer> response = export("?format=ndjson");
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/x-ndjson");
    assertThat(response.getHeader("Content-Disposition")).contains("\"claims.ndjson\"");
    assertThat(response.bodyAsString().lines().map(JsonObject::new))
        .containsExactly(row(0), row(1), row(2));
    assertThat(response.bodyAsString()).endsWith("}\n");
  }

  private static HttpResponse<Buffer> export(String query, String accept) {
    return gateway
        .request(HttpMethod.GET, PATH + query, TOKEN)
        .putHeader("Accept", accept)
        .send()
        .await();
  }

  @Test
  void format_notSent_acceptChooses_sent_itDoes() {
    threePages();
    assertThat(export("", "application/x-ndjson").getHeader("Content-Type"))
        .isEqualTo("application/x-ndjson");
    assertThat(export("?format=csv", "application/x-ndjson").getHeader("Content-Type"))
        .isEqualTo("text/csv; charset=utf-8");
    assertThat(export("?format=ndjson", "text/csv").getHeader("Content-Type"))
        .isEqualTo("application/x-ndjson");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?bom=true", "?format=csv&bom=true"})
  void bom_comesOnceBeforeTheHeader_inUtf8(String query) {
    gateway.answer("claim.export", page(null, new JsonObject().put("rewardName", "황금 안장")));
    byte[] csv = export(query).body().getBytes();
    assertThat(csv).startsWith(0xEF, 0xBB, 0xBF);
    assertThat(new String(csv, 3, csv.length - 3, StandardCharsets.UTF_8))
        .isEqualTo(HEAD + ",,,,,\"황금 안장\",,,,,,,,,\r\n");
    assertThat(export("?bom=false").bodyAsString()).startsWith("claimId");
  }

  @Test
  void bom_withLines_isRefused_whoeverChoseThem() {
    threePages();
    for (HttpResponse<Buffer> refused :
        java.util.List.of(
            export("?format=ndjson&bom=true"), export("?bom=true", "application/x-ndjson"))) {
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.bodyAsJsonObject().getJsonArray("errors").getJsonObject(0))
          .isEqualTo(new JsonObject().put("pointer", "/bom").put("detail", "goes with csv only"));
    }
    assertThat(export("?format=ndjson&bom=false").statusCode()).isEqualTo(200);
  }

  /** Its formats are named by {@code Accept} alone. */
  private static HttpResponse<Buffer> generate(String accept) {
    gateway.serve(
        "accessCode.generate",
        message -> {
          boolean first = message.body().getString("cursor") == null;
          message.reply(
              page(first ? "1" : null, new JsonObject().put("code", first ? "A" : "B")),
              new DeliveryOptions().addHeader("Laurel-Batch", "bat_1"));
        });
    var request = gateway.request(HttpMethod.POST, "/api/v1/events/evt_1/access-codes", TOKEN);
    if (accept != null) {
      request.putHeader("Accept", accept);
    }
    return request.sendJsonObject(new JsonObject().put("count", 2)).await();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "*/*",
        "text/csv",
        "text/*;q=0.2",
        "application/json",
        "application/x-ndjson;q=0.5, */*",
        "application/x-ndjson;q=0",
        ",;q=,"
      })
  void accept_saysNothingElse_csv(String accept) {
    HttpResponse<Buffer> response = generate(accept);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(response.getHeader("Laurel-Batch")).isEqualTo("bat_1");
    assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    assertThat(response.bodyAsString()).isEqualTo("code\r\nA\r\nB\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-ndjson",
        "Application/X-NDJSON ; q=1.0",
        "text/csv;q=0.1, application/*",
        "text/csv;q=0, */*;q=0.001"
      })
  void accept_prefersLines_lines(String accept) {
    HttpResponse<Buffer> response = generate(accept);
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/x-ndjson");
    assertThat(response.getHeader("Laurel-Batch")).isEqualTo("bat_1");
    assertThat(response.bodyAsString()).isEqualTo("{\"code\":\"A\"}\n{\"code\":\"B\"}\n");
  }

  @Test
  void nothing_isAWholeAnswerWithoutRows() {
    gateway.answer("claim.export", page(null));
    assertThat(export("").bodyAsString()).isEqualTo(HEAD);
    HttpResponse<Buffer> lines = export("?format=ndjson");
    assertThat(lines.statusCode()).isEqualTo(200);
    assertThat(lines.body()).isNull();
  }

  @Test
  void eachPage_isAskedForAsTheFirst_withCursorAndToken() throws InterruptedException {
    BlockingQueue<Message<JsonObject>> seen = threePages();
    export("?eventId=evt_1&format=ndjson");
    for (String cursor : new String[] {null, "1", "2"}) {
      Message<JsonObject> message = seen.take();
      JsonObject expected = new JsonObject().put("eventId", "evt_1").put("format", "ndjson");
      assertThat(message.body())
          .isEqualTo(cursor == null ? expected : expected.put("cursor", cursor));
      assertThat(message.headers().get("Authorization")).isEqualTo("Bearer " + TOKEN);
    }
  }

  @Test
  void refusals_beforeTheFirstRow_areProblems() {
    gateway.serve(
        "claim.export",
        message ->
            message.fail(400, Failure.badRequest("invalid-cursor", "x").toProblem("r").encode()));
    assertThat(export("?format=xml").bodyAsJsonObject().getJsonArray("errors").getJsonObject(0))
        .isEqualTo(
            new JsonObject().put("pointer", "/format").put("detail", "must be one of csv, ndjson"));
    assertThat(export("?cursor=1").bodyAsJsonObject().getString("code"))
        .isEqualTo("invalid-cursor");
    assertThat(gateway.get(PATH).statusCode()).isEqualTo(401);
    assertThat(
            gateway
                .request(HttpMethod.GET, PATH, TestTokens.with(Role.OPERATOR))
                .send()
                .await()
                .statusCode())
        .isEqualTo(403);
    assertThat(gateway.request(HttpMethod.POST, PATH, TOKEN).send().await().statusCode())
        .isEqualTo(405);
  }

  @Test
  void head_saysWhatGetWouldSay_andReadsOnePage() throws IOException {
    BlockingQueue<Message<JsonObject>> seen = threePages();
    String answer = gateway.raw(request("HEAD"));
    assertThat(answer).startsWith("HTTP/1.1 200").containsIgnoringCase("text/csv");
    assertThat(answer).endsWith("\r\n\r\n").doesNotContain("claimId");
    assertThat(seen).hasSize(1);
  }

  @Test
  void http10_cannotTellABrokenAnswer_refused() throws IOException {
    threePages();
    assertThat(gateway.raw(request("GET").replace("HTTP/1.1", "HTTP/1.0")))
        .contains(" 400 ")
        .contains("needs HTTP/1.1");
  }

  @Test
  void whole_endsWithTheLastChunk() throws IOException {
    threePages();
    assertThat(gateway.raw(request("GET"))).contains("clm_2").endsWith(LAST_CHUNK);
  }

  @Test
  void laterPage_refused_isNoCompleteBody() throws IOException {
    AtomicInteger pages = new AtomicInteger();
    gateway.serve(
        "claim.export",
        message -> {
          if (pages.getAndIncrement() == 0) {
            message.reply(page("1", row(0)));
          } else {
            message.fail(401, Failure.unauthorized().toProblem("r").encode());
          }
        });
    assertThat(gateway.raw(request("GET"))).contains("clm_0").doesNotContain("\r\n0\r\n");
  }

  @Test
  void laterPage_notAnswered_isNoCompleteBody() throws IOException {
    gateway.serve(
        "claim.export",
        message -> {
          if (!message.body().containsKey("cursor")) {
            message.reply(page("1", row(0)));
          }
        });
    assertThat(gateway.raw(request("GET"))).contains("clm_0").doesNotContain("\r\n0\r\n");
  }

  @Test
  void laterPage_withoutItems_isNoCompleteBody() throws IOException {
    gateway.serve(
        "claim.export",
        message ->
            message.reply(
                message.body().containsKey("cursor") ? new JsonObject() : page("1", row(0))));
    assertThat(gateway.raw(request("GET"))).contains("clm_0").doesNotContain("\r\n0\r\n");
  }

  /** A row of 64 KiB on each of endless pages. */
  private static BlockingQueue<Message<JsonObject>> endlessPages() {
    JsonObject large = new JsonObject().put("rewardName", "x".repeat(65_536));
    return gateway.serve("claim.export", message -> message.reply(page("1", large)));
  }

  @Test
  void clientThatDoesNotRead_noMorePagesThanItsConnectionTakes() throws Exception {
    BlockingQueue<Message<JsonObject>> seen = endlessPages();
    try (Socket socket = gateway.connect()) {
      socket.getOutputStream().write(crlf(request("GET")));
      readUntil(socket.getInputStream(), HEAD);
      int pages = whatComes(seen);

      // Buffers of both kernels take some megabytes; without back-pressure there is no end.
      assertThat(pages).isLessThan(400);
      assertThat(socket.getInputStream().readNBytes(65_536 * (pages - 1))).isNotEmpty();
      assertThat(seen.poll(10, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void clientThatLeaves_noMorePages() throws Exception {
    BlockingQueue<Message<JsonObject>> seen = endlessPages();
    try (Socket socket = gateway.connect()) {
      socket.getOutputStream().write(crlf(request("GET")));
      readUntil(socket.getInputStream(), HEAD);
    }
    assertThat(whatComes(seen)).isLessThan(400);
  }

  /** How many messages come until none does for a second. */
  private static int whatComes(BlockingQueue<Message<JsonObject>> seen)
      throws InterruptedException {
    int count = 0;
    while (count < 5_000 && seen.poll(1, TimeUnit.SECONDS) != null) {
      count++;
    }
    return count;
  }

  @Test
  void csv_cells_areSafeAndParseBack() {
    JsonObject nasty =
        new JsonObject()
            .put("claimId", "say \"hi\"")
            .put("eventId", "a,b")
            .put("userId", "two\r\nlines")
            .put("status", "=cmd|' /C calc'!A0")
            .put("rewardId", "+1")
            .put("rewardName", "-1")
            .put("type", "@SUM(A1)")
            .put("quantity", -5)
            .put("requestedAt", "\tx")
            .put("decidedAt", "＝1")
            .put("decidedBy", "'=1")
            .put("reason", "🎉 a;b");
    gateway.answer("claim.export", page(null, nasty));
    String csv = export("").body().toString(StandardCharsets.UTF_8);
    assertThat(csv)
        .isEqualTo(
            HEAD
                + "\"say \"\"hi\"\"\",\"a,b\",\"two\r\nlines\",\"'=cmd|' /C calc'!A0\",'+1,'-1,"
                + "'@SUM(A1),-5,,\"'\tx\",'＝1,'=1,\"🎉 a;b\",,\r\n");
  }
}
