package io.laurel.event.claims.decision;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimJournal;
import io.laurel.event.claims.claim.ClaimView;
import io.laurel.event.catalog.edit.Races;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Objects;

/** Keeps what staff note about a claim, each earlier text in the audit. */
public final class NotesService {
  private static final String NOTES = "notes";

  private final ClaimJournal journal;

  /** A service on the claims of that journal. */
  public NotesService(ClaimJournal journal) {
    this.journal = journal;
  }

  /** Replaces the notes; an empty text removes them. Fails with {@code claim-not-found}. */
  public Future<Reply> annotate(Call call) {
    String text = call.text(NOTES);
    String notes = text.isEmpty() ? null : text;
    return Races.untilWon(
            () ->
                journal
                    .store()
                    .find(call.text("claimId"))
                    .compose(claim -> annotate(call, claim, notes)))
        .compose(claim -> journal.view().of(claim, call.principal()))
        .map(Reply::of);
  }

  /** Gives null where others were written meanwhile. */
  private Future<Claim> annotate(Call call, Claim claim, String notes) {
    if (claim == null) {
      throw ClaimView.notFound();
    }
    if (Objects.equals(claim.notes(), notes)) {
      return Future.succeededFuture(claim);
    }
    Change change = Change.of(claim.id(), json(claim.notes()), json(notes));
    AuditEntry entry = AuditEntry.of(call, change, journal.ids(), Instants.now(journal.clock()));
    return journal.store().annotate(claim, notes, entry);
  }

  private static JsonObject json(String notes) {
    return notes == null ? new JsonObject() : new JsonObject().put(NOTES, notes);
  }
}
