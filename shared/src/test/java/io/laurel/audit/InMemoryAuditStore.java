package io.laurel.audit;

import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Entries in a map. */
public final class InMemoryAuditStore implements AuditStore {
  private static final Comparator<AuditEntry> NEWEST_FIRST =
      Comparator.comparing(AuditEntry::at).thenComparing(AuditEntry::id).reversed();

  private final Map<String, AuditEntry> entries = new ConcurrentHashMap<>();

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> add(AuditEntry entry) {
    entries.putIfAbsent(entry.id(), entry);
    return Future.succeededFuture();
  }

  @Override
  public Future<Page<AuditEntry>> list(Filter filter, PageRequest page) {
    List<AuditEntry> found =
        entries.values().stream()
            .filter(entry -> matches(filter, entry))
            .filter(entry -> isAfter(page, entry))
            .sorted(NEWEST_FIRST)
            .limit(page.limit() + 1L)
            .toList();
    return Future.succeededFuture(Page.of(found, page.limit(), AuditEntry::cursor));
  }

  private static boolean matches(Filter filter, AuditEntry entry) {
    return (filter.actor() == null || filter.actor().equals(entry.actor()))
        && (filter.action() == null || filter.action().equals(entry.action()))
        && (filter.target() == null || filter.target().equals(entry.target()))
        && (filter.eventId() == null || filter.eventId().equals(entry.eventId()))
        && (filter.from() == null || !entry.at().isBefore(filter.from()))
        && (filter.to() == null || entry.at().isBefore(filter.to()));
  }

  private static boolean isAfter(PageRequest page, AuditEntry entry) {
    if (page.after() == null) {
      return true;
    }
    int byTime = entry.at().compareTo(page.after().at());
    return byTime < 0 || (byTime == 0 && entry.id().compareTo(page.after().id()) < 0);
  }
}
