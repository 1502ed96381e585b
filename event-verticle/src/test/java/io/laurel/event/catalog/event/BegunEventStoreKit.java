package io.laurel.event.catalog.event;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditedStoreKit;
import io.laurel.event.catalog.event.EventBeginnings.Beginning;
import io.laurel.event.catalog.event.EventStore.Filter;
import io.laurel.paging.PageRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every event store does with events that are on their way to be. */
abstract class BegunEventStoreKit extends AuditedStoreKit<EventStore> {
  /** The ids of events of which all was taken away. */
  protected final List<String> emptied = new ArrayList<>();

  private final Event draft = anEvent(EventState.DRAFT, NOW, NOW.plusSeconds(90));
  private final Beginning beginning = new Beginning(draft, "plan 1");

  BegunEventStoreKit() {
    super(EventStore::prepare);
  }

  private boolean isSeen() {
    boolean listed =
        !store
            .list(new Filter(null, true, NOW), EventOrder.NEWEST, new PageRequest(9, null))
            .await()
            .items()
            .isEmpty();
    assertThat(store.find(draft.id()).await() != null).isEqualTo(listed);
    return listed;
  }

  @Test
  void begin_notFinished_nobodySeesIt() {
    assertThat(store.begin(beginning).await()).isTrue();

    assertThat(isSeen()).isFalse();
    assertThat(entries(audit, draft.id())).isEmpty();
  }

  @Test
  void begin_begunOrThere_false() {
    store.begin(beginning).await();

    assertThat(store.begin(new Beginning(draft, "plan 2")).await()).isFalse();
    assertThat(store.insert(draft, anEntry(draft.id())).await()).isFalse();
    assertThat(store.takeUp(draft.id(), NOW).await())
        .hasValueSatisfying(there -> assertThat(there.plan()).isEqualTo("plan 1"));
    store.finish(draft, anEntry(draft.id())).await();
    assertThat(store.begin(beginning).await()).isFalse();
  }

  @Test
  void finish_begun_everybodySeesItOnce() {
    store.begin(beginning).await();

    assertThat(store.finish(draft, anEntry(draft.id())).await()).isTrue();
    assertThat(store.finish(draft, anEntry(draft.id())).await()).isFalse();

    assertThat(isSeen()).isTrue();
    assertThat(store.find(draft.id()).await()).isEqualTo(draft);
    assertThat(entries(audit, draft.id())).hasSize(1);
    assertThat(store.takeUp(draft.id(), NOW).await()).isEmpty();
  }

  @Test
  void dropBegunBefore_leftBehind_isGoneWithAllOfIt() {
    store.begin(beginning).await();

    store.dropBegunBefore(draft.updatedAt().plusMillis(1)).await();

    assertThat(store.takeUp(draft.id(), NOW).await()).isEmpty();
    assertThat(store.finish(draft, anEntry(draft.id())).await()).isFalse();
    assertThat(isSeen()).isFalse();
    assertThat(emptied).containsExactly(draft.id());
    assertThat(store.begin(beginning).await()).isTrue();
  }

  @Test
  void dropBegunBefore_takenUpSince_stays() {
    store.begin(beginning).await();
    store.takeUp(draft.id(), draft.updatedAt().plusSeconds(60)).await();

    store.dropBegunBefore(draft.updatedAt().plusSeconds(60)).await();

    assertThat(emptied).isEmpty();
    assertThat(store.finish(draft, anEntry(draft.id())).await()).isTrue();
  }

  @Test
  void dropBegunBefore_finished_stays() {
    store.begin(beginning).await();
    store.finish(draft, anEntry(draft.id())).await();

    store.dropBegunBefore(NOW.plusSeconds(3_600)).await();

    assertThat(isSeen()).isTrue();
    assertThat(emptied).isEmpty();
  }
}
