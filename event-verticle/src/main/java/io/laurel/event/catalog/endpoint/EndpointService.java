package io.laurel.event.catalog.endpoint;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.edit.Edits;
import io.laurel.event.catalog.edit.IfMatch;
import io.laurel.event.catalog.endpoint.EndpointSecrets.Fresh;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides about endpoints. A secret stands in the answer to the one call that made it. */
final class EndpointService {
  private final EndpointStore store;
  private final EndpointConfig config;
  private final EndpointRules rules;
  private final EndpointSecrets secrets;
  private final EndpointView view;
  private final Ids ids;
  private final Clock clock;

  /** An endpoint, and its newest secret where that was just made. */
  private record Made(Endpoint endpoint, @Nullable Fresh fresh) {}

  EndpointService(
      EndpointStore store,
      EndpointConfig config,
      EndpointRules rules,
      EndpointSecrets secrets,
      EndpointView view,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.config = config;
    this.rules = rules;
    this.secrets = secrets;
    this.view = view;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Adds an endpoint. Fails with {@code invalid-request} where its channel needs something else, or
   * it may not lead there, and with {@code too-many-endpoints}.
   */
  Future<Reply> create(Call call) {
    String caller = call.principal().userId();
    Creation creation = Creation.of(ids, "end", caller, "endpoint.create", call.message());
    Future<Optional<Endpoint>> earlier =
        creation.keyed() ? store.find(creation.id()) : Future.succeededFuture(Optional.empty());
    return earlier.compose(
        found -> found.isPresent() ? replay(creation, found.get()) : create(call, creation));
  }

  private Future<Reply> create(Call call, Creation creation) {
    EndpointTerms terms = EndpointTerms.of(call.message());
    rules.check(terms, call.message());
    return store
        .count()
        .compose(
            others -> {
              if (others >= config.max()) {
                throw Failure.conflict(
                    "too-many-endpoints", "There are at most " + config.max() + " endpoints.");
              }
              return insert(call, made(terms, creation), creation);
            });
  }

  private Made made(EndpointTerms terms, Creation creation) {
    Instant now = Instants.now(clock);
    Fresh fresh = terms.channel() == Channel.WEBHOOK ? secrets.make(creation.id(), now) : null;
    List<EndpointSecret> kept = fresh == null ? List.of() : List.of(fresh.kept());
    return new Made(
        new Endpoint(creation.id(), terms, kept, 1, now, now, creation.fingerprint()), fresh);
  }

  private Future<Reply> insert(Call call, Made made, Creation creation) {
    return store
        .insert(made.endpoint(), entry(call, null, made.endpoint()))
        .compose(
            inserted ->
                inserted
                    ? Future.succeededFuture(reply(made))
                    : found(creation.id()).compose(earlier -> replay(creation, earlier)));
  }

  private Future<Reply> replay(Creation creation, Endpoint earlier) {
    creation.mustMatch(earlier.fingerprint());
    return Future.succeededFuture(Reply.replayed(view.of(earlier)));
  }

  /** One page of endpoints, disabled ones too. */
  Future<Reply> list(Call call) {
    return store.list(PageRequest.of(call.message())).map(page -> Reply.of(page.toJson(view::of)));
  }

  /**
   * One endpoint. Fails with {@code endpoint-not-found}, and with {@code version-mismatch} where a
   * version was sent.
   */
  Future<Reply> get(Call call) {
    IfMatch precondition = IfMatch.of(call);
    return found(call.text("endpointId"))
        .map(
            endpoint -> {
              precondition.check(endpoint.version());
              return Reply.of(view.of(endpoint));
            });
  }

  /**
   * Edits an endpoint by a JSON merge patch; one that changes nothing makes no version. Fails with
   * {@code endpoint-not-found}, {@code if-match-required}, {@code version-mismatch}, {@code
   * invalid-request}.
   */
  Future<Reply> update(Call call) {
    IfMatch precondition = IfMatch.of(call);
    return Edits.untilWon(
            () ->
                found(call.text("endpointId"))
                    .compose(before -> update(call, before, precondition)))
        .map(endpoint -> Reply.of(view.of(endpoint)));
  }

  private Future<Outcome<Endpoint>> update(Call call, Endpoint before, IfMatch precondition) {
    precondition.required().check(before.version());
    EndpointTerms terms = before.terms().patched(call.message());
    rules.check(terms, call.message());
    if (terms.equals(before.terms())) {
      return Future.succeededFuture(new Unchanged<>(before));
    }
    Endpoint after = before.with(terms, Instants.now(clock));
    return replace(call, before, after, after);
  }

  /**
   * Makes a new secret; the one before signs beside it for a while. Fails with {@code
   * endpoint-not-found}, {@code no-secret} on the bus, and with {@code version-mismatch} where a
   * version was sent.
   */
  Future<Reply> rotate(Call call) {
    IfMatch precondition = IfMatch.of(call);
    return Edits.untilWon(
            () ->
                found(call.text("endpointId"))
                    .compose(before -> rotate(call, before, precondition)))
        .map(this::reply);
  }

  private Future<Outcome<Made>> rotate(Call call, Endpoint before, IfMatch precondition) {
    precondition.check(before.version());
    if (before.secrets().isEmpty()) {
      throw Failure.conflict("no-secret", "Nothing is signed on the bus.");
    }
    Fresh fresh = secrets.make(before.id(), Instants.now(clock));
    Endpoint after = before.with(fresh.kept(), config.overlap());
    return replace(call, before, after, new Made(after, fresh));
  }

  /** Tells of what was written, as the caller needs it. */
  private <T> Future<Outcome<T>> replace(Call call, Endpoint before, Endpoint after, T written) {
    return store
        .replace(after, entry(call, before, after))
        .map(replaced -> Edits.outcome(replaced, written));
  }

  private AuditEntry entry(Call call, @Nullable Endpoint before, Endpoint after) {
    Instant at = after.updatedAt();
    Change change =
        Change.of(after.id(), before == null ? null : before.toJson(at), after.toJson(at));
    return AuditEntry.of(call, change, ids, at);
  }

  private Reply reply(Made made) {
    return Reply.of(
        made.fresh() == null
            ? view.of(made.endpoint())
            : view.of(made.endpoint(), made.fresh().shown()));
  }

  private Future<Endpoint> found(String id) {
    return store.find(id).map(found -> found.orElseThrow(EndpointDirectory::notFound));
  }
}
