package io.laurel.event.catalog.accesscode;

import org.jspecify.annotations.Nullable;

/**
 * A code or word as it is kept. It does not change by use: who used it says so.
 *
 * @param id what equal codes have in common, a keyed hash
 * @param rewardId what it is for; null for what its event gives
 * @param uses how many claims it is good for
 * @param batch id of the batch that it is of; of a word, which is alone in it, the word's id
 */
public record AccessCode(
    String id, String eventId, @Nullable String rewardId, int uses, String batch) {
  /** The code with that hash, of that batch. */
  static AccessCode of(String id, CodeBatch batch) {
    return new AccessCode(id, batch.eventId(), batch.rewardId(), batch.uses(), batch.id());
  }

  /** Whether it is a word, by its one batch. */
  public boolean isWord() {
    return batch.startsWith(CodeBatch.WORD_PREFIX + "_");
  }

  /**
   * What tells its uses from those of all others: all of a batch begin with its id. A word has no
   * other name, so that who takes it over begins anew.
   */
  public String place() {
    return isWord() ? batch : batch + "/" + id;
  }
}
