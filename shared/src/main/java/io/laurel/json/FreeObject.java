package io.laurel.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a JSON object that its writer fills as it likes: such as every database takes, and
 * no message is burdened by. Any values, null too.
 *
 * @param maxBytes as compact JSON in UTF-8
 * @param maxLevels the object is the first; lists count
 * @param maxName characters of a name, which has one at least, no dot and no dollar sign in front
 */
public record FreeObject(int maxBytes, int maxLevels, int maxName) {
  /** Those of what studios write about rewards. */
  public static final FreeObject ATTRIBUTES = new FreeObject(4 * 1024, 5, 128);

  /**
   * Judges one.
   *
   * @param faults is given the way from the object, empty for itself, and what is wrong there
   */
  public void check(JsonObject object, BiConsumer<List<Object>, String> faults) {
    // First, as what is too deep cannot be written either.
    Look look = new Look(faults);
    look.into(object, List.of());
    if (look.seen == 0 && object.encode().getBytes(StandardCharsets.UTF_8).length > maxBytes) {
      faults.accept(List.of(), "must have at most " + maxBytes + " bytes as JSON");
    }
  }

  /** Ends at the first level that is too deep: whatever is below costs nothing. */
  private final class Look {
    private final BiConsumer<List<Object>, String> faults;
    private int seen;

    Look(BiConsumer<List<Object>, String> faults) {
      this.faults = faults;
    }

    void into(@Nullable Object value, List<Object> way) {
      boolean holds = value instanceof JsonObject || value instanceof JsonArray;
      if (holds && way.size() >= maxLevels) {
        tell(way, "is deeper than " + maxLevels + " levels");
      } else if (value instanceof JsonObject object) {
        for (Map.Entry<String, Object> member : object) {
          List<Object> there = to(way, member.getKey());
          checkName(member.getKey(), there);
          into(member.getValue(), there);
        }
      } else if (value instanceof JsonArray array) {
        for (int i = 0; i < array.size(); i++) {
          into(array.getValue(i), to(way, i));
        }
      }
    }

    private void checkName(String name, List<Object> way) {
      int length = name.codePointCount(0, name.length());
      if (length < 1 || length > maxName) {
        tell(way, "has a name that must have 1 to " + maxName + " characters");
      } else if (name.startsWith("$") || name.contains(".")) {
        tell(way, "has a name that must not begin with $ or contain a dot");
      }
    }

    private void tell(List<Object> way, String detail) {
      seen++;
      faults.accept(way, detail);
    }

    private static List<Object> to(List<Object> way, Object next) {
      List<Object> further = new ArrayList<>(way);
      further.add(next);
      return further;
    }
  }
}
