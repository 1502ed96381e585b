package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Coupons over HTTP, on a cluster of which one event process is killed. */
@Tag(SharedCluster.TAG)
final class CouponPromisesIT {
  private static ClusterOfProcesses cluster;
  private static Vertx vertx;
  private static Api api;
  private static Tokens tokens;
  private static String operator;

  @BeforeAll
  static void start() {
    cluster = SharedCluster.get();
    vertx = Vertx.vertx();
    api = new Api(vertx, cluster.url(), 32);
    tokens = new Tokens(vertx, cluster.keys());
    operator = tokens.of(Role.OPERATOR);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    api.close();
    vertx.close().await();
    cluster.replaceKilled();
  }

  /** A coded reward of an event that runs. */
  private static JsonObject aCoupon() {
    String eventId = api.publishedEvent(operator, 1);
    JsonObject coupon =
        new JsonObject().put("name", "Coupon").put("type", "COUPON").put("coded", true);
    return Api.created(api.post("/events/" + eventId + "/rewards", operator, coupon));
  }

  private static Future<HttpResponse<Buffer>> load(JsonObject reward, Object codes) {
    String path =
        "/events/" + reward.getString("eventId") + "/rewards/" + reward.getString("id") + "/codes";
    return api.post(path, operator, new JsonObject().put("codes", codes));
  }

  private static JsonArray texts(int from, int to) {
    return new JsonArray(IntStream.range(from, to).mapToObj(i -> "SPRING-" + i).toList());
  }

  private static Future<HttpResponse<Buffer>> claim(JsonObject reward, String player) {
    return api.post(
        "/events/" + reward.getString("eventId") + "/claims",
        player,
        new JsonObject().put("rewardId", reward.getString("id")));
  }

  /** Sends it again until it is answered 200, as an operator does whose answer was lost. */
  private static Future<JsonObject> untilLoaded(JsonObject reward, JsonArray codes) {
    return load(reward, codes)
        .compose(
            answer ->
                answer.statusCode() == 200
                    ? Future.succeededFuture(answer.bodyAsJsonObject())
                    : vertx.timer(200).compose(later -> untilLoaded(reward, codes)));
  }

  private static Future<JsonObject> untilGranted(JsonObject reward, String player) {
    return claim(reward, player)
        .compose(
            answer ->
                switch (answer.statusCode()) {
                  case 201 -> Future.succeededFuture(answer.bodyAsJsonObject());
                  case 409 ->
                      answer.bodyAsJsonObject().getString("code").equals("already-claimed")
                          ? own(reward, player)
                          : again(reward, player);
                  default -> again(reward, player);
                });
  }

  private static Future<JsonObject> again(JsonObject reward, String player) {
    return vertx.timer(50).compose(later -> untilGranted(reward, player));
  }

  /** What it was granted when the answer was lost. */
  private static Future<JsonObject> own(JsonObject reward, String player) {
    return api.get("/me/claims?eventId=" + reward.getString("eventId"), player)
        .map(page -> page.bodyAsJsonObject().getJsonArray("items").getJsonObject(0));
  }

  private static String code(JsonObject claim) {
    return claim.getJsonArray("rewards").getJsonObject(0).getString("code");
  }

  @Test
  void imports_eventProcessKilledMeanwhile_repeatedUntilAllIsThereAndNoCodeTwice() {
    JsonObject reward = aCoupon();
    List<Future<JsonObject>> granted = new ArrayList<>();
    for (String player : tokens.players(200)) {
      granted.add(untilGranted(reward, player));
    }
    List<Future<JsonObject>> loaded = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      loaded.add(untilLoaded(reward, texts(i * 2_000, i * 2_000 + 4_000)));
    }
    // Some are granted, so some codes are there, and most are on their way.
    Future.any(granted).await();
    cluster.killOneEventProcess();
    Future.all(loaded).await();
    Future.all(granted).await();

    JsonObject repeated = untilLoaded(reward, texts(0, 10_000)).await();

    assertThat(repeated)
        .isEqualTo(
            new JsonObject().put("imported", 0).put("duplicates", 10_000).put("stock", 10_000));
    assertThat(granted)
        .extracting(claim -> code(claim.result()))
        .doesNotHaveDuplicates()
        .allMatch(code -> code.startsWith("SPRING-"));
  }

  @Test
  void import_hundredThousand_untilAllAreThere() {
    JsonObject reward = aCoupon();
    List<String> codes = IntStream.range(0, 100_000).mapToObj(i -> "WINTER-2026-" + i).toList();

    JsonObject loaded = untilLoaded(reward, new JsonArray(codes)).await();

    assertThat(loaded.getInteger("stock")).isEqualTo(100_000);
    assertThat(loaded.getInteger("imported") + loaded.getInteger("duplicates")).isEqualTo(100_000);
  }

  @Test
  void import_bad_refusedWithItsPointer() {
    JsonObject reward = aCoupon();
    for (Object bad :
        List.of(
            "AAAA-1111",
            new JsonObject(),
            new JsonArray(),
            new JsonArray(Collections.nCopies(100_001, "x")))) {
      HttpResponse<Buffer> answer = load(reward, bad).await();
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.bodyAsJsonObject().getJsonArray("errors"))
          .singleElement()
          .extracting(error -> ((JsonObject) error).getString("pointer"))
          .isEqualTo("/codes");
    }
    for (Object bad : Arrays.asList("", "größe", "a b", "x".repeat(129), 7, null)) {
      HttpResponse<Buffer> answer = load(reward, new JsonArray().add("good").add(bad)).await();
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.bodyAsJsonObject().getJsonArray("errors"))
          .allSatisfy(
              error -> assertThat(((JsonObject) error).getString("pointer")).isEqualTo("/codes/1"));
    }
  }

  @Test
  void import_moreThanFourMebibytes_tooLarge() {
    JsonArray codes = new JsonArray(Collections.nCopies(35_000, "x".repeat(120)));

    assertThat(load(aCoupon(), codes).await().statusCode()).isEqualTo(413);
  }

  @Test
  void claim_shown_wholeToItsClaimantAndMaskedToStaff() {
    JsonObject reward = aCoupon();
    load(reward, new JsonArray().add("SPRING-7Q2K-WXYZ")).await();
    String player = tokens.players(1).get(0);
    JsonObject claim = Api.created(claim(reward, player));
    String path = "/claims/" + claim.getString("id");

    assertThat(code(claim)).isEqualTo("SPRING-7Q2K-WXYZ");
    assertThat(code(api.get(path, player).await().bodyAsJsonObject()))
        .isEqualTo("SPRING-7Q2K-WXYZ");
    assertThat(Stream.of(Role.OPERATOR, Role.AUDITOR, Role.ADMIN))
        .allSatisfy(
            role ->
                assertThat(code(api.get(path, tokens.of(role)).await().bodyAsJsonObject()))
                    .isEqualTo("…WXYZ"));
    HttpResponse<Buffer> strangers = api.get(path, tokens.of(Role.USER)).await();
    assertThat(strangers.statusCode()).isEqualTo(404);
  }
}
