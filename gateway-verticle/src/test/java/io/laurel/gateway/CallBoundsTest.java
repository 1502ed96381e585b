package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.TestTokens;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** U5 at the door: who is slow takes no more than its share, and who is silent is left alone. */
class CallBoundsTest {
  private static final String TOKEN = TestTokens.with(Role.ADMIN);
  private static final JsonObject EVENT = new JsonObject().put("id", "evt_1").put("version", 1);

  private TestGateway gateway;

  @AfterEach
  void stop() {
    gateway.close();
  }

  private Future<HttpResponse<Buffer>> getEvent() {
    return gateway.request(HttpMethod.GET, "/api/v1/events/evt_1", TOKEN).send();
  }

  private static void assertRefused(HttpResponse<Buffer> answer, String code) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("1");
    assertThat(answer.bodyAsJsonObject().getString("code")).isEqualTo(code);
  }

  @Test
  void maxInFlight_reached_oneMoreIsOverloadedAndOthersAreServed() throws Exception {
    gateway = new TestGateway(TestGateway.CONTRACT, Map.of("CALL_MAX_IN_FLIGHT", 1));
    BlockingQueue<Message<JsonObject>> slow = gateway.serve("event.get", message -> {});
    gateway.answer("definition.get", new JsonObject().put("id", "d1").put("version", 1));
    Future<HttpResponse<Buffer>> first = getEvent();
    Message<JsonObject> held = slow.poll(10, TimeUnit.SECONDS);

    assertRefused(getEvent().await(), "overloaded");
    assertThat(
            gateway
                .request(HttpMethod.GET, "/api/v1/reward-definitions/d1", TOKEN)
                .send()
                .await()
                .statusCode())
        .isEqualTo(200);
    held.reply(EVENT);
    assertThat(first.await().statusCode()).isEqualTo(200);
  }

  @Test
  void circuit_nobodyAnswers_refusedAtOnceUntilSomebodyDoes() {
    gateway =
        new TestGateway(
            TestGateway.CONTRACT,
            Map.of(
                "REQUEST_DEADLINE_MS", 100,
                "CALL_CIRCUIT_FAILURES", 2,
                "CALL_CIRCUIT_OPEN_MS", 300));
    gateway.serve("event.get", message -> {});
    assertThat(getEvent().await().statusCode()).isEqualTo(504);
    assertThat(getEvent().await().statusCode()).isEqualTo(504);

    assertRefused(getEvent().await(), "unavailable");
    gateway.forget();
    gateway.answer("event.get", EVENT);
    HttpResponse<Buffer> answer = getEvent().await();
    for (int i = 0; i < 100 && answer.statusCode() != 200; i++) {
      gateway.vertx.timer(50).await();
      answer = getEvent().await();
    }
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(getEvent().await().statusCode()).isEqualTo(200);
  }
}
