package io.laurel.event.catalog.accesscode;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.event.catalog.stock.SerialBlock;
import io.laurel.event.catalog.stock.SerialRange;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Written;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Batches in a map. */
final class InMemoryCodeBatchStore implements CodeBatchStore {
  private static final Comparator<Cursor> NEWEST_FIRST =
      Comparator.comparing(Cursor::at).thenComparing(Cursor::id).reversed();

  private final Map<String, CodeBatch> batches = new HashMap<>();
  private final Map<String, Integer> nextUse = new HashMap<>();
  private final AuditStore audit;
  private Throwable nextFailure;

  /** Batches whose entries are moved on to {@code audit}. */
  InMemoryCodeBatchStore(AuditStore audit) {
    this.audit = audit;
  }

  InMemoryCodeBatchStore() {
    this(new InMemoryAuditStore());
  }

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> insert(CodeBatch batch, AuditEntry entry) {
    return batches.putIfAbsent(batch.id(), batch) == null
        ? audit.add(entry)
        : Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> list(CodeBatch word) {
    if (batches.putIfAbsent(word.id(), word) == null) {
      nextUse.put(word.id(), 1);
    }
    return Future.succeededFuture();
  }

  /** Lets the next look fail. */
  synchronized void failNextFind(Throwable cause) {
    nextFailure = cause;
  }

  @Override
  public synchronized Future<CodeBatch> find(String id) {
    if (nextFailure != null) {
      Throwable cause = nextFailure;
      nextFailure = null;
      return Future.failedFuture(cause);
    }
    return Future.succeededFuture(batches.get(id));
  }

  @Override
  public synchronized Future<Boolean> raise(CodeBatch before, int made) {
    CodeBatch now = batches.get(before.id());
    boolean asRead = now != null && !now.isVoid() && now.made() == before.made();
    if (asRead) {
      batches.put(now.id(), now.withMade(made));
    }
    return Future.succeededFuture(asRead);
  }

  @Override
  public synchronized Future<Outcome<CodeBatch>> makeVoid(
      CodeBatch before, Instant at, AuditEntry entry) {
    CodeBatch now = batches.get(before.id());
    if (now == null || now.isVoid()) {
      return Future.succeededFuture(new Lost<>());
    }
    CodeBatch after =
        new CodeBatch(
            now.id(),
            now.eventId(),
            now.rewardId(),
            now.wordEnds(),
            now.wanted(),
            now.made(),
            now.uses(),
            now.createdAt(),
            now.createdBy(),
            at);
    batches.put(now.id(), after);
    return audit.add(entry).map(new Written<>(after));
  }

  @Override
  public synchronized Future<Page<CodeBatch>> list(String eventId, PageRequest page) {
    return Future.succeededFuture(
        Page.of(
            batches.values().stream()
                .filter(batch -> batch.eventId().equals(eventId))
                .filter(
                    batch ->
                        page.after() == null
                            || NEWEST_FIRST.compare(batch.cursor(), page.after()) > 0)
                .sorted(Comparator.comparing(CodeBatch::cursor, NEWEST_FIRST))
                .limit(page.limit() + 1L)
                .toList(),
            page.limit(),
            CodeBatch::cursor));
  }

  @Override
  public synchronized Future<SerialBlock> takeUses(String word, int uses, int count) {
    Integer next = nextUse.get(word);
    if (next == null || next > uses) {
      return Future.succeededFuture(new SerialBlock(SerialRange.EMPTY, uses));
    }
    nextUse.put(word, next + count);
    return Future.succeededFuture(
        new SerialBlock(new SerialRange(next, Math.min(next + count - 1, uses)), uses));
  }

  @Override
  public synchronized Future<Void> dropAllOf(String eventId) {
    batches.values().removeIf(batch -> batch.eventId().equals(eventId));
    return Future.succeededFuture();
  }
}
