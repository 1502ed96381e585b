package io.laurel.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.failure.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
  private static final Instant AT = Instant.parse("2026-05-01T00:00:00.123Z");
  private static final String ID = "evt_01ARZ3NDEKTSV4RRFFQ69G5FAV";

  private static Page<String> page(List<String> found) {
    return Page.of(found, 2, item -> new Cursor(AT, ID));
  }

  @Test
  void decode_ownCursor_isTheSame() {
    Cursor cursor = new Cursor(AT, ID);
    assertThat(Cursor.decode(cursor.encode())).isEqualTo(cursor);
  }

  @Test
  void decode_none_isTheFirstPage() {
    assertThat(Cursor.decode(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "****",
        "2:1:evt_01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "1:999999999999999:evt_01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "1:01:evt_01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "1:-5:evt_01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "1:9999999999999999:evt_01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "1:1:evt_01ARZ3NDEKTSV4RRFFQ69G5FAV\n",
        "1:1:{\"$ne\":1}"
      })
  void decode_foreign_isRefused(String text) {
    String encoded = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    for (String cursor : List.of(text, encoded)) {
      Failure failure = catchThrowableOfType(Failure.class, () -> Cursor.decode(cursor));
      assertThat(failure.code()).isEqualTo("invalid-cursor");
      assertThat(failure.status()).isEqualTo(400);
    }
  }

  @Test
  void decode_otherSpellingOfOurs_isRefused() {
    String text = new Cursor(AT, ID).encode();
    for (String cursor :
        List.of(text + "=", text + "==", text + "A", text.toUpperCase(Locale.ROOT))) {
      assertThat(catchThrowableOfType(Failure.class, () -> Cursor.decode(cursor)).code())
          .isEqualTo("invalid-cursor");
    }
  }

  @Test
  void of_oneMoreThanFits_hasANextPage() {
    Page<String> page = page(List.of("a", "b", "c"));
    assertThat(page.items()).containsExactly("a", "b");
    assertThat(page.toJson(item -> new JsonObject().put("id", item)).getString("nextCursor"))
        .isEqualTo(new Cursor(AT, ID).encode());
  }

  @Test
  void of_justFits_isTheLastPage() {
    assertThat(page(List.of("a", "b")).toJson(item -> new JsonObject().put("id", item)))
        .isEqualTo(
            new JsonObject()
                .put(
                    "items",
                    new JsonArray()
                        .add(new JsonObject().put("id", "a"))
                        .add(new JsonObject().put("id", "b"))));
  }

  @Test
  void pageRequest_readsAnAdmittedMessage() {
    JsonObject message =
        new JsonObject().put("limit", 20L).put("cursor", new Cursor(AT, ID).encode());
    assertThat(PageRequest.of(message)).isEqualTo(new PageRequest(20, new Cursor(AT, ID)));
  }
}
