package io.laurel.event.catalog.accesscode;

import io.laurel.audit.AuditEntry;
import io.laurel.event.catalog.stock.SerialBlock;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.schedule.Races.Outcome;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps batches of codes, and words as batches of one. */
interface CodeBatchStore {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** Does again what a dying process left undone. */
  default Future<Void> sweep() {
    return Future.succeededFuture();
  }

  /** Keeps a new batch with its entry. */
  Future<Void> insert(CodeBatch batch, AuditEntry entry);

  /** Keeps a word, of which its own entry tells; nothing where it is there. */
  Future<Void> list(CodeBatch word);

  /** The batch of that id, or null. */
  Future<@Nullable CodeBatch> find(String id);

  /**
   * Raises how many codes of it are made, so that each of them is made by one call only.
   *
   * @param before as it was read; its {@code made} is what is raised
   * @return false where that is another by now, or it is void: nothing is written
   */
  Future<Boolean> raise(CodeBatch before, int made);

  /**
   * Makes it void, and keeps the entry, in one write.
   *
   * @param before as it was read, not void
   * @return lost where it is void by now
   */
  Future<Outcome<CodeBatch>> makeVoid(CodeBatch before, Instant at, AuditEntry entry);

  /** Batches of an event, newest first. */
  Future<Page<CodeBatch>> list(String eventId, PageRequest page);

  /**
   * Takes uses of a word that were never handed out, in one step; see {@link
   * io.laurel.event.catalog.stock.SerialBlocks}.
   */
  Future<SerialBlock> takeUses(String word, int uses, int count);

  /** Forgets all of an event that is gone. */
  Future<Void> dropAllOf(String eventId);
}
