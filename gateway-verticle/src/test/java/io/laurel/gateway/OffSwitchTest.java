package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.failure.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What its service has switched off is off whatever body is sent. */
final class OffSwitchTest {
  private static final String PATH = "/api/v1/auth/exchange";

  private final TestGateway gateway = new TestGateway();

  @AfterEach
  void close() {
    gateway.close();
  }

  private HttpResponse<Buffer> send(String type, String body) {
    return gateway
        .request(HttpMethod.POST, PATH)
        .putHeader("Content-Type", type)
        .sendBuffer(Buffer.buffer(body))
        .await();
  }

  private BlockingQueue<Message<JsonObject>> answer(Failure refusal) {
    return gateway.serve(
        "auth.exchange",
        message -> message.fail(refusal.status(), refusal.toProblem("req_1").encode()));
  }

  private static String code(HttpResponse<Buffer> answer) {
    return answer.bodyAsJsonObject().getString("code");
  }

  @Test
  void post_off_beforeTheBodyIsJudged() {
    answer(Failure.notFound("exchange-off", "Off."));

    assertThat(code(send("application/json", "{\"token\":\"x\"}"))).isEqualTo("exchange-off");
    assertThat(code(send("application/json", "{"))).isEqualTo("exchange-off");
    assertThat(code(send("application/json", "{\"x\":1}"))).isEqualTo("exchange-off");
    assertThat(code(send("application/json", ""))).isEqualTo("exchange-off");
    assertThat(code(send("text/plain", "x"))).isEqualTo("exchange-off");
    assertThat(code(send("application/json", " ".repeat(70_000)))).isEqualTo("exchange-off");
    assertThat(gateway.request(HttpMethod.POST, PATH).send().await().statusCode()).isEqualTo(404);
  }

  @Test
  void post_on_theBodysFaultsAreTold() {
    answer(Failure.invalidRequest("/token", "is required"));

    assertThat(code(send("application/json", "{"))).isEqualTo("malformed-json");
    assertThat(code(send("application/json", "{\"x\":1}"))).isEqualTo("invalid-request");
    assertThat(send("text/plain", "x").statusCode()).isEqualTo(415);
    assertThat(send("application/json", " ".repeat(70_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void post_onAndRight_askedOnce() {
    BlockingQueue<Message<JsonObject>> asked =
        answer(Failure.unauthorized("invalid-credentials", "No."));

    assertThat(code(send("application/json", "{\"token\":\"x\"}")))
        .isEqualTo("invalid-credentials");

    assertThat(asked).hasSize(1);
  }

  /** What is wrong with it is true, whoever is away. */
  @Test
  void post_nobodyServes_theBodysFaultsAreTold() {
    assertThat(code(send("application/json", "{"))).isEqualTo("malformed-json");
  }

  @Test
  void post_operationThatIsAlwaysOn_notAskedForItsBody() {
    BlockingQueue<Message<JsonObject>> asked = gateway.answer("auth.login", new JsonObject());

    gateway
        .request(HttpMethod.POST, "/api/v1/auth/login")
        .putHeader("Content-Type", "application/json")
        .sendBuffer(Buffer.buffer("{"))
        .await();

    assertThat(asked).isEmpty();
  }
}
