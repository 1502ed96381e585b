package io.laurel.auth.lastadmin;

import io.vertx.core.Future;
import java.util.TreeSet;

/** The list in memory. */
public final class InMemoryGuardStore implements GuardStore {
  private final TreeSet<String> admins = new TreeSet<>();
  private long version;

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Guard> read() {
    return Future.succeededFuture(new Guard(version, admins));
  }

  @Override
  public synchronized Future<Boolean> enter(String id, long read) {
    if (read != version) {
      return Future.succeededFuture(false);
    }
    admins.add(id);
    return Future.succeededFuture(true);
  }

  @Override
  public synchronized Future<Boolean> leave(String id) {
    if (admins.stream().allMatch(id::equals)) {
      return Future.succeededFuture(false);
    }
    admins.remove(id);
    version++;
    return Future.succeededFuture(true);
  }
}
