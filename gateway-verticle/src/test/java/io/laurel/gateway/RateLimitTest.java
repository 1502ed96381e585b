package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.TestTokens;
import io.laurel.failure.Failure;
import io.laurel.security.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often somebody may call, and what every answer of an operation says of it. */
class RateLimitTest {
  private static final String TOKEN = TestTokens.with(Role.USER);
  private static final String READ = "/api/v1/events/e1";
  private static final JsonObject EVENT = new JsonObject().put("id", "e1").put("version", 3);
  private static final JsonObject LOGIN =
      new JsonObject().put("login", "mina").put("password", "correct-horse-battery");

  private TestGateway gateway;

  @BeforeEach
  void start() {
    gateway =
        new TestGateway(
            TestGateway.CONTRACT,
            Map.of(
                "RATE_LIMITS", "auth=2/60,read=3/60,write=2/60,heavy=1/60",
                "TRUSTED_PROXIES", "127.0.0.0/8"));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private HttpResponse<Buffer> read(String address, String token) {
    return gateway
        .request(HttpMethod.GET, READ, token)
        .putHeader("X-Forwarded-For", address)
        .send()
        .await();
  }

  private static void assertRefused(HttpResponse<Buffer> response, String wait) {
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.bodyAsJsonObject().getString("code")).isEqualTo("too-many-requests");
    assertThat(response.getHeader("Retry-After")).isEqualTo(wait);
  }

  private static void assertLimit(HttpResponse<Buffer> response, String policy, String left) {
    assertThat(response.headers().getAll("RateLimit-Policy")).containsExactly(policy);
    assertThat(response.headers().getAll("RateLimit")).containsExactly(left);
  }

  @Test
  void address_moreThanItMay_isRefusedBeforeItsToken() {
    for (int left = 2; left >= 0; left--) {
      HttpResponse<Buffer> response = read("192.0.2.1", "none");
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.getHeader("RateLimit")).startsWith("\"read\";r=" + left + ";t=");
    }
    HttpResponse<Buffer> refused = read("192.0.2.1", "none");
    assertRefused(refused, "20");
    assertLimit(refused, "\"read\";q=3;w=60", "\"read\";r=0;t=20");
    assertThat(read("192.0.2.2", "none").statusCode()).isEqualTo(401);

    gateway.nanos.addAndGet(TimeUnit.SECONDS.toNanos(20));
    assertThat(read("192.0.2.1", "none").statusCode()).isEqualTo(401);
    assertThat(read("192.0.2.1", "none").statusCode()).isEqualTo(429);
  }

  @Test
  void address_ofIpv6_isItsNetworkOf64Bits() {
    for (int i = 1; i <= 3; i++) {
      assertThat(read("2001:db8::" + i, "none").statusCode()).isEqualTo(401);
    }
    assertThat(read("2001:db8::ffff:1", "none").statusCode()).isEqualTo(429);
    assertThat(read("2001:db8:0:1::1", "none").statusCode()).isEqualTo(401);
  }

  @Test
  void subject_fromManyAddresses_isRefusedAfterItsToken() {
    gateway.answer("event.get", EVENT);
    for (int i = 1; i <= 3; i++) {
      assertThat(read("192.0.2." + i, TOKEN).statusCode()).isEqualTo(200);
    }
    HttpResponse<Buffer> refused = read("192.0.2.9", TOKEN);
    assertRefused(refused, "20");
    assertLimit(refused, "\"read\";q=3;w=60", "\"read\";r=0;t=20");
    assertThat(read("192.0.2.9", "none").getHeader("RateLimit")).contains(";r=1;");
  }

  /** Whoever made them: one game server must not keep the others from calling. */
  @Test
  void subject_byKeys_hasALimitForEach() {
    gateway.answer("event.get", EVENT);
    String first = TestTokens.byKey("key_1", Role.SERVICE);
    for (int i = 1; i <= 3; i++) {
      assertThat(read("192.0.2." + i, first).statusCode()).isEqualTo(200);
    }
    assertThat(read("192.0.2.4", first).statusCode()).isEqualTo(429);
    assertThat(read("192.0.2.5", TestTokens.byKey("key_2", Role.SERVICE)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void forbidden_isSaidFirst_andIsNoCallOfItsSubject() {
    gateway.answer("event.get", EVENT);
    for (int i = 1; i <= 5; i++) {
      HttpResponse<Buffer> refused =
          gateway
              .request(HttpMethod.GET, "/api/v1/users", TOKEN)
              .putHeader("X-Forwarded-For", "192.0.2." + i)
              .send()
              .await();
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.getHeader("RateLimit")).startsWith("\"read\";r=2;");
    }
    assertThat(read("192.0.2.6", TOKEN).getHeader("RateLimit")).startsWith("\"read\";r=2;");
  }

  @Test
  void notModified_saysWhatIsLeftToo() {
    gateway.answer("definition.get", new JsonObject().put("id", "def_1").put("version", 3));
    HttpResponse<Buffer> response =
        gateway
            .request(
                HttpMethod.GET, "/api/v1/reward-definitions/def_1", TestTokens.with(Role.ADMIN))
            .putHeader("If-None-Match", "\"3\"")
            .send()
            .await();
    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(response.getHeader("RateLimit")).startsWith("\"read\";r=2;");
  }

  @Test
  void forwarded_ofATrustedProxy_saysWhoseCallItIs() {
    for (int i = 0; i < 3; i++) {
      forwarded("for=1.1.1.1, for=192.0.2.1");
    }
    assertThat(forwarded("for=\"192.0.2.1:4711\";proto=https").statusCode()).isEqualTo(429);
    assertThat(forwarded("for=192.0.2.1, for=192.0.2.2").statusCode()).isEqualTo(401);
  }

  private HttpResponse<Buffer> forwarded(String forwarded) {
    return gateway
        .request(HttpMethod.GET, READ, "none")
        .putHeader("X-Forwarded-For", "203.0.113.9")
        .putHeader("Forwarded", forwarded)
        .send()
        .await();
  }

  @Test
  void answers_ofAnOperation_sayWhatIsLeftOfTheTighterLimit() {
    gateway.answer("event.get", EVENT);
    read("192.0.2.1", "none");
    HttpResponse<Buffer> ofAddress = read("192.0.2.1", TOKEN);
    assertThat(ofAddress.statusCode()).isEqualTo(200);
    assertLimit(ofAddress, "\"read\";q=3;w=60", "\"read\";r=1;t=40");
    assertLimit(read("192.0.2.2", TOKEN), "\"read\";q=3;w=60", "\"read\";r=1;t=40");
  }

  @Test
  void answers_ofNoOperation_sayNothing() {
    for (String path : new String[] {"/openapi.yaml", "/docs/", "/nothing"}) {
      HttpResponse<Buffer> response = gateway.get(path);
      assertThat(response.headers().names()).as(path).noneMatch(RateLimitTest::isOfLimits);
    }
    HttpResponse<Buffer> options = gateway.request(HttpMethod.OPTIONS, READ).send().await();
    assertThat(options.headers().names()).noneMatch(RateLimitTest::isOfLimits);
    HttpResponse<Buffer> other = gateway.request(HttpMethod.PUT, READ).send().await();
    assertThat(other.statusCode()).isEqualTo(405);
    assertThat(other.headers().names()).noneMatch(RateLimitTest::isOfLimits);
  }

  private static boolean isOfLimits(String name) {
    return name.toLowerCase(java.util.Locale.ROOT).startsWith("ratelimit");
  }

  @Test
  void classes_haveALimitEach() {
    gateway.answer("event.get", EVENT);
    gateway.answer("event.statistics", new JsonObject());
    assertLimit(
        gateway
            .request(HttpMethod.GET, READ + "/statistics", TestTokens.with(Role.ADMIN))
            .send()
            .await(),
        "\"heavy\";q=1;w=60",
        "\"heavy\";r=0;t=60");
    assertThat(read("192.0.2.1", TOKEN).getHeader("RateLimit")).startsWith("\"read\";r=2;");
  }

  /** The body of a refused request need not come. */
  @Test
  void address_refused_beforeItsBody() throws IOException {
    String head = "POST /api/v1/auth/register HTTP/1.1\nHost: x\nContent-Type: application/json\n";
    JsonObject nothing = new JsonObject();
    for (int i = 0; i < 2; i++) {
      gateway.request(HttpMethod.POST, "/api/v1/auth/register").sendJsonObject(nothing).await();
    }
    try (Socket socket = gateway.connect()) {
      socket.getOutputStream().write(TestGateway.crlf(head + "Content-Length: 50000\n\n{"));
      assertThat(TestGateway.readUntil(socket.getInputStream(), "}")).contains(" 429 ");
    }
  }

  /** Who serves the operation judges by the device: its own words say whether the address waits. */
  @Test
  void signIn_addressHasToWait_isJudgedByWhoKnowsDevices() throws InterruptedException {
    BlockingQueue<Message<JsonObject>> seen =
        gateway.serve(
            "auth.login",
            message -> {
              if (message.headers().contains("X-Rate-Wait-Seconds")) {
                Failure failure = Failure.tooManyRequests(java.time.Duration.ofSeconds(30));
                message.fail(429, failure.toProblem("req_1").encode());
              } else {
                message.reply(new JsonObject());
              }
            });
    for (int i = 0; i < 2; i++) {
      assertThat(signIn().statusCode()).isEqualTo(200);
      assertThat(seen.take().headers().contains("X-Rate-Wait-Seconds")).isFalse();
    }
    HttpResponse<Buffer> refused = signIn();
    assertRefused(refused, "30");
    assertLimit(refused, "\"auth\";q=2;w=60", "\"auth\";r=0;t=30");
    assertThat(seen.take().headers().get("X-Rate-Wait-Seconds")).isEqualTo("30");
  }

  private HttpResponse<Buffer> signIn() {
    return gateway.request(HttpMethod.POST, "/api/v1/auth/login").sendJsonObject(LOGIN).await();
  }
}
