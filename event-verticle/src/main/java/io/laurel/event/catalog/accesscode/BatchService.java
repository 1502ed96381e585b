package io.laurel.event.catalog.accesscode;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.edit.Edits;
import io.laurel.id.Ids;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Unchanged;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists batches and words, and voids them. */
final class BatchService {
  private final CodeBatchStore batches;
  private final CodedEvents events;
  private final UsedCounts used;
  private final BatchLooks looks;
  private final Ids ids;
  private final Clock clock;

  BatchService(
      CodeBatchStore batches,
      CodedEvents events,
      UsedCounts used,
      BatchLooks looks,
      Ids ids,
      Clock clock) {
    this.batches = batches;
    this.events = events;
    this.used = used;
    this.looks = looks;
    this.ids = ids;
    this.clock = clock;
  }

  /** One page of an event's batches. Fails with {@code event-not-found}. */
  Future<Reply> list(Call call) {
    PageRequest page = PageRequest.of(call.message());
    return events
        .named(call)
        .compose(event -> batches.list(event.id(), page))
        .compose(found -> counted(found).map(counts -> json(found, counts)))
        .map(Reply::of);
  }

  private Future<Map<String, Integer>> counted(Page<CodeBatch> page) {
    Map<String, Integer> counts = new HashMap<>();
    List<Future<Integer>> all =
        page.items().stream()
            .map(batch -> used.of(batch).onSuccess(count -> counts.put(batch.id(), count)))
            .toList();
    return Future.all(all).map(counts);
  }

  private static JsonObject json(Page<CodeBatch> page, Map<String, Integer> counts) {
    return page.toJson(batch -> batch.toJson(counts.getOrDefault(batch.id(), 0)));
  }

  /**
   * Voids a batch, or a word; again changes nothing. Fails with {@code event-not-found}, {@code
   * batch-not-found}.
   */
  Future<Reply> makeVoid(Call call) {
    return events
        .named(call)
        .compose(event -> Edits.untilWon(() -> makeVoid(call, event.id())))
        .map(
            batch -> {
              looks.forget(batch.id());
              return Reply.empty();
            });
  }

  private Future<Outcome<CodeBatch>> makeVoid(Call call, String eventId) {
    return batches
        .find(call.text("batch"))
        .compose(
            batch -> {
              if (batch == null || !batch.eventId().equals(eventId)) {
                throw CodeFailures.batchNotFound();
              }
              if (batch.isVoid()) {
                return Future.succeededFuture(new Unchanged<>(batch));
              }
              Instant now = Instants.now(clock);
              Change change =
                  Change.of(
                          batch.id(),
                          batch.toEntry(),
                          batch.toEntry().put("voidedAt", Instants.format(now)))
                      .in(eventId);
              return batches.makeVoid(batch, now, AuditEntry.of(call, change, ids, now));
            });
  }
}
