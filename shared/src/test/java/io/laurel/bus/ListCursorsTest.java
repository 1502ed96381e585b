package io.laurel.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.laurel.failure.Failure;
import io.laurel.paging.Cursor;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListCursorsTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation LIST = CONTRACT.operation("claim.list");
  private static final Principal STAFF = caller("usr_1");
  private static final String INNER =
      new Cursor(Instant.parse("2026-05-01T00:00:00Z"), "clm_01ARZ3NDEKTSV4RRFFQ69G5FAV").encode();

  private final ListCursors cursors = new ListCursors(LIST);

  private static Principal caller(String id) {
    return new Principal(id, "ada", "ses_1", Set.of(Role.ADMIN), 0, Instant.MAX);
  }

  private static JsonObject asked() {
    return new JsonObject().put("limit", 20).put("status", "GRANTED").put("eventId", "evt_1");
  }

  private String given(JsonObject message) {
    JsonObject page = new JsonObject().put("nextCursor", INNER);
    return cursors.tied(STAFF, message, Reply.of(page)).body().getString("nextCursor");
  }

  private static void assertRefused(ListCursors list, Principal caller, JsonObject message) {
    Failure failure = catchThrowableOfType(Failure.class, () -> list.untied(caller, message));
    assertThat(failure).as(message.encode()).isNotNull();
    assertThat(failure.status()).isEqualTo(400);
    assertThat(failure.code()).isEqualTo("invalid-cursor");
  }

  @Test
  void untied_sameListAndFilter_isWhatTheServiceWrote() {
    JsonObject next = asked().put("cursor", given(asked()));

    assertThat(cursors.untied(STAFF, next)).isEqualTo(asked().put("cursor", INNER));
    assertThat(next.getString("cursor")).isNotEqualTo(INNER);
  }

  @Test
  void untied_otherLimit_isTaken() {
    assertThat(cursors.untied(STAFF, asked().put("limit", 5).put("cursor", given(asked()))))
        .isEqualTo(asked().put("limit", 5).put("cursor", INNER));
  }

  /** The page after the next is of the same list, though its message has another cursor. */
  @Test
  void untied_cursorOfALaterPage_isTaken() {
    String second = given(asked().put("cursor", given(asked())));

    assertThat(cursors.untied(STAFF, asked().put("cursor", second)).getString("cursor"))
        .isEqualTo(INNER);
  }

  @Test
  void untied_otherFilter_isRefused() {
    String cursor = given(asked());
    JsonObject fewer = asked();
    fewer.remove("eventId");

    assertRefused(cursors, STAFF, asked().put("status", "REVOKED").put("cursor", cursor));
    assertRefused(cursors, STAFF, asked().put("userId", "usr_1").put("cursor", cursor));
    assertRefused(cursors, STAFF, fewer.put("cursor", cursor));
  }

  @Test
  void untied_otherCaller_isRefused() {
    assertRefused(cursors, caller("usr_2"), asked().put("cursor", given(asked())));
  }

  @Test
  void untied_otherList_isRefused() {
    ListCursors mine = new ListCursors(CONTRACT.operation("claim.mine"));

    assertRefused(mine, STAFF, asked().put("cursor", given(asked())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "x", "AAAAAAAAAAA", ".AAAAAAAAAAA"})
  void untied_notOurs_isRefused(String end) {
    assertRefused(cursors, STAFF, asked().put("cursor", INNER + end));
  }

  @Test
  void untied_otherSpelling_isRefused() {
    String cursor = given(asked());

    assertRefused(cursors, STAFF, asked().put("cursor", cursor + "="));
    assertRefused(cursors, STAFF, asked().put("cursor", cursor + " "));
  }

  @Test
  void tied_lastPageOrNoList_isLeftAlone() {
    Reply last = new Reply(new JsonObject().put("items", 0), Map.of("ETag", "\"1\""));

    assertThat(cursors.tied(STAFF, asked(), last)).isSameAs(last);
    assertThat(cursors.tied(STAFF, asked(), Reply.empty()).body()).isNull();
    Reply foreign = Reply.of(new JsonObject().put("nextCursor", "x"));
    assertThat(new ListCursors(CONTRACT.operation("claim.get")).tied(STAFF, asked(), foreign))
        .isSameAs(foreign);
  }

  /** By its name is known what is tied. */
  @Test
  void contract_eachListOfPagesTakesACursor() {
    assertThat(CONTRACT.operations())
        .filteredOn(
            operation ->
                operation.success().schema() != null
                    && operation
                        .success()
                        .schema()
                        .getJsonObject("properties")
                        .containsKey("nextCursor"))
        .hasSizeGreaterThan(8)
        .allSatisfy(
            operation -> assertThat(operation.parameters()).extracting("name").contains("cursor"));
  }
}
