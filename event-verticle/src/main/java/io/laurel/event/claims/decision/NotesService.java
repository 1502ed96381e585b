package io.laurel.event.claims.decision;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.edit.Edits;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimLedger;
import io.laurel.event.claims.claim.ClaimView;
import io.laurel.id.Ids;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Unchanged;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps what staff note about a claim, each earlier text in the audit. */
final class NotesService {
  private static final String NOTES = "notes";

  private final ClaimLedger ledger;
  private final ClaimView view;
  private final Ids ids;
  private final Clock clock;

  NotesService(ClaimLedger ledger, ClaimView view, Ids ids, Clock clock) {
    this.ledger = ledger;
    this.view = view;
    this.ids = ids;
    this.clock = clock;
  }

  /** Replaces the notes; an empty text removes them. Fails with {@code claim-not-found}. */
  public Future<Reply> annotate(Call call) {
    String text = call.text(NOTES);
    String notes = text.isEmpty() ? null : text;
    return Edits.untilWon(
            () -> ledger.find(call.text("claimId")).compose(claim -> annotate(call, claim, notes)))
        .compose(claim -> view.of(claim, call.principal()))
        .map(Reply::of);
  }

  private Future<Outcome<Claim>> annotate(
      Call call, @Nullable Claim claim, @Nullable String notes) {
    if (claim == null) {
      throw ClaimView.notFound();
    }
    if (Objects.equals(claim.notes(), notes)) {
      return Future.succeededFuture(new Unchanged<>(claim));
    }
    Change change = Change.of(claim.id(), json(claim.notes()), json(notes)).in(claim.eventId());
    AuditEntry entry = AuditEntry.of(call, change, ids, Instants.now(clock));
    return ledger.annotate(claim, notes, entry);
  }

  private static JsonObject json(@Nullable String notes) {
    return notes == null ? new JsonObject() : new JsonObject().put(NOTES, notes);
  }
}
