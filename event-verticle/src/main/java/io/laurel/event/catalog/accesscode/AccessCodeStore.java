package io.laurel.event.catalog.accesscode;

import io.laurel.audit.AuditEntry;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** Keeps codes and words by their hashes; no two are alike. */
interface AccessCodeStore {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** Does again what a dying process left undone. */
  default Future<Void> sweep() {
    return Future.succeededFuture();
  }

  /**
   * Keeps codes of one batch, in the order given, until one is there already: that one and those
   * after it are not kept.
   *
   * @return how many are kept
   */
  Future<Integer> append(List<AccessCode> codes);

  /** Those of the hashes that are there, in no order. */
  Future<List<AccessCode>> find(Collection<String> ids);

  /**
   * Keeps a word that is not listed yet, with the entry that tells of it.
   *
   * @return false where the same is there: nothing is written
   */
  Future<Boolean> insert(Word word, AuditEntry entry);

  /**
   * Makes a word one of another event, in one step, and keeps the entry; it is not listed yet.
   *
   * @param before as it was read
   * @return false where it is not of that batch any more: nothing is written
   */
  Future<Boolean> takeOver(AccessCode before, Word word, AuditEntry entry);

  /** Words that are not listed yet, at most so many. */
  Future<List<Word>> unlisted(int limit);

  /** The word is listed, unless it was taken over since. */
  Future<Void> listed(Word word);

  /** Forgets all of an event that is gone. */
  Future<Void> dropAllOf(String eventId);

  /**
   * A word that is to be listed.
   *
   * @param id its hash
   * @param batch how it will be listed
   */
  record Word(String id, CodeBatch batch) {
    AccessCode code() {
      return AccessCode.of(id, batch);
    }
  }
}
