package io.laurel.event.outreach.delivery;

import io.laurel.event.catalog.code.CodeVault;
import io.laurel.event.catalog.endpoint.Endpoint;
import io.laurel.event.catalog.endpoint.EndpointDirectory;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimLedger;
import io.laurel.event.outreach.channel.Circuit;
import io.laurel.event.outreach.channel.Courier;
import io.laurel.event.outreach.channel.Outcome;
import io.laurel.event.outreach.channel.Parcel;
import io.laurel.event.outreach.delivery.DeliveryStore.Ended;
import io.laurel.event.outreach.delivery.DeliveryStore.Ending;
import io.laurel.event.outreach.delivery.DeliveryStore.Leased;
import io.laurel.event.outreach.delivery.DeliveryStore.Withdrawal;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one attempt to deliver what it holds the lease of, and writes what became of it. */
final class DeliveryWorker {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);

  private final Tools tools;
  private final DeliveryConfig config;
  private final Time time;

  /**
   * What it works with.
   *
   * @param ledger has the claims
   * @param codes has what a message may tell
   * @param courier brings messages
   * @param endpoints may be disabled by an answer
   */
  record Tools(
      DeliveryStore store,
      ClaimLedger ledger,
      CodeVault codes,
      Courier courier,
      EndpointDirectory endpoints,
      DeliveryNews news) {}

  DeliveryWorker(Tools tools, DeliveryConfig config, Time time) {
    this.tools = tools;
    this.config = config;
    this.time = time;
  }

  /** Takes one that is due for that endpoint. */
  Future<Optional<Leased>> take(String endpointId) {
    Instant now = Instants.now(time.clock());
    return tools.store().take(endpointId, now, now.plus(config.lease()));
  }

  /**
   * Makes the attempt. Never fails: what could not be written is tried again when the lease is
   * over, by whoever comes first.
   *
   * @param circuit hears how the endpoint does
   */
  Future<Void> attempt(Endpoint endpoint, Leased leased, Circuit circuit) {
    long takenAt = time.nanos().getAsLong();
    return mayBeSent(leased)
        .compose(may -> may ? send(endpoint, leased, circuit, takenAt) : Future.succeededFuture())
        .recover(
            cause -> {
              LOG.warn("{} is tried again when its lease is over", leased.delivery().id(), cause);
              return Future.succeededFuture();
            });
  }

  /**
   * One that had all its attempts, the last of which told nothing, is not sent; and a revocation
   * must not overtake its grant.
   */
  private Future<Boolean> mayBeSent(Leased leased) {
    Delivery delivery = leased.delivery();
    if (delivery.progress().attempts() > config.schedule().attempts()) {
      String last = delivery.progress().lastError();
      return end(leased, new Ending.Failed(last == null ? DeliveryErrors.TIMEOUT : last))
          .map(false);
    }
    return delivery.progress().held() ? grantIsAtRest(leased) : Future.succeededFuture(true);
  }

  private Future<Boolean> grantIsAtRest(Leased leased) {
    Delivery revocation = leased.delivery();
    return tools
        .store()
        .withdraw(revocation.grantId(), revocation.id(), Instants.now(time.clock()))
        .compose(
            met ->
                met instanceof Withdrawal.UnderWay underWay
                    ? end(leased, new Ending.Unsent(underWay.until())).map(false)
                    : Future.succeededFuture(true));
  }

  private Future<Void> send(Endpoint endpoint, Leased leased, Circuit circuit, long takenAt) {
    return parcel(leased.delivery())
        .compose(
            parcel -> {
              Duration passed = Duration.ofNanos(time.nanos().getAsLong() - takenAt);
              if (passed.compareTo(config.patience()) > 0) {
                // Another may hold it before this attempt would be over.
                return Future.succeededFuture();
              }
              circuit.begun();
              long sentAt = time.nanos().getAsLong();
              return tools
                  .courier()
                  .send(endpoint, parcel, config.timeout())
                  .onSuccess(
                      outcome ->
                          tools
                              .news()
                              .attempted(endpoint, outcome, time.nanos().getAsLong() - sentAt))
                  .compose(outcome -> judge(endpoint, leased, circuit, outcome));
            });
  }

  private Future<Parcel> parcel(Delivery delivery) {
    return tools
        .ledger()
        .find(delivery.subject().claimId())
        .compose(claim -> message(delivery, claim))
        .map(json -> new Parcel(delivery.id(), json, delivery.subject().trace()));
  }

  private Future<String> message(Delivery delivery, Claim claim) {
    return tools
        .codes()
        .read(DeliveryMessage.codes(claim, delivery.what()))
        .map(codes -> DeliveryMessage.of(claim, delivery.what(), codes).encode());
  }

  private Future<Void> judge(Endpoint endpoint, Leased leased, Circuit circuit, Outcome outcome) {
    if (outcome instanceof Outcome.Accepted) {
      circuit.succeeded();
      return end(leased, new Ending.Delivered(Instants.now(time.clock())));
    }
    circuit.failed();
    if (outcome instanceof Outcome.Gone) {
      return end(leased, new Ending.Failed("status-410"))
          .compose(ended -> tools.endpoints().disable(endpoint));
    }
    Outcome.Failed failed = (Outcome.Failed) outcome;
    return end(leased, next(leased.delivery().progress().attempts(), failed));
  }

  private Ending next(int attempts, Outcome.Failed failed) {
    if (attempts >= config.schedule().attempts()) {
      return new Ending.Failed(failed.error());
    }
    Duration wait = config.schedule().wait(attempts, time.random());
    Duration asked = failed.retryAfter();
    Duration longer = asked != null && asked.compareTo(wait) > 0 ? asked : wait;
    return new Ending.Retry(Instants.now(time.clock()).plus(longer), failed.error());
  }

  private Future<Void> end(Leased leased, Ending ending) {
    return tools
        .store()
        .end(leased, ending)
        .compose(ended -> ended.map(this::ended).orElseGet(Future::succeededFuture));
  }

  private Future<Void> ended(Ended ended) {
    tools.news().tell(ended.delivery());
    return ended.revocationId() == null
        ? Future.succeededFuture()
        : tools.store().release(ended.revocationId(), Instants.now(time.clock()));
  }
}
