package io.laurel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Identifying texts of the real contract, as either door admits them. */
final class MessageTextsTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Principal ADMIN =
      new Principal("usr_1", "ada", "ses_1", Set.of(Role.ADMIN), 0, Instant.MAX);

  private static JsonObject registration() {
    return new JsonObject()
        .put("email", "ada@example.com")
        .put("username", "ada")
        .put("password", "correct-horse-battery");
  }

  private static JsonObject admit(String operation, JsonObject message) {
    return CONTRACT.operation(operation).admit(ADMIN, message);
  }

  private static Failure refusal(String operation, JsonObject message) {
    Failure failure = catchThrowableOfType(Failure.class, () -> admit(operation, message));
    assertThat(failure).as("refused").isNotNull();
    return failure;
  }

  @Test
  void admit_registration_inTheOneSpelling() {
    JsonObject admitted =
        admit(
            "auth.register",
            new JsonObject()
                .put("email", "\u3000Cafe\u0301@Example.com\u00a0")
                .put("username", "\u2028Ada ")
                .put("password", "cafe\u0301-au-lait"));

    assertThat(admitted.getString("email")).isEqualTo("caf\u00e9@example.com");
    assertThat(admitted.getString("username")).isEqualTo("Ada");
    assertThat(admitted.getString("password")).isEqualTo("caf\u00e9-au-lait");
  }

  @ParameterizedTest
  @CsvSource({
    "auth.register, email, a\u200b@x",
    "auth.register, email, '\u0001a@x'",
    "auth.register, email, a\u00a0b@x",
    "auth.register, email, \ufeffa@x",
    "auth.register, username, ad\u00ada",
    "user.create, email, a@x\u200e",
    "user.create, username, a\u0007da",
    "auth.login, login, ada\u200b",
    "user.list, q, ada\u200b",
    "claim.list, userId, ada\u200b",
    "claim.list, userId, a b",
    "attempt.list, userId, .."
  })
  void admit_whatNobodySees_refusedAtItsPointer(String operation, String field, String text) {
    JsonObject message =
        switch (operation) {
          case "auth.register" -> registration();
          case "user.create" -> registration().put("roles", new JsonArray().add("USER"));
          case "auth.login" -> new JsonObject().put("password", "correct-horse-battery");
          case "attempt.list" -> new JsonObject().put("eventId", "evt_1");
          default -> new JsonObject();
        };

    Failure refusal = refusal(operation, message.put(field, text));

    assertThat(refusal.code()).isEqualTo("invalid-request");
    assertThat(refusal.faults()).extracting(Fault::pointer).containsExactly("/" + field);
  }

  @Test
  void admit_bounds_ofWhatIsStored() {
    String wide = " ".repeat(300);
    String local = "e\u0301".repeat(242);
    String grows = "\u0130".repeat(200) + "@x.example";

    JsonObject longest = registration().put("email", wide + local + "@example.com");
    assertThat(admit("auth.register", longest).getString("email")).hasSize(254);
    assertThat(admit("auth.register", registration().put("username", wide + "a".repeat(32))))
        .isNotNull();
    assertThat(admit("auth.register", registration().put("password", "e\u0301".repeat(128))))
        .isNotNull();
    assertThat(refusal("auth.register", registration().put("email", grows)).faults())
        .containsExactly(new Fault("/email", "must have at most 254 characters"));
    assertThat(refusal("auth.register", registration().put("username", "\u00a0ab\u00a0")).faults())
        .containsExactly(new Fault("/username", "must have at least 3 characters"));
    assertThat(
            refusal("auth.register", registration().put("password", "e\u0301".repeat(7))).faults())
        .containsExactly(new Fault("/password", "must have at least 8 characters"));
  }

  /** Who checks a secret may have to try it as it was sent; it is measured as spelled. */
  @Test
  void admit_login_goesOnAsSent() {
    JsonObject login =
        new JsonObject().put("login", " Cafe\u0301@x ").put("password", "e\u0301".repeat(128));

    assertThat(admit("auth.login", login)).isEqualTo(login);
  }

  @Test
  void admit_deepTexts_composedAndOtherwiseData() {
    JsonObject activity =
        new JsonObject()
            .put("id", " cafe\u0301\u200b")
            .put("userId", "ada\u200b")
            .put("type", "WIN")
            .put("subject", "e\u0301")
            .put("at", "2026-01-01T00:00:00Z");
    JsonObject other = activity.copy().put("id", "plain").put("subject", "plain");
    JsonArray sent = new JsonArray().add(activity).add(other);

    JsonArray admitted =
        admit("activity.record", new JsonObject().put("activities", sent))
            .getJsonArray("activities");

    assertThat(admitted.getJsonObject(0))
        .isEqualTo(activity.copy().put("id", " caf\u00e9\u200b").put("subject", "\u00e9"));
    assertThat(admitted.getJsonObject(1)).isEqualTo(other);
    assertThat(activity.getString("subject")).as("as sent").isEqualTo("e\u0301");
  }

  @Test
  void admit_conditionsOfCreateAndPatch_composed() {
    JsonObject condition =
        new JsonObject()
            .put("type", "QUEST_COMPLETED")
            .put("params", new JsonObject().put("questId", "e\u0301"));
    JsonObject event =
        new JsonObject()
            .put("name", "x")
            .put("startsAt", "2026-01-01T00:00:00Z")
            .put("endsAt", "2026-02-01T00:00:00Z")
            .put("conditions", new JsonArray().add(condition));
    JsonObject patch =
        new JsonObject()
            .put("eventId", "evt_1")
            .put("If-Match", "\"1\"")
            .put("conditions", new JsonArray().add(condition));

    assertThat(questId(admit("event.create", event))).isEqualTo("\u00e9");
    assertThat(questId(admit("event.update", patch))).isEqualTo("\u00e9");
  }

  private static String questId(JsonObject admitted) {
    return admitted
        .getJsonArray("conditions")
        .getJsonObject(0)
        .getJsonObject("params")
        .getString("questId");
  }

  @Test
  void admit_playerInThePath_spelled() {
    JsonObject message = new JsonObject().put("eventId", "evt_1").put("userId", "\u00a0e\u0301 ");

    assertThat(admit("progress.get", message).getString("userId")).isEqualTo("\u00e9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada\u200b", "a b", ".", "..", "\u3000", "\u0001"})
  void admit_whatCanBeNoPlayerInThePath_notFound(String player) {
    JsonObject message = new JsonObject().put("eventId", "evt_1").put("userId", player);

    assertThat(refusal("progress.get", message).status()).isEqualTo(404);
  }

  @Test
  void admit_idsOfOurs_asSent() {
    JsonObject message = new JsonObject().put("userId", " usr_e\u0301");

    assertThat(admit("user.get", message)).isEqualTo(message);
  }
}
