package io.laurel.event.claims.claim;

import static io.laurel.event.claims.claim.ClaimDocuments.COLLECTION;
import static io.laurel.event.claims.claim.ClaimDocuments.EVENT_ID;
import static io.laurel.event.claims.claim.ClaimDocuments.LOCKS;
import static io.laurel.event.claims.claim.ClaimDocuments.texts;

import io.laurel.event.catalog.stock.Decade;
import io.laurel.event.catalog.stock.HeldSerials;
import io.laurel.event.catalog.stock.Supply;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which serials claims hold, by the index over their locks. */
final class MongoHeldSerials implements HeldSerials {
  private static final int COUNTED_AT_ONCE = 16;

  private final MongoCollection claims;
  private final SeveralUnits several;

  /** Those of the claims in that database. */
  MongoHeldSerials(MongoDatabase database) {
    this.claims = database.collection(COLLECTION);
    this.several = new SeveralUnits(database);
  }

  /**
   * One claim holds one unit, which an index counts without a look at the claims; but for those few
   * that hold several.
   */
  @Override
  public Future<Integer> countHeld(String eventId, String rewardId, Decade decade) {
    Future<Integer> holders = countHolders(eventId, rewardId, decade);
    Future<Map<String, Integer>> more = several.beyondOne(List.of(rewardId), decade);
    return Future.all(holders, more)
        .map(both -> holders.result() + more.result().getOrDefault(rewardId, 0));
  }

  private Future<Integer> countHolders(String eventId, String rewardId, Decade decade) {
    return claims.count(holdersOf(eventId, rewardId, decade)).map(Long::intValue);
  }

  /** The index counts each; one look at the claims that hold several is enough for all of them. */
  @Override
  public Future<Map<String, Integer>> countHeld(Collection<Supply> supplies) {
    Map<String, Integer> held = new HashMap<>();
    List<String> inSeveral =
        supplies.stream().filter(Supply::inSeveral).map(Supply::rewardId).toList();
    return countHolders(supplies.iterator(), held)
        .compose(
            counted ->
                inSeveral.isEmpty()
                    ? Future.succeededFuture(Map.<String, Integer>of())
                    : several.beyondOne(inSeveral, Decade.ALL))
        .map(
            more -> {
              more.forEach((rewardId, units) -> held.merge(rewardId, units, Integer::sum));
              return held;
            });
  }

  /** A few at once: each takes a connection for as long as it counts. */
  private Future<Void> countHolders(Iterator<Supply> left, Map<String, Integer> held) {
    List<Future<Integer>> some = new ArrayList<>();
    while (left.hasNext() && some.size() < COUNTED_AT_ONCE) {
      Supply supply = left.next();
      some.add(
          countHolders(supply.eventId(), supply.rewardId(), Decade.ALL)
              .onSuccess(count -> held.put(supply.rewardId(), count)));
    }
    return some.isEmpty()
        ? Future.succeededFuture()
        : Future.all(some).compose(counted -> countHolders(left, held));
  }

  @Override
  public Future<Set<Integer>> held(String eventId, String rewardId, Decade decade) {
    FindOptions locksOnly =
        new FindOptions().setFields(new JsonObject().put(LOCKS, 1)).setBatchSize(decade.size() + 1);
    return claims
        .find(holdersOf(eventId, rewardId, decade), locksOnly)
        .map(
            found ->
                found.stream()
                    .flatMap(document -> texts(document.getJsonArray(LOCKS)).stream())
                    .map(lock -> Locks.serial(rewardId, lock))
                    .filter(decade::contains)
                    .collect(Collectors.toSet()));
  }

  /**
   * An anchored prefix is a range of the index; ids hold no character that means something in an
   * expression.
   */
  private static JsonObject holdersOf(String eventId, String rewardId, Decade decade) {
    return new JsonObject()
        .put(EVENT_ID, eventId)
        .put(LOCKS, new JsonObject().put("$regex", "^" + Locks.stockPrefix(rewardId, decade)));
  }
}
