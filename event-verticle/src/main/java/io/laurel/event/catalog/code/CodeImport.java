package io.laurel.event.catalog.code;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One import on its way. What the reward has already is found first; the rest is appended in
 * batches, each code at the place after the last one. Where a code is in the way, either another
 * import was faster and took the place, or it brought the same code: so look again how far the
 * places go and what is there, and go on. Whatever dies when, what is stored is the beginning of
 * what was to be stored, and importing the same again stores the rest.
 */
final class CodeImport {
  /** The largest stock there is. */
  static final int MAX_CODES = 10_000_000;

  /** Codes that are appended at once. */
  private static final int BATCH = 1_000;

  /** Codes that are looked for at once; the embedded server compares each with all of them. */
  private static final int ASKED = 200;

  /** In a row without anything stored; each means that another import stored something. */
  private static final int MAX_COLLISIONS = 1_000;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final CodeVault vault;
  private final String rewardId;
  private final LastSerial lastSerial;
  private int last;
  private int imported;
  private int collisions;

  /** What is to be stored yet: codes by their hashes, in the order they came. */
  private Map<String, String> left = Map.of();

  CodeImport(CodeVault vault, String rewardId) {
    this.vault = vault;
    this.rewardId = rewardId;
    this.lastSerial = new LastSerial(vault.store(), rewardId);
  }

  /**
   * Stores what is new. Fails with {@code too-many-codes}, and then nothing is stored; with {@code
   * unavailable}.
   *
   * @param codes perhaps with repeats
   * @param known a serial that has a code, or 0
   * @return how many were new
   */
  Future<Integer> run(List<String> codes, int known) {
    return vault
        .vertx()
        .executeBlocking(() -> byHash(codes), false)
        .compose(hashed -> leaveOutKnown(hashed, List.copyOf(hashed.keySet()).iterator()))
        .compose(fresh -> lastSerial.from(known))
        .compose(this::appendFrom)
        .map(done -> imported);
  }

  private Map<String, String> byHash(List<String> codes) {
    Map<String, String> hashed = new LinkedHashMap<>();
    codes.forEach(code -> hashed.putIfAbsent(vault.seal().hash(rewardId, code), code));
    return hashed;
  }

  private Future<Void> leaveOutKnown(Map<String, String> hashed, Iterator<String> unasked) {
    left = hashed;
    List<String> batch = next(ASKED, unasked);
    if (batch.isEmpty()) {
      return Future.succeededFuture();
    }
    return vault
        .store()
        .known(rewardId, batch)
        .compose(
            known -> {
              left.keySet().removeAll(known);
              return leaveOutKnown(hashed, unasked);
            });
  }

  private Future<Void> appendFrom(int highest) {
    last = highest;
    if (last + left.size() > MAX_CODES) {
      throw Failure.conflict(
          "too-many-codes",
          String.format(
              Locale.ROOT,
              "A reward has at most %,d codes; this one has %,d already.",
              MAX_CODES,
              last));
    }
    return append();
  }

  private Future<Void> append() {
    List<String> hashes = next(BATCH, left.keySet().iterator());
    if (hashes.isEmpty()) {
      return Future.succeededFuture();
    }
    List<String> codes = hashes.stream().map(left::get).toList();
    int first = last + 1;
    return vault
        .vertx()
        .executeBlocking(() -> sealed(first, codes, hashes), false)
        .compose(vault.store()::append)
        .compose(
            stored -> {
              last += stored;
              imported += stored;
              hashes.subList(0, stored).forEach(left::remove);
              return stored == hashes.size() ? append() : collided(hashes, stored);
            });
  }

  private List<SealedCode> sealed(int first, List<String> codes, List<String> hashes) {
    List<SealedCode> sealed = new ArrayList<>(codes.size());
    for (int i = 0; i < codes.size(); i++) {
      sealed.add(vault.seal().seal(new CodeKey(rewardId, first + i), codes.get(i), hashes.get(i)));
    }
    return sealed;
  }

  private Future<Void> collided(List<String> batch, int stored) {
    collisions = stored == 0 ? collisions + 1 : 0;
    if (collisions > MAX_COLLISIONS) {
      return Failure.unavailable("Too many imports at once; send it again.", RETRY_AFTER)
          .asFuture();
    }
    return leaveOutKnown(left, batch.subList(stored, batch.size()).iterator())
        .compose(done -> lastSerial.from(last))
        .compose(this::appendFrom);
  }

  private static List<String> next(int count, Iterator<String> from) {
    List<String> batch = new ArrayList<>(count);
    while (from.hasNext() && batch.size() < count) {
      batch.add(from.next());
    }
    return batch;
  }
}
