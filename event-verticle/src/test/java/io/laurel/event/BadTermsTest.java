package io.laurel.event;

import static io.laurel.event.Calls.byOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A3 and C7: what nobody may write of an event, a reward or a definition never gets to a store. */
final class BadTermsTest {
  private static JsonObject valid(String operation) {
    return switch (operation) {
      case "event.create" ->
          new JsonObject()
              .put("name", "Spring")
              .put("startsAt", "2026-05-01T00:00:00Z")
              .put("endsAt", "2026-05-08T00:00:00Z");
      case "event.setState" -> new JsonObject().put("eventId", "evt_1").put("state", "PAUSED");
      case "reward.create" ->
          new JsonObject().put("eventId", "evt_1").put("name", "Gems").put("type", "CURRENCY");
      case "definition.create" -> new JsonObject().put("name", "Gems").put("type", "CURRENCY");
      default -> throw new IllegalArgumentException(operation);
    };
  }

  private static Failure refusal(String operation, JsonObject message) {
    return catchThrowableOfType(Failure.class, () -> byOperator(operation, message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "event.create|{\"name\":null}|/name",
        "event.create|{\"name\":\"\"}|/name",
        "event.create|{\"name\":[\"x\"]}|/name",
        "event.create|{\"name\":{\"$ne\":null}}|/name",
        "event.create|{\"description\":7}|/description",
        "event.create|{\"startsAt\":1777593600000}|/startsAt",
        "event.create|{\"startsAt\":\"2026-05-01\"}|/startsAt",
        "event.create|{\"endsAt\":\"2026-05-08T00:00:00\"}|/endsAt",
        "event.create|{\"endsAt\":\"2026-13-08T00:00:00Z\"}|/endsAt",
        "event.create|{\"claimUntil\":true}|/claimUntil",
        "event.create|{\"claimMode\":\"each\"}|/claimMode",
        "event.create|{\"approval\":\"NEVER\"}|/approval",
        "event.create|{\"state\":\"PUBLISHED\"}|/state",
        "event.create|{\"id\":\"evt_1\"}|/id",
        "event.create|{\"version\":7}|/version",
        "event.create|{\"createdBy\":\"usr_2\"}|/createdBy",
        "event.create|{\"audit\":[]}|/audit",
        "event.create|{\"$where\":\"1\"}|/$where",
        "event.create|{\"a.b\":1}|/a.b",
        "event.setState|{\"state\":\"DRAFT\"}|/state",
        "event.setState|{\"state\":\"DELETED\"}|/state",
        "event.setState|{\"reason\":\"\"}|/reason",
        "event.setState|{\"reason\":5}|/reason",
        "event.setState|{\"reason\":\"a\\u0000b\"}|/reason",
        "reward.create|{\"name\":7}|/name",
        "reward.create|{\"type\":\"currency\"}|/type",
        "reward.create|{\"type\":\"A23456789012345678901234567890123\"}|/type",
        "reward.create|{\"quantity\":0}|/quantity",
        "reward.create|{\"quantity\":-5}|/quantity",
        "reward.create|{\"quantity\":0.5}|/quantity",
        "reward.create|{\"quantity\":1000000001}|/quantity",
        "reward.create|{\"quantity\":1e400}|/quantity",
        "reward.create|{\"quantity\":\"1\"}|/quantity",
        "reward.create|{\"stock\":0}|/stock",
        "reward.create|{\"stock\":-1}|/stock",
        "reward.create|{\"stock\":1.5}|/stock",
        "reward.create|{\"stock\":10000001}|/stock",
        "reward.create|{\"stock\":null}|/stock",
        "reward.create|{\"attributes\":{\"a.b\":1}}|/attributes/a.b",
        "reward.create|{\"attributes\":{\"$set\":1}}|/attributes/$set",
        "reward.create|{\"attributes\":{\"\":1}}|/attributes/",
        "reward.create|{\"attributes\":{\"a\":{\"$ne\":1}}}|/attributes/a/$ne",
        "reward.create|{\"attributes\":{\"a\":[{\"b.c\":1}]}}|/attributes/a/0/b.c",
        "reward.create|{\"attributes\":{\"a\":[[[[[]]]]]}}|/attributes/a/0/0/0/0",
        "reward.create|{\"attributes\":null}|/attributes",
        "reward.create|{\"definitionId\":7}|/definitionId",
        "reward.create|{\"definitionVersion\":1}|/definitionVersion",
        "reward.create|{\"nextSerial\":1}|/nextSerial",
        "definition.create|{\"name\":\"\"}|/name",
        "definition.create|{\"type\":\"a b\"}|/type",
        "definition.create|{\"description\":[]}|/description",
        "definition.create|{\"attributes\":\"none\"}|/attributes",
        "definition.create|{\"attributes\":{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{}}}}}}}|/attributes/a/b/c/d/e",
        "definition.create|{\"active\":\"yes\"}|/active",
        "definition.create|{\"active\":null}|/active",
        "definition.create|{\"version\":1}|/version",
      })
  void create_badField_pointerToIt(String operation, String field, String pointer) {
    Failure refused = refusal(operation, valid(operation).mergeIn(new JsonObject(field)));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.faults()).extracting(Fault::pointer).containsOnly(pointer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"event.create", "reward.create", "definition.create"})
  void create_longText_pointerToEach(String operation) {
    JsonObject message =
        valid(operation).put("name", "x".repeat(121)).put("description", "x".repeat(1 << 20));

    assertThat(refusal(operation, message).faults())
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/name", "/description");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reward.create", "definition.create"})
  void create_manyAttributes_pointer(String operation) {
    JsonObject attributes = new JsonObject();
    for (int i = 0; i < 10_000; i++) {
      attributes.put("a" + i, i);
    }

    assertThat(refusal(operation, valid(operation).put("attributes", attributes)).faults())
        .extracting(Fault::pointer)
        .containsOnly("/attributes");
  }

  @Test
  void create_longestThatFits_admitted() {
    JsonObject message =
        valid("event.create").put("name", "x".repeat(120)).put("description", "x".repeat(4_000));

    assertThat(byOperator("event.create", message).text("description")).hasSize(4_000);
  }
}
