package io.laurel.event.catalog.definition;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.edit.Edits;
import io.laurel.event.catalog.edit.IfMatch;
import io.laurel.failure.Failure;
import io.laurel.id.Creation;
import io.laurel.id.Ids;
import io.laurel.paging.PageRequest;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Unchanged;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;

/** Decides about the catalog of which rewards are made. */
public final class DefinitionService {
  private final DefinitionStore store;
  private final Ids ids;
  private final Clock clock;

  /** A service on that store. */
  public DefinitionService(DefinitionStore store, Ids ids, Clock clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /** Adds a definition. */
  public Future<Reply> create(Call call) {
    String caller = call.principal().userId();
    Creation creation = Creation.of(ids, "def", caller, "definition.create", call.message());
    Instant now = Instants.now(clock);
    Definition definition =
        new Definition(
            creation.id(), DefinitionTerms.of(call.message()), 1, now, now, creation.fingerprint());
    Change change = Change.of(definition.id(), null, definition.toJson());
    return store
        .insert(definition, AuditEntry.of(call, change, ids, now))
        .compose(
            inserted ->
                inserted
                    ? Future.succeededFuture(Reply.of(definition.toJson()))
                    : replay(creation));
  }

  private Future<Reply> replay(Creation creation) {
    return store
        .find(creation.id())
        .map(
            definition -> {
              creation.mustMatch(definition.fingerprint());
              return Reply.replayed(definition.toJson());
            });
  }

  /** One page of definitions, inactive ones too. */
  public Future<Reply> list(Call call) {
    return store
        .list(PageRequest.of(call.message()))
        .map(page -> Reply.of(page.toJson(Definition::toJson)));
  }

  /**
   * One definition. Fails with {@code definition-not-found}, and with {@code version-mismatch}
   * where a version was sent.
   */
  public Future<Reply> get(Call call) {
    IfMatch precondition = IfMatch.of(call);
    return find(call.text("definitionId"))
        .map(
            definition -> {
              precondition.check(definition.version());
              return Reply.of(definition.toJson());
            });
  }

  /**
   * Edits a definition by a JSON merge patch; one that changes nothing makes no version. Fails with
   * {@code definition-not-found}, {@code if-match-required}, {@code version-mismatch}.
   */
  public Future<Reply> update(Call call) {
    IfMatch precondition = IfMatch.of(call);
    return Edits.untilWon(
            () ->
                find(call.text("definitionId"))
                    .compose(before -> update(call, before, precondition)))
        .map(definition -> Reply.of(definition.toJson()));
  }

  private Future<Outcome<Definition>> update(Call call, Definition before, IfMatch precondition) {
    precondition.required().check(before.version());
    DefinitionTerms terms = before.terms().patched(call.message());
    if (terms.equals(before.terms())) {
      return Future.succeededFuture(new Unchanged<>(before));
    }
    Instant now = Instants.now(clock);
    Definition after = before.with(terms, now);
    Change change = Change.of(before.id(), before.toJson(), after.toJson());
    return store
        .replace(after, AuditEntry.of(call, change, ids, now))
        .map(replaced -> Edits.outcome(replaced, after));
  }

  /**
   * The definition of that id, to make a reward of it. Fails with {@code definition-not-found},
   * {@code definition-inactive}.
   */
  public Future<Definition> active(String id) {
    return find(id)
        .map(
            definition -> {
              if (!definition.terms().active()) {
                throw Failure.conflict(
                    "definition-inactive", "No reward is made of this definition any more.");
              }
              return definition;
            });
  }

  private Future<Definition> find(String id) {
    return store
        .find(id)
        .map(
            definition -> {
              if (definition == null) {
                throw Failure.notFound("definition-not-found", "There is no such definition.");
              }
              return definition;
            });
  }
}
