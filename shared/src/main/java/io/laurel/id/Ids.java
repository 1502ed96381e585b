package io.laurel.id;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidFactory;
import io.laurel.security.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;

/** Makes ids: a type prefix and a ULID, so that they sort by time of making. */
@FunctionalInterface
public interface Ids {
  /** A new id such as {@code evt_01J…}; {@code prefix} without the underscore. */
  String next(String prefix);

  /** Ids by the clock and a secure random source. */
  static Ids by(Clock clock) {
    UlidFactory factory = UlidFactory.newInstance();
    return prefix -> prefix + "_" + factory.create(clock.millis());
  }

  /**
   * The id that one caller's {@code Idempotency-Key} always leads to, so that a second run meets
   * the first one's document: 128 bits of SHA-256 over the parts, each with its length.
   *
   * @param scope caller, operation, path ids and key, in that order
   */
  static String derived(String prefix, String... scope) {
    StringBuilder parts = new StringBuilder();
    for (String part : scope) {
      parts.append(part.getBytes(StandardCharsets.UTF_8).length).append(':').append(part);
    }
    byte[] digest = Sha256.of(parts.toString().getBytes(StandardCharsets.UTF_8));
    return prefix + "_" + Ulid.from(Arrays.copyOf(digest, Ulid.ULID_BYTES));
  }
}
