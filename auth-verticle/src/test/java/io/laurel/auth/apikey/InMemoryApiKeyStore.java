package io.laurel.auth.apikey;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** API keys in a map. */
final class InMemoryApiKeyStore implements ApiKeyStore {
  private static final Comparator<ApiKey> NEWEST_FIRST =
      Comparator.comparing(ApiKey::createdAt).thenComparing(ApiKey::id).reversed();

  private final Map<String, ApiKey> keys = new LinkedHashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Set<String> revoking = new LinkedHashSet<>();
  private final AuditStore audit;

  /** Keys whose entries nobody reads. */
  InMemoryApiKeyStore() {
    this(new InMemoryAuditStore());
  }

  /** Keys whose entries are moved on to {@code audit}. */
  InMemoryApiKeyStore(AuditStore audit) {
    this.audit = audit;
  }

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  /** What leaves no entry behind has nothing to sweep. */
  @Override
  public Future<Void> sweep() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Set<Integer>> places(String userId) {
    return Future.succeededFuture(
        unrevoked(userId).map(key -> places.get(key.id())).collect(Collectors.toSet()));
  }

  @Override
  public synchronized Future<Boolean> add(ApiKey key, int place, AuditEntry entry) {
    boolean taken =
        keys.containsKey(key.id())
            || unrevoked(key.userId()).anyMatch(other -> places.get(other.id()) == place);
    if (!taken) {
      keys.put(key.id(), key);
      places.put(key.id(), place);
      audit.add(entry);
    }
    return Future.succeededFuture(!taken);
  }

  private Stream<ApiKey> unrevoked(String userId) {
    return keys.values().stream()
        .filter(key -> key.userId().equals(userId) && key.revokedAt() == null);
  }

  @Override
  public synchronized Future<ApiKey> byId(String id) {
    return Future.succeededFuture(keys.get(id));
  }

  @Override
  public synchronized Future<Page<ApiKey>> list(String userId, PageRequest page) {
    List<ApiKey> found =
        unrevoked(userId)
            .filter(key -> page.after() == null || isAfter(key, page))
            .sorted(NEWEST_FIRST)
            .limit(page.limit() + 1L)
            .toList();
    return Future.succeededFuture(Page.of(found, page.limit(), ApiKey::cursor));
  }

  private static boolean isAfter(ApiKey key, PageRequest page) {
    int byTime = key.createdAt().compareTo(page.after().at());
    return byTime < 0 || (byTime == 0 && key.id().compareTo(page.after().id()) < 0);
  }

  @Override
  public synchronized Future<ApiKey> revoke(String id, Instant at, AuditEntry entry) {
    ApiKey key = keys.get(id);
    if (key == null || key.revokedAt() != null) {
      return Future.succeededFuture();
    }
    ApiKey revoked =
        new ApiKey(
            id,
            key.userId(),
            key.name(),
            null,
            key.createdAt(),
            key.expiresAt(),
            key.lastUsedAt(),
            at);
    keys.put(id, revoked);
    revoking.add(id);
    audit.add(entry);
    return Future.succeededFuture(revoked);
  }

  @Override
  public synchronized Future<List<ApiKey>> revoking(int limit) {
    return Future.succeededFuture(revoking.stream().limit(limit).map(keys::get).toList());
  }

  @Override
  public synchronized Future<Boolean> isRevoking(String id) {
    return Future.succeededFuture(revoking.contains(id));
  }

  @Override
  public synchronized Future<Void> revoked(String id) {
    revoking.remove(id);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> used(String id, Instant hour) {
    keys.computeIfPresent(
        id,
        (same, key) ->
            new ApiKey(
                id,
                key.userId(),
                key.name(),
                key.hash(),
                key.createdAt(),
                key.expiresAt(),
                hour,
                key.revokedAt()));
    return Future.succeededFuture();
  }
}
