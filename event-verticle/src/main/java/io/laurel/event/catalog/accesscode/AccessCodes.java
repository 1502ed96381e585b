package io.laurel.event.catalog.accesscode;

import io.laurel.event.catalog.stock.SerialBlock;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is known of codes that players enter. Belongs to one event loop. */
public final class AccessCodes {
  private final CodeHashes hashes;
  private final BatchLooks looks;
  private final CodeBatchStore batches;

  AccessCodes(CodeHashes hashes, BatchLooks looks, CodeBatchStore batches) {
    this.hashes = hashes;
    this.looks = looks;
    this.batches = batches;
  }

  /** The ids under which a code may be kept, that of the newest key first. */
  public List<String> ids(String code) {
    return hashes.all(code);
  }

  /** The one that counts of the codes that were found under these ids. */
  public static Optional<AccessCode> first(List<String> ids, Collection<AccessCode> found) {
    return found.stream().min(Comparator.comparing(code -> ids.indexOf(code.id())));
  }

  /** What stands for a code in a request that is compared with others. */
  public String inRequest(String code) {
    return hashes.ofRequest(code);
  }

  /** Whether its batch is void, at most as old as configured. */
  public Future<Boolean> isVoid(AccessCode code) {
    return looks.isVoid(code.batch());
  }

  /**
   * Takes uses of a word that were never handed out; see {@link
   * io.laurel.event.catalog.stock.SerialBlocks}.
   *
   * @param word its id
   */
  public Future<SerialBlock> takeUses(String word, int uses, int count) {
    return batches.takeUses(word, uses, count);
  }
}
