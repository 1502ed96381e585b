package io.laurel.event.catalog.accesscode;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.accesscode.AccessCodeStore.Word;
import io.laurel.event.catalog.accesscode.CodedEvents.Purpose;
import io.laurel.event.catalog.edit.Edits;
import io.laurel.id.Ids;
import io.laurel.schedule.Backlog;
import io.laurel.schedule.Races.Outcome;
import io.laurel.text.Spelling;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Adds words. The word itself is decided by one write, and listed afterwards: it bears a mark until
 * it is.
 */
final class WordService {
  private final AccessCodeStore codes;
  private final CodedEvents events;
  private final CodeHashes hashes;
  private final Ids ids;
  private final Clock clock;
  private final Backlog<Word> unlisted;

  WordService(
      AccessCodeStore codes,
      CodeBatchStore batches,
      CodedEvents events,
      CodeHashes hashes,
      Ids ids,
      Clock clock) {
    this.codes = codes;
    this.events = events;
    this.hashes = hashes;
    this.ids = ids;
    this.clock = clock;
    this.unlisted =
        Backlog.ofEach(
            new Backlog.Marks<>(codes::unlisted, word -> word.batch().id(), codes::listed),
            word -> batches.list(word.batch()));
  }

  /** Lists words whose process died before it did. */
  Future<Void> sweep() {
    return unlisted.drain();
  }

  /**
   * Adds a word, or takes one over from an event that takes no more claims. Fails with {@code
   * event-not-found}, {@code event-not-coded}, {@code reward-not-found}, {@code reward-required},
   * {@code reward-not-accepted}, {@code word-taken}.
   */
  Future<Reply> addWord(Call call) {
    String text = Spelling.CODE.of(call.text("word"));
    return events
        .purpose(call)
        .compose(purpose -> Edits.untilWon(() -> attempt(call, batch(call, purpose, text), text)))
        // It is there; where it cannot be listed now, a sweep does it.
        .compose(word -> unlisted.settle(word).transform(listed -> answer(word)));
  }

  private static Future<Reply> answer(Word word) {
    String location =
        "/api/v1/events/" + word.batch().eventId() + "/access-codes/" + word.batch().id();
    return Future.succeededFuture(
        new Reply(word.batch().toWordJson(), Map.of("Location", location)));
  }

  private CodeBatch batch(Call call, Purpose purpose, String text) {
    return new CodeBatch(
        ids.next(CodeBatch.WORD_PREFIX),
        purpose.event().id(),
        purpose.rewardId(),
        CodeText.end(text),
        1,
        1,
        call.message().getInteger("uses"),
        Instants.now(clock),
        call.principal().userId(),
        null);
  }

  private Future<Outcome<Word>> attempt(Call call, CodeBatch batch, String text) {
    List<String> all = hashes.all(text);
    Change change = Change.of(batch.id(), null, batch.toEntry()).in(batch.eventId());
    AuditEntry entry = AuditEntry.of(call, change, ids, batch.createdAt());
    return codes
        .find(all)
        .compose(
            found -> {
              if (found.isEmpty()) {
                Word word = new Word(all.get(0), batch);
                return codes.insert(word, entry).map(kept -> Edits.outcome(kept, word));
              }
              AccessCode first =
                  found.stream().min(Comparator.comparing(code -> all.indexOf(code.id()))).get();
              return takeOver(first, batch, entry);
            });
  }

  private Future<Outcome<Word>> takeOver(AccessCode before, CodeBatch batch, AuditEntry entry) {
    Instant now = batch.createdAt();
    if (!before.isWord() || before.eventId().equals(batch.eventId())) {
      throw CodeFailures.wordTaken();
    }
    Word word = new Word(before.id(), batch);
    return events
        .isOver(before.eventId(), now)
        .compose(
            over -> {
              if (!over) {
                throw CodeFailures.wordTaken();
              }
              return codes.takeOver(before, word, entry).map(taken -> Edits.outcome(taken, word));
            });
  }
}
