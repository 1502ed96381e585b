package io.laurel.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.failure.Failure.Fault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProblemCodecTest {
  private static Failure copy(Failure failure) {
    return Failure.fromProblem(failure.toProblem("req_1").encode());
  }

  @Test
  void toProblem_hasTheMembersOfRfc9457() {
    assertThat(Failure.conflict("out-of-stock", "All gone.").toProblem("req_1"))
        .isEqualTo(
            new JsonObject()
                .put("type", "/problems/out-of-stock")
                .put("title", "Conflict")
                .put("status", 409)
                .put("code", "out-of-stock")
                .put("detail", "All gone.")
                .put("requestId", "req_1"));
  }

  @Test
  void fromProblem_faults_survive() {
    List<Fault> faults = List.of(new Fault("/name", "is required"), new Fault("", "is odd"));
    Failure copy = copy(Failure.invalidRequest(faults));
    assertThat(copy.status()).isEqualTo(400);
    assertThat(copy.code()).isEqualTo("invalid-request");
    assertThat(copy.faults()).isEqualTo(faults);
  }

  @Test
  void fromProblem_extensions_survive() {
    JsonArray conditions = new JsonArray().add(new JsonObject().put("type", "LEVEL"));
    Failure copy =
        copy(
            Failure.unprocessable("conditions-not-met", "Not yet.").with("conditions", conditions));
    assertThat(copy.toProblem("req_2").getJsonArray("conditions")).isEqualTo(conditions);
    assertThat(copy.toProblem("req_2").getString("requestId")).isEqualTo("req_2");
  }

  @Test
  void fromProblem_retryAfter_survivesAsWholeSeconds() {
    assertThat(copy(Failure.unavailable("Busy.", Duration.ofMillis(10))).retryAfter())
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(copy(Failure.unavailable("Busy.", Duration.ofSeconds(7))).retryAfter())
        .isEqualTo(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "boom",
        "[]",
        "null",
        "{}",
        "{\"status\": 200, \"code\": \"x\", \"detail\": \"y\"}",
        "{\"status\": \"404\", \"code\": \"x\", \"detail\": \"y\"}",
        "{\"status\": 400, \"code\": \"x\", \"detail\": \"y\", \"errors\": [1]}"
      })
  void fromProblem_noProblem_isInternal(String text) {
    Failure failure = Failure.fromProblem(text);
    assertThat(failure.status()).isEqualTo(500);
    assertThat(failure.code()).isEqualTo("internal");
  }
}
