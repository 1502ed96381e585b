package io.laurel.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditStore.Filter;
import io.laurel.mongo.StoreKit;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every audit store does. */
abstract class AuditStoreKit extends StoreKit<AuditStore> {
  static final Instant NOW = Instant.parse("2026-05-01T00:00:00.123Z");
  private static final Filter ANY = new Filter(null, null, null, null, null, null);

  AuditStoreKit() {
    super(AuditStore::prepare);
  }

  static AuditEntry anEntry(int number) {
    return new AuditEntry(
        String.format(Locale.ROOT, "aud_%026d", number),
        NOW.plusSeconds(number / 2),
        "usr_" + number % 3,
        "user.setRoles",
        "usr_9",
        number % 2 == 0 ? null : "evt_" + number % 4,
        new JsonObject().put("a.b", "$ne"),
        null,
        null,
        "req_" + number);
  }

  @BeforeEach
  void addSeven() {
    for (int number = 0; number < 7; number++) {
      store.add(anEntry(number)).await();
    }
  }

  @Test
  void list_everything_newestFirstAsAdded() {
    assertThat(list(ANY)).extracting(AuditEntry::requestId).first().isEqualTo("req_6");
    assertThat(list(ANY)).hasSize(7).contains(anEntry(3));
  }

  @Test
  void add_again_isOneEntry() {
    store.add(anEntry(3)).await();

    assertThat(list(ANY)).hasSize(7);
  }

  @Test
  void list_inPages_eachOnce() {
    assertThat(inPagesOf(3, ANY)).isEqualTo(list(ANY));
    assertThat(inPagesOf(1, ANY)).isEqualTo(list(ANY));
  }

  @Test
  void list_fromAndToInPages_eachOnce() {
    Filter filter = new Filter(null, null, null, null, NOW.plusSeconds(1), NOW.plusSeconds(3));

    assertThat(inPagesOf(1, filter)).hasSize(4).isEqualTo(list(filter));
  }

  private List<AuditEntry> inPagesOf(int limit, Filter filter) {
    List<AuditEntry> listed = new ArrayList<>();
    Page<AuditEntry> page = store.list(filter, new PageRequest(limit, null)).await();
    while (page.next() != null) {
      listed.addAll(page.items());
      page = store.list(filter, new PageRequest(limit, page.next())).await();
    }
    listed.addAll(page.items());
    return listed;
  }

  @Test
  void list_oneActor_theirs() {
    assertThat(list(new Filter("usr_1", null, null, null, null, null)))
        .extracting(AuditEntry::requestId)
        .containsExactly("req_4", "req_1");
  }

  @Test
  void list_actionAndTarget_both() {
    assertThat(list(new Filter(null, "user.setRoles", "usr_9", null, null, null))).hasSize(7);
    assertThat(list(new Filter(null, "user.create", "usr_9", null, null, null))).isEmpty();
    assertThat(list(new Filter(null, "user.setRoles", "usr_8", null, null, null))).isEmpty();
  }

  @Test
  void list_fromAndTo_fromIsInAndToIsOut() {
    Filter filter = new Filter(null, null, null, null, NOW.plusSeconds(1), NOW.plusSeconds(2));

    assertThat(list(filter)).extracting(AuditEntry::requestId).containsExactly("req_3", "req_2");
  }

  @Test
  void list_oneEvent_itsEntries() {
    assertThat(list(new Filter(null, null, null, "evt_1", null, null)))
        .extracting(AuditEntry::requestId)
        .containsExactly("req_5", "req_1");
    assertThat(list(new Filter("usr_2", null, null, "evt_1", null, null)))
        .extracting(AuditEntry::requestId)
        .containsExactly("req_5");
  }

  private List<AuditEntry> list(Filter filter) {
    return store.list(filter, new PageRequest(100, null)).await().items();
  }
}
