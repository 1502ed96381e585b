package io.laurel.event.catalog.endpoint;

import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.SEAL_KEY;
import static io.laurel.event.Fixtures.anEntry;

import io.laurel.audit.InMemoryAuditStore;
import io.laurel.event.catalog.seal.SealConfig;
import io.laurel.id.Ids;
import java.util.List;
import java.util.Random;

/** Directories for tests of the rooms that name endpoints. */
public final class Directories {
  private Directories() {}

  /** Of disabled endpoints on the bus, with those ids. */
  public static EndpointDirectory of(String... ids) {
    InMemoryEndpointStore store = new InMemoryEndpointStore(new InMemoryAuditStore());
    for (String id : ids) {
      EndpointTerms terms = new EndpointTerms("Game", Channel.BUS, null, "game.rewards", 1, false);
      store.insert(new Endpoint(id, terms, List.of(), 1, NOW, NOW, null), anEntry(id)).await();
    }
    EndpointSecrets secrets = new EndpointSecrets(new SealConfig(List.of(SEAL_KEY)), new Random());
    return new StoredEndpoints(store, secrets, Ids.by(CLOCK), CLOCK);
  }
}
