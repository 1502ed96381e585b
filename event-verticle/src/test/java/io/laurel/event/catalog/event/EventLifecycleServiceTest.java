package io.laurel.event.catalog.event;

import static io.laurel.event.Calls.byOperator;
import static io.laurel.event.Calls.codeOf;
import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.entries;
import static io.laurel.event.Fixtures.wins;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.bus.Reply;
import io.laurel.event.Fixtures;
import io.laurel.event.facts.condition.Conditions;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.laurel.id.Ids;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventLifecycleServiceTest {
  private static final Instant DAY_BEFORE = NOW.minus(Duration.ofDays(1));
  private static final Instant DAY_AFTER = NOW.plus(Duration.ofDays(1));
  private static final Instant TWO_DAYS_AFTER = NOW.plus(Duration.ofDays(2));

  private final InMemoryAuditStore audit = new InMemoryAuditStore();
  private final InMemoryEventStore events = new InMemoryEventStore(audit);
  private final List<Event> told = new ArrayList<>();
  private final EventLifecycleService service =
      new EventLifecycleService(events, Ids.by(CLOCK), CLOCK, Fixtures.criteria(), told::add);

  private Event kept(Event event) {
    events.insert(event, anEntry("evt_made")).await();
    return event;
  }

  private Event upcoming() {
    return kept(anEvent(EventState.PUBLISHED, DAY_AFTER, TWO_DAYS_AFTER));
  }

  private Event running() {
    return kept(anEvent(EventState.PUBLISHED, DAY_BEFORE, DAY_AFTER));
  }

  private Event draft() {
    return kept(anEvent(EventState.DRAFT, DAY_BEFORE, DAY_AFTER));
  }

  private Future<Reply> update(Event event, String ifMatch, JsonObject patch) {
    JsonObject message = patch.copy().put("eventId", event.id());
    if (ifMatch != null) {
      message.put("If-Match", ifMatch);
    }
    return service.update(byOperator("event.update", message));
  }

  private Future<Reply> delete(Event event, String ifMatch) {
    JsonObject message = new JsonObject().put("eventId", event.id());
    if (ifMatch != null) {
      message.put("If-Match", ifMatch);
    }
    return service.delete(byOperator("event.delete", message));
  }

  private static JsonObject patch(String field, Object value) {
    return new JsonObject().put(field, value);
  }

  @Test
  void update_asRead_newVersionWithItsEntry() {
    Event event = draft();

    JsonObject after = update(event, "\"1\"", patch("name", "Summer")).await().body();

    assertThat(after.getString("name")).isEqualTo("Summer");
    assertThat(after.getString("description")).isEqualTo("Flowers");
    assertThat(after.getInteger("version")).isEqualTo(2);
    AuditEntry entry = entries(audit, event.id()).get(0);
    assertThat(entry.action()).isEqualTo("event.update");
    assertThat(entry.before().getString("name")).isEqualTo("Spring festival");
    assertThat(entry.after()).isEqualTo(after);
    assertThat(told).containsExactly(events.find(event.id()).await());
  }

  @Test
  void update_nothingChanges_noVersionAndNoEntry() {
    Event event = running();

    JsonObject after = update(event, "\"1\"", patch("name", event.terms().name())).await().body();

    assertThat(after.getInteger("version")).isEqualTo(1);
    assertThat(entries(audit, event.id())).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void update_descriptionNull_isTakenAway() {
    Event event = draft();

    JsonObject after = update(event, "\"1\"", patch("description", null)).await().body();

    assertThat(after.containsKey("description")).isFalse();
  }

  @Test
  void update_conditions_wholeListAnewAndNullForNone() {
    Event event = draft();

    JsonObject asking =
        update(event, "\"1\"", patch("conditions", new JsonArray().add(wins(3)))).await().body();
    JsonObject other =
        update(event, "\"2\"", patch("conditions", new JsonArray().add(wins(5)))).await().body();
    JsonObject free = update(event, "\"3\"", patch("conditions", null)).await().body();

    assertThat(asking.getJsonArray("conditions")).containsExactly(wins(3));
    assertThat(other.getJsonArray("conditions")).containsExactly(wins(5));
    assertThat(free.getJsonArray("conditions")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"3\"|done",
        "*|done",
        "\"1\", \"3\"|done",
        "W/\"1\" , \"3\"|done",
        ",\"1,3\",, \"3\" ,|done",
        "\"1,3\"|version-mismatch",
        "\"1\"|version-mismatch",
        "W/\"3\"|version-mismatch",
        "\"03\"|version-mismatch",
        "\"\"|version-mismatch",
      })
  void update_ifMatch_comparedAsRfc9110Says(String ifMatch, String outcome) {
    Event third =
        kept(
            anEvent(EventState.DRAFT, DAY_BEFORE, DAY_AFTER)
                .in(EventState.DRAFT, NOW)
                .in(EventState.DRAFT, NOW));

    assertThat(codeOf(update(third, ifMatch, patch("name", "Summer")))).isEqualTo(outcome);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"3", "\"3", "3\"", "**", "\"3\" \"4\"", "", "w/\"3\"", "\"3\", 4", "*, \"3\""})
  void update_ifMatchThatIsNoTag_pointer(String ifMatch) {
    Event event = draft();

    Failure refused =
        catchThrowableOfType(
            Failure.class, () -> update(event, ifMatch, patch("name", "Summer")).await());

    assertThat(refused.faults()).extracting(Fault::pointer).containsExactly("/If-Match");
  }

  @Test
  void update_noIfMatch_required() {
    assertThat(codeOf(update(draft(), null, patch("name", "Summer"))))
        .isEqualTo("if-match-required");
  }

  @Test
  void update_unknownEvent_notFoundBeforeAnythingElse() {
    assertThat(codeOf(update(anEvent(), null, patch("name", "Summer"))))
        .isEqualTo("event-not-found");
  }

  /** What a field may do in which state. */
  @ParameterizedTest
  @CsvSource({
    "name,               done, done, event-running",
    "description,        done, done, done",
    "description-null,   done, done, done",
    "startsAt-earlier,   done, done, event-running",
    "startsAt-later,     done, done, event-running",
    "endsAt-later,       done, done, done",
    "endsAt-earlier,     done, done, event-running",
    "claimUntil-later,   done, done, done",
    "claimUntil-earlier, done, done, event-running",
    "claimUntil-null,    done, done, event-running",
    "conditions,         done, done, event-running",
    "match,              done, done, event-running",
    "endsAt-later-and-name, done, done, event-running",
  })
  void update_fieldInState_asTheTableSays(
      String edit, String draft, String upcoming, String running) {
    assertThat(codeOf(update(draft(), "\"1\"", edit(edit, draft())))).isEqualTo(draft);
    assertThat(codeOf(update(upcoming(), "\"1\"", edit(edit, upcoming())))).isEqualTo(upcoming);
    assertThat(codeOf(update(running(), "\"1\"", edit(edit, running())))).isEqualTo(running);
    Event paused = kept(anEvent(EventState.PAUSED, DAY_BEFORE, DAY_AFTER));
    assertThat(codeOf(update(paused, "\"1\"", edit(edit, paused)))).isEqualTo(running);
    Event canceled = kept(anEvent(EventState.CANCELED, DAY_AFTER, TWO_DAYS_AFTER));
    assertThat(codeOf(update(canceled, "\"1\"", edit(edit, canceled)))).isEqualTo(running);
    Event ended = kept(anEvent(EventState.PUBLISHED, DAY_BEFORE, NOW.minusSeconds(1)));
    assertThat(codeOf(update(ended, "\"1\"", edit(edit, ended)))).isEqualTo(running);
  }

  private static JsonObject edit(String edit, Event event) {
    EventTerms.Schedule schedule = event.schedule();
    return switch (edit) {
      case "name" -> patch("name", "Summer");
      case "description" -> patch("description", "Sun");
      case "description-null" -> patch("description", null);
      case "startsAt-earlier" -> at("startsAt", schedule.startsAt().minusSeconds(1));
      case "startsAt-later" -> at("startsAt", schedule.startsAt().plusSeconds(1));
      case "endsAt-later" -> at("endsAt", schedule.endsAt().plusSeconds(1));
      case "endsAt-earlier" -> at("endsAt", schedule.endsAt().minusSeconds(1));
      case "claimUntil-later" -> at("claimUntil", schedule.claimUntil().plusSeconds(1));
      case "claimUntil-earlier" -> at("claimUntil", schedule.claimUntil().minusSeconds(1));
      case "claimUntil-null" -> patch("claimUntil", null);
      case "conditions" -> patch("conditions", new JsonArray().add(wins(3)));
      case "match" -> patch("match", "ANY");
      case "endsAt-later-and-name" ->
          at("endsAt", schedule.endsAt().plusSeconds(1)).put("name", "Summer");
      default -> throw new IllegalArgumentException(edit);
    };
  }

  private static JsonObject at(String field, Instant instant) {
    return patch(field, Instants.format(instant));
  }

  @Test
  void update_startsThisVeryMoment_running() {
    Event event = kept(anEvent(EventState.PUBLISHED, NOW, DAY_AFTER));
    Event next = kept(anEvent(EventState.PUBLISHED, NOW.plusMillis(1), DAY_AFTER));

    assertThat(codeOf(update(event, "\"1\"", patch("name", "Summer")))).isEqualTo("event-running");
    assertThat(codeOf(update(next, "\"1\"", patch("name", "Summer")))).isEqualTo("done");
  }

  @Test
  void update_claimsUntilTheEnd_goesWithALaterEnd() {
    Event event = running();
    update(event, "\"1\"", at("claimUntil", DAY_AFTER.plus(Duration.ofHours(2)))).await();
    Event other = kept(untilItsEnd());

    JsonObject after = update(other, "\"1\"", at("endsAt", TWO_DAYS_AFTER)).await().body();

    assertThat(after.getString("claimUntil")).isEqualTo(Instants.format(TWO_DAYS_AFTER));
    assertThat(codeOf(update(event, "\"2\"", at("endsAt", TWO_DAYS_AFTER))))
        .isEqualTo("invalid-request");
  }

  private static Event untilItsEnd() {
    Event event = anEvent(EventState.PUBLISHED, DAY_BEFORE, DAY_AFTER);
    EventTerms terms =
        new EventTerms(
            "x",
            null,
            new EventTerms.Schedule(DAY_BEFORE, DAY_AFTER, DAY_AFTER),
            Conditions.NONE,
            ClaimRules.DEFAULT);
    return new Event(event.id(), terms, event.state(), 1, "usr_1", NOW, NOW, null, null);
  }

  @Test
  void update_timesOutOfOrder_pointers() {
    Event event = draft();
    JsonObject patch =
        at("startsAt", TWO_DAYS_AFTER).put("claimUntil", Instants.format(DAY_BEFORE));

    Failure refused =
        catchThrowableOfType(Failure.class, () -> update(event, "\"1\"", patch).await());

    assertThat(refused.faults())
        .extracting(Fault::pointer)
        .containsExactly("/endsAt", "/claimUntil");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"name\":null}|/name",
        "{\"name\":\"\"}|/name",
        "{\"name\":7}|/name",
        "{\"description\":{\"$ne\":1}}|/description",
        "{\"startsAt\":null}|/startsAt",
        "{\"startsAt\":\"tomorrow\"}|/startsAt",
        "{\"endsAt\":\"2027-02-30T00:00:00Z\"}|/endsAt",
        "{\"claimUntil\":5}|/claimUntil",
        "{\"claimUntil\":\"soon\"}|/claimUntil",
        "{\"conditions\":[{\"type\":\"LOGIN_DAYS\",\"params\":{}}]}|/conditions/0/params/days",
        "{\"conditions\":[7]}|/conditions/0",
        "{\"match\":\"SOME\"}|/match",
        "{\"claimMode\":\"SOME\"}|/claimMode",
        "{\"approval\":\"MAYBE\"}|/approval",
        "{\"state\":\"PUBLISHED\"}|/state",
        "{\"status\":\"ACTIVE\"}|/status",
        "{\"version\":9}|/version",
        "{\"createdBy\":\"usr_2\"}|/createdBy",
        "{\"id\":\"evt_2\"}|/id",
        "{\"$set\":{\"state\":\"PUBLISHED\"}}|/$set",
        "{\"audit.0\":1}|/audit.0",
      })
  void update_badField_pointerAndNothingIsWritten(String patch, String pointer) {
    Event event = draft();

    Failure refused =
        catchThrowableOfType(
            Failure.class, () -> update(event, "\"1\"", new JsonObject(patch)).await());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.faults()).extracting(Fault::pointer).containsOnly(pointer);
    assertThat(events.find(event.id()).await()).isEqualTo(event);
  }

  private Future<Reply> setState(Event event, EventState state, String ifMatch) {
    JsonObject message = new JsonObject().put("eventId", event.id()).put("state", state.name());
    return service.setState(
        byOperator("event.setState", ifMatch == null ? message : message.put("If-Match", ifMatch)));
  }

  /** Also where nothing would change, and where it could not. */
  @ParameterizedTest
  @CsvSource({
    "PUBLISHED, PAUSED",
    "PUBLISHED, PUBLISHED",
    "DRAFT, PAUSED",
    "CANCELED, CANCELED",
    "CANCELED, PUBLISHED",
  })
  void setState_ofAnotherVersion_isRefusedWhateverTheState(EventState before, EventState state) {
    Event event = kept(anEvent(before, DAY_BEFORE, DAY_AFTER));

    assertThat(codeOf(setState(event, state, "\"2\""))).isEqualTo("version-mismatch");
    assertThat(codeOf(setState(event, state, "W/\"1\""))).isEqualTo("version-mismatch");

    assertThat(events.find(event.id()).await()).isEqualTo(event);
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"", "*", "\"9\", \"1\""})
  void setState_ofTheVersionThatWasRead_isDone(String ifMatch) {
    assertThat(codeOf(setState(running(), EventState.PAUSED, ifMatch))).isEqualTo("done");
  }

  @Test
  void setState_withoutAVersion_isDone() {
    assertThat(codeOf(setState(running(), EventState.PAUSED, null))).isEqualTo("done");
  }

  @Test
  void setState_withReason_keptInTheEntry() {
    Event event = running();
    JsonObject message =
        new JsonObject()
            .put("eventId", event.id())
            .put("state", "PAUSED")
            .put("reason", "server trouble");

    service.setState(byOperator("event.setState", message)).await();

    AuditEntry entry = entries(audit, event.id()).get(0);
    assertThat(entry.reason()).isEqualTo("server trouble");
    assertThat(entry.before().getString("state")).isEqualTo("PUBLISHED");
    assertThat(entry.after().getString("state")).isEqualTo("PAUSED");
    assertThat(told).hasSize(1);
  }

  @Test
  void delete_draft_goneWithItsEntry() {
    Event event = draft();

    assertThat(delete(event, "\"1\"").await()).isEqualTo(Reply.empty());

    assertThat(events.find(event.id()).await()).isNull();
    AuditEntry entry = entries(audit, event.id()).get(0);
    assertThat(entry.action()).isEqualTo("event.delete");
    assertThat(entry.before().getString("name")).isEqualTo("Spring festival");
    assertThat(entry.after()).isNull();
    assertThat(codeOf(delete(event, null))).isEqualTo("event-not-found");
  }

  @Test
  void delete_refused_saysWhy() {
    assertThat(codeOf(delete(running(), null))).isEqualTo("event-not-draft");
    assertThat(codeOf(delete(upcoming(), "*"))).isEqualTo("event-not-draft");
    assertThat(codeOf(delete(draft(), "\"2\""))).isEqualTo("version-mismatch");
    assertThat(codeOf(delete(draft(), null))).isEqualTo("done");
  }
}
