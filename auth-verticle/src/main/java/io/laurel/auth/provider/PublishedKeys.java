package io.laurel.auth.provider;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that a provider publishes, as this node has last seen them. A key that is missing from
 * the newest set counts no more; a provider that is away keeps nobody out whose key is known.
 */
final class PublishedKeys implements ProviderKeys {
  private static final Logger LOG = LoggerFactory.getLogger(PublishedKeys.class);

  private final String provider;
  private final Supplier<Future<KeySet>> source;
  private final KeySetConfig config;
  private final LongSupplier nanos;
  private @Nullable Held held;
  private @Nullable Long failedAt;
  private @Nullable Long soughtAt;
  private Future<KeySet> fetch = Future.failedFuture("none yet");

  /** A set, and when it came. */
  private record Held(KeySet keys, long at) {}

  /**
   * Keys that {@code source} fetches.
   *
   * @param provider for the log
   */
  PublishedKeys(
      String provider, Supplier<Future<KeySet>> source, KeySetConfig config, LongSupplier nanos) {
    this.provider = provider;
    this.source = source;
    this.config = config;
    this.nanos = nanos;
  }

  @Override
  public synchronized Future<KeySet> current() {
    if (held != null && isWithin(config.keep(), held.at())) {
      return Future.succeededFuture(held.keys());
    }
    if (!mayFetch()) {
      return stale();
    }
    Future<KeySet> fetched = fetch();
    return (held == null
            ? fetched
            : fetched.timeout(config.patience().toMillis(), TimeUnit.MILLISECONDS))
        .recover(cause -> stale());
  }

  @Override
  public synchronized Future<KeySet> after(KeySet known) {
    if (held != null && held.keys() != known) {
      return Future.succeededFuture(held.keys());
    }
    if (fetch.isComplete()) {
      if (!mayFetch() || (soughtAt != null && isWithin(config.pause(), soughtAt))) {
        return Future.succeededFuture(known);
      }
      soughtAt = nanos.getAsLong();
    }
    return fetch().otherwise(known);
  }

  private boolean mayFetch() {
    return failedAt == null || !isWithin(config.pause(), failedAt);
  }

  /** One at a time: whoever asks meanwhile gets its outcome. */
  private Future<KeySet> fetch() {
    if (fetch.isComplete()) {
      fetch = source.get().onSuccess(this::learn).onFailure(this::note);
    }
    return fetch;
  }

  private synchronized void learn(KeySet keys) {
    held = new Held(keys, nanos.getAsLong());
    failedAt = null;
  }

  private synchronized void note(Throwable cause) {
    failedAt = nanos.getAsLong();
    LOG.warn("The keys of {} cannot be fetched: {}", provider, cause.getMessage());
  }

  private synchronized Future<KeySet> stale() {
    return held != null && isWithin(config.stale(), held.at())
        ? Future.succeededFuture(held.keys())
        : Failure.unavailable("The keys of this token's issuer cannot be had.", untilNext())
            .asFuture();
  }

  private Duration untilNext() {
    long passed = failedAt == null ? 0 : nanos.getAsLong() - failedAt;
    return Duration.ofSeconds(Math.max(1, config.pause().minusNanos(passed).toSeconds()));
  }

  private boolean isWithin(Duration time, long since) {
    return nanos.getAsLong() - since < time.toNanos();
  }
}
