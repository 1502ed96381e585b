package io.laurel.event.facts.activity;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.facts.activity.ActivityStore.FactRange;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets staff read what somebody did, day by day. */
final class FactService {
  private final ActivityStore store;

  FactService(ActivityStore store) {
    this.store = store;
  }

  /** One page of a user's facts, the newest day first. Fails with {@code invalid-cursor}. */
  Future<Reply> list(Call call) {
    int limit = call.message().getInteger("limit");
    FactRange range =
        new FactRange(
            call.text("userId"),
            day(call, "from"),
            day(call, "to"),
            FactCursor.decode(call.textOrNull("cursor")));
    return store.facts(range, limit + 1).map(found -> Reply.of(page(found, limit)));
  }

  private static @Nullable LocalDate day(Call call, String field) {
    String day = call.textOrNull(field);
    return day == null ? null : LocalDate.parse(day);
  }

  private static JsonObject page(List<Fact> found, int limit) {
    List<Fact> items = found.subList(0, Math.min(limit, found.size()));
    JsonObject page =
        new JsonObject().put("items", new JsonArray(items.stream().map(Fact::toJson).toList()));
    return found.size() > limit
        ? page.put("nextCursor", FactCursor.encode(items.get(limit - 1).place()))
        : page;
  }
}
