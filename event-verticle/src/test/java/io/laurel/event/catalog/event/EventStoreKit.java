package io.laurel.event.catalog.event;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.asking;
import static io.laurel.event.Fixtures.entries;
import static io.laurel.event.Fixtures.madeAt;
import static io.laurel.event.Fixtures.wins;
import static io.laurel.event.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditedStoreKit;
import io.laurel.event.catalog.event.ClaimRules.Access;
import io.laurel.event.catalog.event.ClaimRules.Approval;
import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.EventStore.Filter;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every event store does. */
abstract class EventStoreKit extends AuditedStoreKit<EventStore> {
  EventStoreKit() {
    super(EventStore::prepare);
  }

  @Test
  void insert_thenFind_sameEvent() {
    Event event = anEvent();

    assertThat(store.insert(event, anEntry("evt")).await()).isTrue();

    assertThat(store.find(event.id()).await()).isEqualTo(event);
  }

  @Test
  void replace_published_keepsSinceWhen() {
    Event draft = kept(anEvent(EventState.DRAFT, NOW, NOW.plusSeconds(90)));
    Event published = draft.in(EventState.PUBLISHED, NOW.plusSeconds(1));
    store.replace(published, anEntry("x")).await();

    assertThat(store.find(draft.id()).await()).isEqualTo(published);
    assertThat(published.publishedAt()).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void takingClaims_severalStatesAndTimes_thoseThatRunByTheirEnd() {
    Event late = kept(EventState.PUBLISHED, NOW, NOW.plusSeconds(90));
    List<Event> both =
        Stream.of(5, 9)
            .map(ago -> kept(EventState.PUBLISHED, NOW.minusSeconds(ago), NOW.plusSeconds(30)))
            .sorted(Comparator.comparing(Event::id))
            .toList();
    Event soon = both.get(0);
    Event same = both.get(1);
    kept(EventState.PUBLISHED, NOW.plusMillis(1), NOW.plusSeconds(30));
    kept(EventState.PUBLISHED, NOW.minusSeconds(9), NOW);
    kept(EventState.PAUSED, NOW.minusSeconds(9), NOW.plusSeconds(30));
    kept(EventState.DRAFT, NOW.minusSeconds(9), NOW.plusSeconds(30));
    kept(EventState.CANCELED, NOW.minusSeconds(9), NOW.plusSeconds(30));
    Event coded =
        with(
            anEvent(EventState.PUBLISHED, NOW.minusSeconds(9), NOW.minusSeconds(3_570)),
            new ClaimRules(Mode.EACH, Approval.AUTO, Access.CODE));
    store.insert(coded, anEntry("evt")).await();

    assertThat(store.takingClaims(NOW, null, 10).await()).containsExactly(soon, same, late);
    assertThat(store.takingClaims(NOW, null, 2).await()).containsExactly(soon, same);
    assertThat(store.takingClaims(NOW, new Cursor(NOW.plusSeconds(30), same.id()), 10).await())
        .containsExactly(same, late);
    assertThat(store.takingClaims(NOW, new Cursor(NOW.plusSeconds(31), soon.id()), 10).await())
        .containsExactly(late);
  }

  private Event kept(EventState state, Instant startsAt, Instant claimUntil) {
    Event event = anEvent(state, startsAt, claimUntil.minus(Duration.ofHours(1)));
    assertThat(event.schedule().claimUntil()).isEqualTo(claimUntil);
    store.insert(event, anEntry("evt")).await();
    return event;
  }

  @Test
  void insert_idTaken_keepsTheFirst() {
    Event event = anEvent();
    store.insert(event, anEntry("evt")).await();

    assertThat(store.insert(madeAt(event, NOW.plusSeconds(9)), anEntry("evt")).await()).isFalse();

    assertThat(store.find(event.id()).await()).isEqualTo(event);
  }

  @Test
  void find_unknown_null() {
    assertThat(store.find("evt_none").await()).isNull();
    assertThat(store.find("{\"$ne\": 1}").await()).isNull();
  }

  @Test
  void insert_onlyOnce_entryOfThatOne() {
    Event event = anEvent();
    AuditEntry entry = anEntry(event.id());
    store.insert(event, entry).await();
    store.insert(event, anEntry(event.id())).await();

    assertThat(entries(audit, event.id())).containsExactly(entry);
  }

  @Test
  void replace_nextVersion_asGivenWithItsEntry() {
    Event event = kept(anEvent());
    EventTerms terms =
        new EventTerms(
            "Summer festival",
            null,
            new EventTerms.Schedule(NOW, NOW.plusSeconds(1), NOW.plusSeconds(2)),
            asking(anEvent(), wins(7)).conditions(),
            new ClaimRules(ClaimRules.Mode.ALL, ClaimRules.Approval.MANUAL));
    Event after = event.with(terms, NOW.plusSeconds(5)).in(EventState.PAUSED, NOW.plusSeconds(6));
    Event next = version(after, 2);
    AuditEntry entry = anEntry("evt_changed");

    assertThat(store.replace(next, entry).await()).isTrue();

    assertThat(store.find(event.id()).await()).isEqualTo(next);
    assertThat(entries(audit, "evt_changed")).containsExactly(entry);
  }

  @Test
  void replace_anotherWasFaster_nothingAndNoEntry() {
    Event event = kept(anEvent());
    Event paused = event.in(EventState.PAUSED, NOW);
    store.replace(paused, anEntry(event.id())).await();

    assertThat(store.replace(event.in(EventState.CANCELED, NOW), anEntry("evt_late")).await())
        .isFalse();
    assertThat(store.replace(anEvent(), anEntry("evt_late")).await()).isFalse();

    assertThat(store.find(event.id()).await()).isEqualTo(paused);
    assertThat(entries(audit, "evt_late")).isEmpty();
  }

  @Test
  void replace_manyAtOnce_oneWins() {
    Event event = kept(anEvent());

    List<Future<Boolean>> writes =
        IntStream.range(0, 50)
            .mapToObj(i -> store.replace(event.in(EventState.PAUSED, NOW), anEntry("evt_race")))
            .toList();
    Future.all(writes).await();

    assertThat(writes).filteredOn(Future::result).hasSize(1);
    assertThat(entries(audit, "evt_race")).hasSize(1);
  }

  @Test
  void delete_draft_goneEverywhereButForItsEntry() {
    Event draft = kept(anEvent(EventState.DRAFT, NOW, NOW.plusSeconds(1)));
    AuditEntry entry = anEntry(draft.id());

    assertThat(store.delete(draft, entry).await()).isTrue();

    assertThat(store.find(draft.id()).await()).isNull();
    assertThat(
            store
                .list(new Filter(null, true, NOW), EventOrder.NEWEST, new PageRequest(10, null))
                .await()
                .items())
        .isEmpty();
    assertThat(store.replace(draft.in(EventState.PUBLISHED, NOW), entry).await()).isFalse();
    assertThat(store.delete(draft, anEntry(draft.id())).await()).isFalse();
    assertThat(entries(audit, draft.id())).contains(entry).hasSize(2);
  }

  @Test
  void delete_noDraftOrAnotherVersion_stays() {
    Event event = kept(anEvent());
    Event draft = kept(anEvent(EventState.DRAFT, NOW, NOW.plusSeconds(1)));

    assertThat(store.delete(event, anEntry("evt_late")).await()).isFalse();
    assertThat(store.delete(version(draft, 2), anEntry("evt_late")).await()).isFalse();

    assertThat(store.find(event.id()).await()).isEqualTo(event);
    assertThat(store.find(draft.id()).await()).isEqualTo(draft);
    assertThat(entries(audit, "evt_late")).isEmpty();
  }

  private Event kept(Event event) {
    store.insert(event, anEntry(event.id())).await();
    return event;
  }

  private static Event version(Event event, int version) {
    return new Event(
        event.id(),
        event.terms(),
        event.state(),
        version,
        event.createdBy(),
        event.createdAt(),
        event.updatedAt(),
        event.publishedAt(),
        event.fingerprint());
  }

  @Test
  void list_pages_everyEventOnceNewestFirst() {
    List<Event> events =
        IntStream.range(0, 7).mapToObj(i -> madeAt(anEvent(), NOW.plusSeconds(i / 2))).toList();
    events.forEach(event -> store.insert(event, anEntry("evt")).await());
    Filter all = new Filter(null, true, NOW);

    List<Event> seen = new ArrayList<>();
    Page<Event> page = store.list(all, EventOrder.NEWEST, new PageRequest(3, null)).await();
    seen.addAll(page.items());
    store.insert(madeAt(anEvent(), NOW.plusSeconds(60)), anEntry("evt")).await();
    while (page.next() != null) {
      page = store.list(all, EventOrder.NEWEST, new PageRequest(3, page.next())).await();
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
      store.insert(anEvent(state, start, end), anEntry("evt")).await();
    }
    store.insert(anEvent(EventState.PUBLISHED, NOW.plusMillis(1), end), anEntry("evt")).await();
    store.insert(anEvent(EventState.PUBLISHED, NOW, end), anEntry("evt")).await();
    store.insert(anEvent(EventState.PUBLISHED, start, NOW), anEntry("evt")).await();
    store.insert(anEvent(EventState.PUBLISHED, start, NOW.plusMillis(1)), anEntry("evt")).await();

    for (EventStatus status : EventStatus.values()) {
      List<Event> found =
          store
              .list(new Filter(status, true, NOW), EventOrder.NEWEST, new PageRequest(100, null))
              .await()
              .items();
      assertThat(found).isNotEmpty().allMatch(event -> event.statusAt(NOW) == status);
    }
    long sum =
        Stream.of(EventStatus.values())
            .mapToLong(
                status ->
                    store
                        .list(
                            new Filter(status, true, NOW),
                            EventOrder.NEWEST,
                            new PageRequest(100, null))
                        .await()
                        .items()
                        .size())
            .sum();
    assertThat(sum).isEqualTo(8);
  }

  @Test
  void list_withoutDrafts_holdsNone() {
    store.insert(anEvent(EventState.DRAFT, NOW, NOW.plusSeconds(1)), anEntry("evt")).await();
    Event published = anEvent();
    store.insert(published, anEntry("evt")).await();

    assertThat(
            store
                .list(new Filter(null, false, NOW), EventOrder.NEWEST, new PageRequest(10, null))
                .await()
                .items())
        .containsExactly(published);
    assertThat(
            store
                .list(
                    new Filter(EventStatus.DRAFT, false, NOW),
                    EventOrder.NEWEST,
                    new PageRequest(10, null))
                .await()
                .items())
        .isEmpty();
  }

  private static Event named(Event event, String name) {
    EventTerms terms = event.terms();
    return new Event(
        event.id(),
        new EventTerms(
            name, terms.description(), terms.schedule(), terms.conditions(), terms.rules()),
        event.state(),
        event.version(),
        event.createdBy(),
        event.createdAt(),
        event.updatedAt(),
        event.publishedAt(),
        event.fingerprint());
  }

  private List<String> found(String q) {
    Filter filter = new Filter(null, true, NOW, Words.of(q), null, null);
    return store
        .list(filter, EventOrder.NEWEST, new PageRequest(100, null))
        .await()
        .items()
        .stream()
        .map(event -> event.terms().name())
        .toList();
  }

  @Test
  void list_byWords_thoseWhereEachBeginsAWord() {
    for (String name :
        List.of("Spring festival 2026", "봄 축제 (서울)", "L'Été à Paris", "<img onerror>", "😀 😀")) {
      kept(named(anEvent(), name));
    }

    assertThat(found("fest SPR")).containsExactly("Spring festival 2026");
    assertThat(found("pring")).isEmpty();
    assertThat(found("spring winter")).isEmpty();
    assertThat(found("축")).containsExactly("봄 축제 (서울)");
    assertThat(found("서울-봄")).containsExactly("봄 축제 (서울)");
    assertThat(found("e\u0301t")).containsExactly("L'Été à Paris");
    assertThat(found("img")).containsExactly("<img onerror>");
    assertThat(found("^.*")).hasSize(5);
    assertThat(found("20")).containsExactly("Spring festival 2026");
  }

  @Test
  void replace_anotherName_foundByThat() {
    Event event = kept(named(anEvent(), "Spring festival"));
    store.replace(version(named(event, "Summer games"), 2), anEntry("x")).await();

    assertThat(found("spring")).isEmpty();
    assertThat(found("summer")).containsExactly("Summer games");
  }

  /** Days from NOW on: when it starts, and when it ends. */
  private Event lasting(int from, int to) {
    return kept(
        anEvent(
            EventState.PUBLISHED, NOW.plus(Duration.ofDays(from)), NOW.plus(Duration.ofDays(to))));
  }

  @Test
  void list_byTime_windowsThatOverlap() {
    Event past = lasting(-9, -5);
    Event running = lasting(-5, 3);
    Event future = lasting(3, 6);
    lasting(20, 30);

    assertThat(overlapping(-5, 3)).containsExactly(running);
    assertThat(overlapping(-6, 4)).containsExactly(past, running, future);
    assertThat(overlapping(6, 20)).isEmpty();
    Filter active =
        new Filter(EventStatus.ACTIVE, true, NOW, List.of(), NOW.plus(Duration.ofDays(3)), null);
    assertThat(store.list(active, EventOrder.NEWEST, new PageRequest(9, null)).await().items())
        .isEmpty();
    assertThat(store.count(new Filter(EventStatus.ACTIVE, true, NOW)).await()).isEqualTo(1);
  }

  private List<Event> overlapping(int from, int to) {
    Filter filter =
        new Filter(
            null,
            true,
            NOW,
            List.of(),
            NOW.plus(Duration.ofDays(from)),
            NOW.plus(Duration.ofDays(to)));
    return store.list(filter, EventOrder.STARTS_AT, new PageRequest(9, null)).await().items();
  }

  @Test
  void list_byStartOrEndInPages_eachOnceTheFirstFirst() {
    for (int i = 0; i < 9; i++) {
      lasting(i / 2 - 3, 20 - i / 3);
    }

    for (EventOrder order : EventOrder.values()) {
      for (Filter filter :
          List.of(new Filter(null, false, NOW), new Filter(EventStatus.ACTIVE, true, NOW))) {
        List<Event> whole = store.list(filter, order, new PageRequest(100, null)).await().items();
        List<Event> seen = new ArrayList<>();
        Page<Event> page = store.list(filter, order, new PageRequest(2, null)).await();
        seen.addAll(page.items());
        while (page.next() != null) {
          page = store.list(filter, order, new PageRequest(2, page.next())).await();
          seen.addAll(page.items());
        }
        assertThat(seen).as("%s", order).isEqualTo(whole).hasSizeGreaterThan(5);
        assertThat(seen)
            .isSortedAccordingTo(Comparator.comparing(order::cursor, order.pages().comparator()));
      }
    }
  }
}
