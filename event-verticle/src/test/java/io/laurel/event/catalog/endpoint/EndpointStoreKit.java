package io.laurel.event.catalog.endpoint;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anId;
import static io.laurel.event.Fixtures.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditedStoreKit;
import io.laurel.event.catalog.seal.Sealed;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of endpoints does. */
abstract class EndpointStoreKit extends AuditedStoreKit<EndpointStore> {
  EndpointStoreKit() {
    super(EndpointStore::prepare);
  }

  static Endpoint aWebhook() {
    EndpointTerms terms =
        new EndpointTerms(
            "Game", Channel.WEBHOOK, "https://game.example.com/rewards", null, 10, true);
    EndpointSecret secret = new EndpointSecret("abc=", NOW, null, new Sealed("key", "sealed"));
    return new Endpoint(anId("end"), terms, List.of(secret), 1, NOW, NOW, "fingerprint");
  }

  private static Endpoint aBusEndpoint() {
    EndpointTerms terms =
        new EndpointTerms("Inventory", Channel.BUS, null, "inventory.grant", 1, false);
    return new Endpoint(anId("end"), terms, List.of(), 1, NOW, NOW, null);
  }

  private Endpoint kept(Endpoint endpoint) {
    assertThat(store.insert(endpoint, anEntry(endpoint.id())).await()).isTrue();
    return endpoint;
  }

  private static Endpoint changed(Endpoint endpoint) {
    EndpointTerms terms =
        new EndpointTerms("Other", Channel.WEBHOOK, "https://other.example.com", null, 3, false);
    return endpoint.with(terms, NOW.plusSeconds(5));
  }

  @Test
  void insert_thenFind_sameEndpointAndItsEntry() {
    for (Endpoint endpoint : List.of(aWebhook(), aBusEndpoint())) {
      kept(endpoint);

      assertThat(store.find(endpoint.id()).await()).contains(endpoint);
      assertThat(entries(audit, endpoint.id())).hasSize(1);
    }
  }

  @Test
  void insert_idTaken_keepsTheFirst() {
    Endpoint endpoint = kept(aWebhook());

    assertThat(store.insert(changed(endpoint), anEntry("end_late")).await()).isFalse();

    assertThat(store.find(endpoint.id()).await()).contains(endpoint);
    assertThat(entries(audit, "end_late")).isEmpty();
  }

  @Test
  void find_unknown_empty() {
    assertThat(store.find("end_none").await()).isEmpty();
  }

  @Test
  void replace_nextVersion_asGivenWithItsEntry() {
    Endpoint endpoint = kept(aWebhook());
    AuditEntry entry = anEntry("end_changed");

    assertThat(store.replace(changed(endpoint), entry).await()).isTrue();

    assertThat(store.find(endpoint.id()).await()).contains(changed(endpoint));
    assertThat(entries(audit, "end_changed")).containsExactly(entry);
  }

  @Test
  void replace_withOneMoreSecret_bothInTheirOrder() {
    Endpoint endpoint = kept(aWebhook());
    EndpointSecret next =
        new EndpointSecret("xyz=", NOW.plusSeconds(9), null, new Sealed("key", "newer"));
    Endpoint rotated = endpoint.with(next, Duration.ofDays(1));

    store.replace(rotated, anEntry(endpoint.id())).await();

    assertThat(store.find(endpoint.id()).await()).contains(rotated);
  }

  @Test
  void replace_anotherWasFaster_nothingAndNoEntry() {
    Endpoint endpoint = kept(aWebhook());
    store.replace(changed(endpoint), anEntry(endpoint.id())).await();

    assertThat(store.replace(changed(endpoint), anEntry("end_late")).await()).isFalse();

    assertThat(entries(audit, "end_late")).isEmpty();
  }

  @Test
  void tell_entryKeptEndpointAsItWas() {
    Endpoint endpoint = kept(aWebhook());
    AuditEntry entry = anEntry("end_told");

    store.tell(endpoint.id(), entry).await();

    assertThat(entries(audit, "end_told")).containsExactly(entry);
    assertThat(store.find(endpoint.id()).await()).contains(endpoint);
  }

  @Test
  void all_andCount_everyOneUpToTheLimit() {
    List<Endpoint> kept = List.of(kept(aWebhook()), kept(aBusEndpoint()), kept(aWebhook()));

    assertThat(store.count().await()).isEqualTo(3);
    assertThat(store.all(10).await()).containsExactlyInAnyOrderElementsOf(kept);
    assertThat(store.all(2).await()).hasSize(2).isSubsetOf(kept);
  }

  @Test
  void list_pages_everyEndpointOnce() {
    List<Endpoint> all = IntStream.range(0, 5).mapToObj(i -> kept(aWebhook())).toList();

    List<Endpoint> seen = new ArrayList<>();
    Page<Endpoint> page = store.list(new PageRequest(2, null)).await();
    seen.addAll(page.items());
    while (page.next() != null) {
      page = store.list(new PageRequest(2, page.next())).await();
      seen.addAll(page.items());
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
  }
}
