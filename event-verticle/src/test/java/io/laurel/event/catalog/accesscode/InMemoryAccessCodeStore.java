package io.laurel.event.catalog.accesscode;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Codes in a map. */
public final class InMemoryAccessCodeStore implements AccessCodeStore {
  private final Map<String, AccessCode> codes = new HashMap<>();
  private final Map<String, Word> unlisted = new LinkedHashMap<>();
  private final AuditStore audit;

  /** Codes whose entries are moved on to {@code audit}. */
  InMemoryAccessCodeStore(AuditStore audit) {
    this.audit = audit;
  }

  /** Codes whose entries nobody reads. */
  public InMemoryAccessCodeStore() {
    this(new InMemoryAuditStore());
  }

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Integer> append(List<AccessCode> all) {
    int kept = 0;
    for (AccessCode code : all) {
      if (codes.putIfAbsent(code.id(), code) != null) {
        return Future.succeededFuture(kept);
      }
      kept++;
    }
    return Future.succeededFuture(kept);
  }

  @Override
  public synchronized Future<List<AccessCode>> find(Collection<String> ids) {
    return Future.succeededFuture(
        ids.stream().filter(codes::containsKey).distinct().map(codes::get).toList());
  }

  @Override
  public synchronized Future<Boolean> insert(Word word, AuditEntry entry) {
    return written(codes.putIfAbsent(word.id(), word.code()) == null, word, entry);
  }

  @Override
  public synchronized Future<Boolean> takeOver(AccessCode before, Word word, AuditEntry entry) {
    return written(codes.replace(before.id(), before, word.code()), word, entry);
  }

  private Future<Boolean> written(boolean done, Word word, AuditEntry entry) {
    if (!done) {
      return Future.succeededFuture(false);
    }
    unlisted.put(word.id(), word);
    return audit.add(entry).map(true);
  }

  @Override
  public synchronized Future<List<Word>> unlisted(int limit) {
    return Future.succeededFuture(unlisted.values().stream().limit(limit).toList());
  }

  @Override
  public synchronized Future<Void> listed(Word word) {
    unlisted.remove(word.id(), word);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> dropAllOf(String eventId) {
    codes.values().removeIf(code -> code.eventId().equals(eventId));
    return Future.succeededFuture();
  }
}
