package io.laurel.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON numbers by their value: {@code 1}, {@code 1.0} and {@code 1e0} are one number, whole ones
 * are an Integer or a Long here, others a Double. What a double cannot hold is not rounded but has
 * no such form.
 */
public final class JsonNumbers {
  /** What every client can hold exactly (RFC 8259, section 6). */
  private static final long MAX = (1L << 53) - 1;

  private static final int BITS = 53;
  private static final BigDecimal LARGEST = BigDecimal.valueOf(MAX);

  private JsonNumbers() {}

  /** Whether it lies within ±(2⁵³−1). Costs the same for 1 and for 1e999999999. */
  public static boolean isInRange(Number number) {
    if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
      return true;
    }
    if (number instanceof Long whole) {
      // Not Math.abs, which leaves Long.MIN_VALUE negative.
      return -MAX <= whole && whole <= MAX;
    }
    if (number instanceof Double fraction) {
      return Math.abs(fraction) <= MAX;
    }
    if (number instanceof BigInteger whole) {
      return whole.bitLength() <= BITS && isInRange(whole.longValue());
    }
    BigDecimal decimal = decimal(number);
    return decimal != null && decimal.abs().compareTo(LARGEST) <= 0;
  }

  /**
   * The number as an Integer, Long or Double; null where it lies outside of the range, or where it
   * has more digits than a double keeps.
   */
  public static @Nullable Number exact(Number number) {
    if (number instanceof Integer) {
      return number;
    }
    if (!isInRange(number)) {
      return null;
    }
    if (number instanceof Double fraction) {
      return fraction == Math.rint(fraction) ? whole((long) fraction.doubleValue()) : number;
    }
    BigDecimal decimal = number instanceof Float ? decimal(number) : null;
    if (number instanceof BigDecimal big) {
      decimal = big;
    }
    return decimal == null ? whole(number.longValue()) : exact(decimal);
  }

  private static @Nullable Number exact(BigDecimal decimal) {
    if (decimal.signum() == 0) {
      return 0;
    }
    BigDecimal shortest = decimal.stripTrailingZeros();
    if (shortest.scale() <= 0) {
      return whole(shortest.longValueExact());
    }
    double nearest = shortest.doubleValue();
    // No double is 0.1, but the nearest differs by less than a unit of the last digit sent.
    BigDecimal lost = new BigDecimal(nearest).subtract(shortest).abs();
    return lost.compareTo(shortest.ulp()) < 0 ? (Number) nearest : null;
  }

  private static Number whole(long value) {
    return value == (int) value ? (Number) (int) value : (Number) value;
  }

  /** Null for what is no number at all, such as an infinite float. */
  private static @Nullable BigDecimal decimal(Number number) {
    if (number instanceof BigDecimal big) {
      return big;
    }
    return number instanceof Float single && !Float.isFinite(single)
        ? null
        : new BigDecimal(number.toString());
  }

  /**
   * The text of a number in that form, the same on every Java: which of several short decimals a
   * double is written as is not.
   */
  public static String text(Number exact) {
    return exact instanceof Double fraction
        ? new BigDecimal(fraction).stripTrailingZeros().toString()
        : exact.toString();
  }

  /** A copy of the object whose numbers have that form, except those that have none. */
  public static JsonObject exact(JsonObject object) {
    Map<String, Object> copy = new LinkedHashMap<>();
    object.fieldNames().forEach(name -> copy.put(name, exactValue(object.getValue(name))));
    return new JsonObject(copy);
  }

  private static @Nullable Object exactValue(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      return exact(object);
    }
    if (value instanceof JsonArray array) {
      JsonArray copy = new JsonArray();
      for (int i = 0; i < array.size(); i++) {
        copy.add(exactValue(array.getValue(i)));
      }
      return copy;
    }
    return value instanceof Number number ? exactOrSame(number) : value;
  }

  /** The same in place, for what a parser has just made and nobody else holds. */
  public static void makeExact(Map<String, Object> object) {
    object.replaceAll((name, value) -> madeExact(value));
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object madeExact(@Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      makeExact((Map<String, Object>) object);
    } else if (value instanceof List<?> array) {
      ((List<Object>) array).replaceAll(JsonNumbers::madeExact);
    }
    return value instanceof Number number ? exactOrSame(number) : value;
  }

  private static Number exactOrSame(Number number) {
    Number exact = exact(number);
    return exact == null ? number : exact;
  }
}
