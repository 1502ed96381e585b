package io.laurel.revocation;

import io.laurel.failure.Failure;
import io.laurel.security.Principal;
import io.laurel.security.TokenVerifier;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every revocation in force, in memory: one of a process, asked for each token by all of its event
 * loops. Fails closed: once no read has succeeded for too long nobody is admitted, until one does.
 *
 * <p>A read asks for what was written since the newest that is known, less an overlap, because the
 * store's time is set when a write begins and seen when it is done. At times, and after every
 * failure, everything is read: that forgets what has expired, and finds what the overlap missed
 * because the store's clock was set back.
 */
public final class Revocations {
  private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);
  private static final Duration OVERLAP = Duration.ofSeconds(10);
  private static final int READS_UNTIL_ALL = 60;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final RevocationStore store;
  private final long maxStaleness;
  private final LongSupplier nanoTime;
  private volatile Map<String, Revocation> known = Map.of();

  /** What is known is at least as new as this; read by every thread. */
  private volatile long asOf;

  private volatile boolean loaded;

  // These belong to whoever calls read(), one call at a time.
  private @Nullable Instant newest;
  private int readsLeft;
  private boolean failing;

  /**
   * Knows nothing yet, and so admits nobody.
   *
   * @param nanoTime a clock that only goes on, in nanoseconds
   */
  public Revocations(RevocationStore store, Duration maxStaleness, LongSupplier nanoTime) {
    this.store = store;
    this.maxStaleness = maxStaleness.toNanos();
    this.nanoTime = nanoTime;
  }

  /**
   * A verifier that also refuses tokens that were revoked, with {@code unauthorized}, and all of
   * them with {@code unavailable} while nobody knows. May be used by any thread that {@code
   * verifier} may be used by.
   */
  public TokenVerifier guard(TokenVerifier verifier) {
    return token -> verifier.verify(token).compose(this::admit);
  }

  private Future<Principal> admit(Principal principal) {
    if (!isFresh()) {
      return Failure.unavailable("Whether this token still counts cannot be told.", RETRY_AFTER)
          .asFuture();
    }
    Map<String, Revocation> revocations = known;
    boolean isVoid =
        voids(revocations.get(principal.userId()), principal)
            || voids(revocations.get(principal.sessionId()), principal);
    return isVoid ? Failure.unauthorized().asFuture() : Future.succeededFuture(principal);
  }

  private static boolean voids(@Nullable Revocation revocation, Principal principal) {
    return revocation != null && revocation.voids(principal);
  }

  /** Whether what is known is new enough to admit anybody by it. */
  public boolean isFresh() {
    return loaded && nanoTime.getAsLong() - asOf <= maxStaleness;
  }

  /** Reads what is new. Not while another read is under way. */
  Future<Void> read() {
    long begun = nanoTime.getAsLong();
    Instant from = newest == null || readsLeft == 0 ? null : newest.minus(OVERLAP);
    return store
        .read(from)
        .<Void>map(
            batch -> {
              take(batch, from == null);
              asOf = begun;
              loaded = true;
              return null;
            })
        .onFailure(this::failed);
  }

  private void take(RevocationStore.Batch batch, boolean all) {
    if (failing) {
      LOG.info("Revocations can be read again");
      failing = false;
    }
    if (all) {
      known = merged(new ConcurrentHashMap<>(), batch.revocations());
      newest = batch.newest();
      readsLeft = READS_UNTIL_ALL;
      return;
    }
    merged(known, batch.revocations());
    if (batch.newest() != null && batch.newest().isAfter(newest)) {
      newest = batch.newest();
    }
    readsLeft--;
  }

  private static Map<String, Revocation> merged(
      Map<String, Revocation> into, List<Revocation> revocations) {
    revocations.forEach(revocation -> into.merge(revocation.id(), revocation, Revocation::or));
    return into;
  }

  private void failed(Throwable cause) {
    if (!failing) {
      LOG.warn("Revocations cannot be read; trying on", cause);
    }
    failing = true;
    readsLeft = 0;
  }
}
