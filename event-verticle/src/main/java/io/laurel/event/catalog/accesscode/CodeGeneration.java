package io.laurel.event.catalog.accesscode;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.contract.Streamed;
import io.laurel.id.Ids;
import io.laurel.paging.Cursor;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes codes, a page at a time: each page makes its codes, keeps their hashes and shows them, and
 * nothing of a code stays. How many are made is raised before they are, so that of two calls for
 * one page one makes it, and whatever breaks off when, no code was shown that the batch does not
 * count.
 */
final class CodeGeneration {
  private static final String BATCH_HEADER = "Laurel-Batch";

  private final AccessCodeStore codes;
  private final CodeBatchStore batches;
  private final CodedEvents events;
  private final CodeHashes hashes;
  private final AccessCodeConfig config;
  private final Tools tools;

  /**
   * What it works with.
   *
   * @param vertx its workers hash
   * @param random nobody can guess it
   */
  record Tools(Vertx vertx, Ids ids, Random random, Clock clock) {}

  /** A code and what is kept of it. */
  private record Made(String text, AccessCode code) {}

  CodeGeneration(
      AccessCodeStore codes,
      CodeBatchStore batches,
      CodedEvents events,
      CodeHashes hashes,
      AccessCodeConfig config,
      Tools tools) {
    this.codes = codes;
    this.batches = batches;
    this.events = events;
    this.hashes = hashes;
    this.config = config;
    this.tools = tools;
  }

  /**
   * Makes the first page of a new batch, or the next one of that which the cursor names. Fails with
   * {@code event-not-found}, {@code event-not-coded}, {@code reward-not-found}, {@code
   * reward-required}, {@code reward-not-accepted}, {@code invalid-cursor}, {@code batch-void}.
   */
  Future<Reply> generate(Call call) {
    Cursor cursor = Cursor.decode(call.textOrNull(Streamed.CURSOR));
    return cursor == null ? begin(call) : goOn(call, cursor);
  }

  private Future<Reply> begin(Call call) {
    return events
        .purpose(call)
        .compose(
            purpose -> {
              Instant now = Instants.now(tools.clock());
              int wanted = call.message().getInteger("count");
              CodeBatch batch =
                  new CodeBatch(
                      tools.ids().next(CodeBatch.CODES_PREFIX),
                      purpose.event().id(),
                      purpose.rewardId(),
                      null,
                      wanted,
                      Math.min(wanted, config.page()),
                      1,
                      now,
                      call.principal().userId(),
                      null);
              Change change = Change.of(batch.id(), null, batch.toEntry()).in(batch.eventId());
              return batches
                  .insert(batch, AuditEntry.of(call, change, tools.ids(), now))
                  .compose(kept -> page(batch, batch.made()));
            });
  }

  private Future<Reply> goOn(Call call, Cursor cursor) {
    int hyphen = cursor.id().indexOf('-');
    if (hyphen < 0) {
      throw Cursor.invalid();
    }
    int made = Integer.parseInt(cursor.id(), hyphen + 1, cursor.id().length(), 10);
    return batches.find(cursor.id().substring(0, hyphen)).compose(batch -> next(call, batch, made));
  }

  private Future<Reply> next(Call call, @Nullable CodeBatch batch, int made) {
    if (batch == null
        || !batch.eventId().equals(call.text("eventId"))
        || batch.made() != made
        || made >= batch.wanted()) {
      throw Cursor.invalid();
    }
    if (batch.isVoid()) {
      throw CodeFailures.batchVoid();
    }
    int raised = Math.min(batch.wanted(), made + config.page());
    return batches
        .raise(batch, raised)
        .compose(
            won -> {
              if (!won) {
                throw Cursor.invalid();
              }
              return page(batch.withMade(raised), raised - made);
            });
  }

  private Future<Reply> page(CodeBatch batch, int count) {
    return make(batch, count, new ArrayList<>(count))
        .map(
            texts -> {
              JsonArray items = new JsonArray();
              texts.forEach(text -> items.add(new JsonObject().put("code", text)));
              JsonObject body = new JsonObject().put("items", items);
              if (batch.made() < batch.wanted()) {
                Cursor next = new Cursor(batch.createdAt(), batch.id() + "-" + batch.made());
                body.put("nextCursor", next.encode());
              }
              return new Reply(body, Map.of(BATCH_HEADER, batch.id()));
            });
  }

  /** Where a code or word like one is there, others are drawn in place of it and those after it. */
  private Future<List<String>> make(CodeBatch batch, int count, List<String> texts) {
    return tools
        .vertx()
        .executeBlocking(() -> draw(batch, count), false)
        .compose(
            drawn ->
                codes
                    .append(drawn.stream().map(Made::code).toList())
                    .compose(
                        kept -> {
                          drawn.subList(0, kept).forEach(made -> texts.add(made.text()));
                          return kept == count
                              ? Future.succeededFuture(texts)
                              : make(batch, count - kept, texts);
                        }));
  }

  private List<Made> draw(CodeBatch batch, int count) {
    List<Made> drawn = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String text = CodeText.next(tools.random());
      drawn.add(new Made(text, AccessCode.of(hashes.newest(text), batch)));
    }
    return drawn;
  }
}
