package io.laurel.event.claims.decision;

import io.laurel.bus.Endpoints;
import io.laurel.event.claims.claim.ClaimFeature;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;

/** Decisions: what operators make of a claim. */
public final class DecisionFeature implements Feature {
  private final DecisionService decisions;
  private final ManyDecisions many;
  private final NotesService notes;

  /** The room at that site, beside those claims. */
  public DecisionFeature(Site site, ClaimFeature claims) {
    decisions = new DecisionService(claims.ledger(), claims.view(), site.ids(), site.clock());
    many = new ManyDecisions(decisions, claims.ledger());
    notes = new NotesService(claims.ledger(), claims.view(), site.ids(), site.clock());
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints
        .serve("claim.approve", decisions::approve)
        .serve("claim.reject", decisions::reject)
        .serve("claim.revoke", decisions::revoke)
        .serve("claim.decideMany", many::decide)
        .serve("claim.annotate", notes::annotate);
  }
}
