package io.laurel.event.event;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.madeAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.event.EventStore.Filter;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every event store does. */
abstract class EventStoreKit {
  private EventStore store;

  /** A store without events. */
  abstract EventStore empty();

  @BeforeEach
  void prepare() {
    store = empty();
    store.prepare().await();
    store.prepare().await();
  }

  @Test
  void insert_thenFind_sameEvent() {
    Event event = anEvent();

    assertThat(store.insert(event).await()).isTrue();

    assertThat(store.find(event.id()).await()).isEqualTo(event);
  }

  @Test
  void insert_idTaken_keepsTheFirst() {
    Event event = anEvent();
    store.insert(event).await();

    assertThat(store.insert(madeAt(event, NOW.plusSeconds(9))).await()).isFalse();

    assertThat(store.find(event.id()).await()).isEqualTo(event);
  }

  @Test
  void find_unknown_null() {
    assertThat(store.find("evt_none").await()).isNull();
    assertThat(store.find("{\"$ne\": 1}").await()).isNull();
  }

  @Test
  void setState_rightVersion_newVersion() {
    Event event = anEvent();
    store.insert(event).await();

    Event after = store.setState(event.id(), 1, EventState.PAUSED, NOW.plusSeconds(5)).await();

    assertThat(after.state()).isEqualTo(EventState.PAUSED);
    assertThat(after.version()).isEqualTo(2);
    assertThat(after.updatedAt()).isEqualTo(NOW.plusSeconds(5));
    assertThat(store.find(event.id()).await()).isEqualTo(after);
  }

  @Test
  void setState_olderVersion_changesNothing() {
    Event event = anEvent();
    store.insert(event).await();
    Event after = store.setState(event.id(), 1, EventState.PAUSED, NOW).await();

    assertThat(store.setState(event.id(), 1, EventState.CANCELED, NOW).await()).isNull();

    assertThat(store.find(event.id()).await()).isEqualTo(after);
  }

  @Test
  void list_pages_everyEventOnceNewestFirst() {
    List<Event> events =
        IntStream.range(0, 7).mapToObj(i -> madeAt(anEvent(), NOW.plusSeconds(i / 2))).toList();
    events.forEach(event -> store.insert(event).await());
    Filter all = new Filter(null, true, NOW);

    List<Event> seen = new ArrayList<>();
    Page<Event> page = store.list(all, new PageRequest(3, null)).await();
    seen.addAll(page.items());
    store.insert(madeAt(anEvent(), NOW.plusSeconds(60))).await();
    while (page.next() != null) {
      page = store.list(all, new PageRequest(3, page.next())).await();
      seen.addAll(page.items());
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(events);
    assertThat(seen).extracting(Event::createdAt).isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void list_byStatus_asDerivedAtThatMoment() {
    Instant start = NOW.minus(Duration.ofDays(1));
    Instant end = NOW.plus(Duration.ofDays(1));
    for (EventState state : EventState.values()) {
      store.insert(anEvent(state, start, end)).await();
    }
    store.insert(anEvent(EventState.PUBLISHED, NOW.plusMillis(1), end)).await();
    store.insert(anEvent(EventState.PUBLISHED, NOW, end)).await();
    store.insert(anEvent(EventState.PUBLISHED, start, NOW)).await();
    store.insert(anEvent(EventState.PUBLISHED, start, NOW.plusMillis(1))).await();

    for (EventStatus status : EventStatus.values()) {
      List<Event> found =
          store.list(new Filter(status, true, NOW), new PageRequest(100, null)).await().items();
      assertThat(found).isNotEmpty().allMatch(event -> event.statusAt(NOW) == status);
    }
    long sum =
        Stream.of(EventStatus.values())
            .mapToLong(
                status ->
                    store
                        .list(new Filter(status, true, NOW), new PageRequest(100, null))
                        .await()
                        .items()
                        .size())
            .sum();
    assertThat(sum).isEqualTo(8);
  }

  @Test
  void list_withoutDrafts_holdsNone() {
    store.insert(anEvent(EventState.DRAFT, NOW, NOW.plusSeconds(1))).await();
    Event published = anEvent();
    store.insert(published).await();

    assertThat(store.list(new Filter(null, false, NOW), new PageRequest(10, null)).await().items())
        .containsExactly(published);
    assertThat(
            store
                .list(new Filter(EventStatus.DRAFT, false, NOW), new PageRequest(10, null))
                .await()
                .items())
        .isEmpty();
  }
}
