package io.laurel.event.outreach.delivery;

import static io.laurel.event.outreach.delivery.DeliveryDocuments.ATTEMPTS;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.CREATED_AT;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.DELIVERED_AT;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.ENDPOINT_ID;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.EVENT_ID;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.HELD;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.LAST_ERROR;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.LEASE;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.NEXT_AT;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.REVOKED_BY;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.STATE;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.TRIED;
import static io.laurel.event.outreach.delivery.DeliveryUpdates.ABSENT;
import static io.laurel.event.outreach.delivery.DeliveryUpdates.againAt;
import static io.laurel.event.outreach.delivery.DeliveryUpdates.over;
import static io.laurel.event.outreach.delivery.DeliveryUpdates.state;
import static io.laurel.event.outreach.delivery.DeliveryUpdates.waiting;
import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.event.outreach.delivery.Delivery.State;
import io.laurel.mongo.MongoBatches;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoPages;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Deliveries in the collection {@code deliveries}. */
final class MongoDeliveryStore implements DeliveryStore {
  private final MongoCollection deliveries;
  private final MongoBatches batches;
  private final MongoPages pages;

  /** A store in that database. */
  MongoDeliveryStore(MongoDatabase database) {
    this.deliveries = database.collection(DeliveryDocuments.COLLECTION);
    this.batches = new MongoBatches(deliveries);
    this.pages = new MongoPages(deliveries, CREATED_AT);
  }

  @Override
  public Future<Void> prepare() {
    JsonObject due = new JsonObject().put(ENDPOINT_ID, 1).put(STATE, 1).put(NEXT_AT, 1);
    return Future.all(
            deliveries.index(due),
            pages.index(),
            pages.index(STATE),
            pages.index(ENDPOINT_ID),
            pages.index(EVENT_ID))
        .mapEmpty();
  }

  @Override
  public Future<Void> open(List<Delivery> opened) {
    return deliveries.insertAllAbsent(opened.stream().map(DeliveryDocuments::toDocument).toList());
  }

  @Override
  public Future<Optional<Leased>> take(String endpointId, Instant now, Instant leaseUntil) {
    String lease = UUID.randomUUID().toString();
    JsonObject due =
        new JsonObject()
            .put(ENDPOINT_ID, endpointId)
            .put(STATE, State.PENDING.name())
            .put(NEXT_AT, new JsonObject().put("$lte", toDate(now)))
            .put(REVOKED_BY, ABSENT);
    JsonObject taken =
        new JsonObject()
            .put(
                "$set",
                new JsonObject()
                    .put(NEXT_AT, toDate(leaseUntil))
                    .put(LEASE, lease)
                    .put(TRIED, true))
            .put("$inc", new JsonObject().put(ATTEMPTS, 1));
    return deliveries
        .findOneAndUpdate(due, taken)
        .map(
            document ->
                Optional.ofNullable(document)
                    .map(found -> new Leased(lease, DeliveryDocuments.toDelivery(found))));
  }

  @Override
  public Future<Optional<Ended>> end(Leased leased, Ending ending) {
    if (ending instanceof Ending.Delivered delivered) {
      JsonObject set = state(State.DELIVERED).put(DELIVERED_AT, toDate(delivered.at()));
      return end(held(leased), over(set, LAST_ERROR));
    }
    if (ending instanceof Ending.Failed failed) {
      return end(held(leased), over(state(State.FAILED).put(LAST_ERROR, failed.error())));
    }
    JsonObject again =
        ending instanceof Ending.Retry retry
            ? againAt(retry.at(), new JsonObject().put(LAST_ERROR, retry.error()))
            : againAt(((Ending.Unsent) ending).at(), new JsonObject())
                .put("$inc", new JsonObject().put(ATTEMPTS, -1));
    JsonObject revoked = over(state(State.FAILED).put(LAST_ERROR, DeliveryErrors.REVOKED));
    return end(held(leased).put(REVOKED_BY, ABSENT), again)
        .compose(
            ended ->
                ended.isPresent() ? Future.succeededFuture(ended) : end(held(leased), revoked));
  }

  private Future<Optional<Ended>> end(JsonObject query, JsonObject update) {
    return deliveries
        .findOneAndUpdate(query, update)
        .map(
            document ->
                Optional.ofNullable(document)
                    .map(
                        found ->
                            new Ended(
                                DeliveryDocuments.toDelivery(found), found.getString(REVOKED_BY))));
  }

  private static JsonObject held(Leased leased) {
    return new JsonObject().put(ID, leased.delivery().id()).put(LEASE, leased.lease());
  }

  /**
   * First it is marked, and from then on nobody takes it; then there are no races left but with the
   * end of an attempt that is under way.
   */
  @Override
  public Future<Withdrawal> withdraw(String grantId, String revocationId, Instant now) {
    JsonObject mark = new JsonObject().put("$set", new JsonObject().put(REVOKED_BY, revocationId));
    return deliveries
        .findOneAndUpdate(id(grantId), mark)
        .compose(
            grant -> {
              if (grant == null) {
                throw new IllegalStateException("There is no delivery " + grantId);
              }
              return withdrawn(grant, now);
            });
  }

  private Future<Withdrawal> withdrawn(JsonObject grant, Instant now) {
    Delivery delivery = DeliveryDocuments.toDelivery(grant);
    State state = delivery.progress().state();
    if (state == State.DROPPED) {
      return Future.succeededFuture(new Withdrawal.Unheard());
    }
    if (state != State.PENDING) {
      return Future.succeededFuture(new Withdrawal.AtRest());
    }
    if (!grant.getBoolean(TRIED, false)) {
      return ended(grant, over(state(State.DROPPED))).map(new Withdrawal.Unheard());
    }
    Instant until = delivery.progress().nextAt();
    if (grant.containsKey(LEASE) && until != null && until.isAfter(now)) {
      return Future.succeededFuture(new Withdrawal.UnderWay(until));
    }
    return ended(grant, over(state(State.FAILED).put(LAST_ERROR, DeliveryErrors.REVOKED)))
        .map(new Withdrawal.AtRest());
  }

  /** Does nothing where it is over by now, or was before in another way. */
  private Future<Void> ended(JsonObject grant, JsonObject update) {
    JsonObject asRead = id(grant.getString(ID)).put(STATE, State.PENDING.name());
    String lease = grant.getString(LEASE);
    return deliveries.updateOne(asRead.put(LEASE, lease == null ? ABSENT : lease), update);
  }

  private static JsonObject id(String id) {
    return new JsonObject().put(ID, id);
  }

  @Override
  public Future<Void> release(String revocationId, Instant now) {
    JsonObject due =
        new JsonObject()
            .put("$set", new JsonObject().put(NEXT_AT, toDate(now)))
            .put("$unset", new JsonObject().put(HELD, ""));
    return deliveries.updateOne(id(revocationId).put(HELD, true).put(LEASE, ABSENT), due);
  }

  @Override
  public Future<Void> park(String endpointId) {
    JsonObject due = waiting(endpointId, new JsonObject().put("$gt", toDate(Instant.EPOCH)));
    JsonObject parked = new JsonObject().put("$unset", new JsonObject().put(NEXT_AT, ""));
    return batches.update(due, parked).mapEmpty();
  }

  @Override
  public Future<Void> unpark(String endpointId, Instant now) {
    JsonObject due = new JsonObject().put("$set", new JsonObject().put(NEXT_AT, toDate(now)));
    return batches.update(waiting(endpointId, null), due).mapEmpty();
  }

  @Override
  public Future<Long> count(Failures failures) {
    return deliveries.count(DeliveryQueries.of(failures));
  }

  @Override
  public Future<Long> count(State state) {
    return deliveries.count(state(state));
  }

  @Override
  public Future<Long> redeliver(Failures failures, Instant now) {
    JsonObject anew =
        new JsonObject()
            .put("$set", state(State.PENDING).put(ATTEMPTS, 0).put(NEXT_AT, toDate(now)))
            .put("$unset", new JsonObject().put(LAST_ERROR, ""));
    return batches.update(DeliveryQueries.of(failures), anew);
  }

  @Override
  public Future<Page<Delivery>> list(Filter filter, PageRequest page) {
    return pages.find(
        DeliveryQueries.of(filter), page, DeliveryDocuments::toDelivery, Delivery::cursor);
  }

  @Override
  public Future<List<Delivery>> find(Collection<String> ids) {
    JsonObject any = new JsonObject().put("$in", new JsonArray(List.copyOf(ids)));
    return deliveries
        .find(new JsonObject().put(ID, any), ids.size())
        .map(found -> found.stream().map(DeliveryDocuments::toDelivery).toList());
  }

  @Override
  public Future<Optional<Instant>> oldestPending() {
    return pages.oldest(state(State.PENDING)).map(Optional::ofNullable);
  }
}
