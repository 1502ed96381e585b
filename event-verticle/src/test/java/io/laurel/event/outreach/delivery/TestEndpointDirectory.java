package io.laurel.event.outreach.delivery;

import io.laurel.audit.AuditEntry;
import io.laurel.event.Fixtures;
import io.laurel.event.catalog.endpoint.Channel;
import io.laurel.event.catalog.endpoint.Endpoint;
import io.laurel.event.catalog.endpoint.EndpointDirectory;
import io.laurel.event.catalog.endpoint.EndpointTerms;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Endpoints as a test has them. */
final class TestEndpointDirectory implements EndpointDirectory {
  private final Map<String, Endpoint> all = new LinkedHashMap<>();
  private final List<AuditEntry> entries = new ArrayList<>();

  /** One more, which is enabled. */
  Endpoint add(int concurrency) {
    Endpoint endpoint = endpoint(Fixtures.anId("end"), concurrency, true, 1);
    put(endpoint);
    return endpoint;
  }

  private static Endpoint endpoint(String id, int concurrency, boolean enabled, int version) {
    return new Endpoint(
        id,
        new EndpointTerms("Game", Channel.BUS, null, "game.rewards", concurrency, enabled),
        List.of(),
        version,
        Fixtures.NOW,
        Fixtures.NOW,
        null);
  }

  /** Its next version, which is enabled or not. */
  synchronized void enable(String id, boolean enabled) {
    Endpoint before = all.get(id);
    put(endpoint(id, before.terms().concurrency(), enabled, before.version() + 1));
  }

  private synchronized void put(Endpoint endpoint) {
    all.put(endpoint.id(), endpoint);
  }

  synchronized List<AuditEntry> entries() {
    return List.copyOf(entries);
  }

  @Override
  public synchronized Future<List<Endpoint>> all() {
    return Future.succeededFuture(List.copyOf(all.values()));
  }

  @Override
  public synchronized Future<Optional<Endpoint>> find(String id) {
    return Future.succeededFuture(Optional.ofNullable(all.get(id)));
  }

  @Override
  public List<byte[]> signingKeys(Endpoint endpoint) {
    return List.of();
  }

  @Override
  public synchronized Future<Void> disable(Endpoint seen) {
    if (seen.equals(all.get(seen.id()))) {
      enable(seen.id(), false);
    }
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> tell(String endpointId, AuditEntry entry) {
    entries.add(entry);
    return Future.succeededFuture();
  }
}
