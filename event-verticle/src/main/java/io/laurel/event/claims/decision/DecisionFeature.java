package io.laurel.event.claims.decision;

import io.laurel.bus.Endpoints;
import io.laurel.event.claims.claim.ClaimFeature;
import io.laurel.feature.Feature;

/** Decisions: what operators make of a claim. */
public final class DecisionFeature implements Feature {
  private final DecisionService decisions;
  private final NotesService notes;

  /** The room beside those claims. */
  public DecisionFeature(ClaimFeature claims) {
    decisions = new DecisionService(claims.journal());
    notes = new NotesService(claims.journal());
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints
        .serve("claim.approve", decisions::approve)
        .serve("claim.reject", decisions::reject)
        .serve("claim.revoke", decisions::revoke)
        .serve("claim.annotate", notes::annotate);
  }
}
