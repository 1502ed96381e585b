package io.laurel.security;

import io.laurel.config.ConfigException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The token keys as they are now. One ring serves a whole process, on any thread. */
public final class KeyRing {
  private volatile Keys keys;

  private KeyRing(Keys keys) {
    this.keys = keys;
  }

  /**
   * What the ring held at one time.
   *
   * @param version one more each time the keys have changed
   * @param all every key, oldest first
   * @param since by key id, from when on the directory is known to have held it
   */
  public record Keys(long version, List<TokenKey> all, Map<String, Instant> since) {
    /** Copies the keys. */
    public Keys {
      all = List.copyOf(all);
      since = Map.copyOf(since);
    }

    /**
     * The key to sign with: the newest private one that the directory has held for that long, so
     * that every verifier has read it before it meets a token of it. Where there is none yet, as
     * when the first keys were made a moment ago, the oldest private one, which most verifiers
     * know.
     */
    public Optional<TokenKey> signing(Instant now, Duration activation) {
      List<TokenKey> own = all.stream().filter(key -> key.privateKey() != null).toList();
      return own.stream()
          .filter(key -> isHeldSince(key, now.minus(activation)))
          .reduce((older, newer) -> newer)
          .or(() -> own.stream().findFirst());
    }

    private boolean isHeldSince(TokenKey key, Instant time) {
      Instant from = since.get(key.id());
      return from != null && !from.isAfter(time);
    }
  }

  /**
   * The keys of the configured directory, which is read again and again until {@code vertx} is
   * closed: keys are added and taken away while the process runs. Fails with {@link
   * ConfigException} where the first read finds no key, or a file that is none; what a later one
   * cannot read leaves the ring as it was, for a key half copied must not stop anybody.
   */
  public static Future<KeyRing> open(Vertx vertx, SecurityConfig config, Clock clock) {
    return new KeyReader(vertx, config, clock).open();
  }

  /** Keys that never change and have always been there; oldest first. */
  public static KeyRing of(List<TokenKey> keys) {
    return new KeyRing(
        new Keys(
            0, keys, keys.stream().collect(Collectors.toMap(TokenKey::id, key -> Instant.EPOCH))));
  }

  static KeyRing of(Keys keys) {
    return new KeyRing(keys);
  }

  void set(Keys changed) {
    keys = changed;
  }

  /** The keys as last read. */
  public Keys keys() {
    return keys;
  }
}
