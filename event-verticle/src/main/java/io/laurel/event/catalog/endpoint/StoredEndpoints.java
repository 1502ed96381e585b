package io.laurel.event.catalog.endpoint;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.id.Ids;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The directory of the endpoints in a store. */
final class StoredEndpoints implements EndpointDirectory {
  /** Those who create at the same time may pass the bound by a few; each must be found. */
  private static final int MOST = 2 * EndpointConfig.LARGEST_MAX;

  private final EndpointStore store;
  private final EndpointSecrets secrets;
  private final Ids ids;
  private final Clock clock;

  StoredEndpoints(EndpointStore store, EndpointSecrets secrets, Ids ids, Clock clock) {
    this.store = store;
    this.secrets = secrets;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Future<List<Endpoint>> all() {
    return store.all(MOST);
  }

  @Override
  public Future<Optional<Endpoint>> find(String id) {
    return store.find(id);
  }

  @Override
  public List<byte[]> signingKeys(Endpoint endpoint) {
    return secrets.keys(endpoint, clock.instant());
  }

  @Override
  public Future<Void> disable(Endpoint seen) {
    if (!seen.terms().enabled()) {
      return Future.succeededFuture();
    }
    Instant now = Instants.now(clock);
    Endpoint after = seen.with(seen.terms().disabled(), now);
    Change change =
        Change.of(seen.id(), seen.toJson(now), after.toJson(now)).because("It answered 410 Gone.");
    return store
        .replace(after, AuditEntry.bySystem("endpoint.update", change, ids, now))
        .mapEmpty();
  }

  @Override
  public Future<Void> tell(String endpointId, AuditEntry entry) {
    return store.tell(endpointId, entry);
  }
}
