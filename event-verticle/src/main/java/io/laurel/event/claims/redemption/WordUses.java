package io.laurel.event.claims.redemption;

import io.laurel.cache.RecentlyUsed;
import io.laurel.event.catalog.accesscode.AccessCode;
import io.laurel.event.catalog.stock.Serial;
import io.laurel.event.catalog.stock.Stock;
import io.laurel.event.claims.claim.CodeLock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The uses of shared words, handed out as stock is. A word that was found used up is taken for that
 * for a while, and looked at again behind the answers, so that they take the time of others.
 * Belongs to one event loop.
 */
final class WordUses {
  private static final int MAX_WORDS = 10_000;

  /** Between two looks at a word behind the answers. */
  private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

  private final Stock uses;
  private final Duration memory;
  private final LongSupplier nanos;
  private final Map<String, Long> usedUp = new RecentlyUsed<>(MAX_WORDS);
  private final Set<String> looking = new HashSet<>();

  WordUses(Stock uses, Duration memory, LongSupplier nanos) {
    this.uses = uses;
    this.memory = memory;
    this.nanos = nanos;
  }

  /** A use to try; none where every one was found to be held. */
  Future<Optional<Serial>> take(AccessCode word) {
    Long since = usedUp.get(word.batch());
    long now = nanos.getAsLong();
    if (since == null || now - since >= memory.toNanos()) {
      return look(word);
    }
    if (now - since >= LOOK_INTERVAL.toNanos()) {
      lookBehind(word);
    }
    return Future.succeededFuture(Optional.empty());
  }

  private Future<Optional<Serial>> look(AccessCode word) {
    long begun = nanos.getAsLong();
    return uses.take(word.eventId(), pile(word), word.uses(), 1)
        .map(found -> found.map(one -> one.get(0)))
        .onSuccess(
            found -> {
              if (found.isPresent()) {
                usedUp.remove(word.batch());
              } else {
                usedUp.put(word.batch(), begun);
              }
            });
  }

  /** Nobody waits for it; where it fails, the next one looks again. */
  private void lookBehind(AccessCode word) {
    if (looking.add(word.batch())) {
      look(word)
          .onSuccess(found -> found.ifPresent(use -> giveBack(word, use)))
          .onComplete(done -> looking.remove(word.batch()));
    }
  }

  /** Returns a use that was not needed. */
  void giveBack(AccessCode word, Serial use) {
    uses.giveBack(word.eventId(), pile(word), use);
  }

  /** Says that another claim holds that use. */
  void taken(AccessCode word, Serial use) {
    uses.taken(word.eventId(), pile(word), use);
  }

  /** Says that a claim which held that use holds it no more. */
  void freed(String eventId, CodeLock lock) {
    uses.freed(eventId, lock.pile(), lock.use());
    usedUp.remove(lock.place());
  }

  private static String pile(AccessCode word) {
    return CodeLock.pile(word.place());
  }
}
