package io.laurel.event.catalog.definition;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anId;
import static io.laurel.event.Fixtures.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditedStoreKit;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of the catalog does. */
abstract class DefinitionStoreKit extends AuditedStoreKit<DefinitionStore> {
  DefinitionStoreKit() {
    super(DefinitionStore::prepare);
  }

  static Definition aDefinition() {
    DefinitionTerms terms =
        new DefinitionTerms(
            "100 gems", "CURRENCY", "Shiny", new JsonObject().put("color", "green"), true);
    return new Definition(anId("def"), terms, 1, NOW, NOW, "fingerprint");
  }

  private Definition kept() {
    Definition definition = aDefinition();
    assertThat(store.insert(definition, anEntry(definition.id())).await()).isTrue();
    return definition;
  }

  private static Definition changed(Definition definition) {
    return definition.with(
        new DefinitionTerms("Ruby", "ITEM", null, null, false), NOW.plusSeconds(5));
  }

  @Test
  void insert_thenFind_sameDefinitionAndItsEntry() {
    Definition definition = kept();

    assertThat(store.find(definition.id()).await()).isEqualTo(definition);
    assertThat(entries(audit, definition.id())).hasSize(1);
  }

  @Test
  void insert_idTaken_keepsTheFirst() {
    Definition definition = kept();

    assertThat(store.insert(changed(definition), anEntry("def_late")).await()).isFalse();

    assertThat(store.find(definition.id()).await()).isEqualTo(definition);
    assertThat(entries(audit, "def_late")).isEmpty();
  }

  @Test
  void find_unknown_null() {
    assertThat(store.find("def_none").await()).isNull();
  }

  @Test
  void replace_nextVersion_asGivenWithItsEntry() {
    Definition definition = kept();
    AuditEntry entry = anEntry("def_changed");

    assertThat(store.replace(changed(definition), entry).await()).isTrue();

    assertThat(store.find(definition.id()).await()).isEqualTo(changed(definition));
    assertThat(entries(audit, "def_changed")).containsExactly(entry);
  }

  @Test
  void replace_anotherWasFaster_nothingAndNoEntry() {
    Definition definition = kept();
    store.replace(changed(definition), anEntry(definition.id())).await();

    assertThat(store.replace(changed(definition), anEntry("def_late")).await()).isFalse();

    assertThat(entries(audit, "def_late")).isEmpty();
  }

  @Test
  void list_pages_everyDefinitionOnce() {
    List<Definition> all = IntStream.range(0, 5).mapToObj(i -> kept()).toList();

    List<Definition> seen = new ArrayList<>();
    Page<Definition> page = store.list(new PageRequest(2, null)).await();
    seen.addAll(page.items());
    while (page.next() != null) {
      page = store.list(new PageRequest(2, page.next())).await();
      seen.addAll(page.items());
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
  }
}
