package io.laurel.event.outreach.delivery;

import io.laurel.event.catalog.endpoint.Endpoint;
import io.laurel.event.outreach.channel.Courier;
import io.laurel.event.outreach.channel.Outcome;
import io.laurel.event.outreach.channel.Parcel;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A game that hears of claims, as all nodes reach it, and answers as the test wants. */
final class Game implements Courier {
  private final List<Parcel> heard = new ArrayList<>();
  private final Map<String, Integer> underWay = new HashMap<>();
  private final Map<String, Integer> most = new HashMap<>();
  private Function<Parcel, Future<Outcome>> answer = parcel -> accepted();

  static Future<Outcome> accepted() {
    return Future.succeededFuture(new Outcome.Accepted(204));
  }

  static Future<Outcome> failed(String error) {
    return Future.succeededFuture(new Outcome.Failed(error, 0, null));
  }

  synchronized void answers(Function<Parcel, Future<Outcome>> other) {
    answer = other;
  }

  @Override
  public Future<Outcome> send(Endpoint to, Parcel parcel, Duration limit) {
    Future<Outcome> outcome;
    synchronized (this) {
      heard.add(parcel);
      int now = underWay.merge(to.id(), 1, Integer::sum);
      most.merge(to.id(), now, Math::max);
      outcome = answer.apply(parcel);
    }
    return outcome.onComplete(done -> leave(to.id()));
  }

  private synchronized void leave(String endpointId) {
    underWay.merge(endpointId, -1, Integer::sum);
  }

  synchronized List<Parcel> heard() {
    return List.copyOf(heard);
  }

  /** What was said of a claim, in this order. */
  List<String> heardOf(String claimId) {
    return heard().stream()
        .map(parcel -> new JsonObject(parcel.json()))
        .filter(json -> json.getJsonObject("data").getString("claimId").equals(claimId))
        .map(json -> json.getString("type"))
        .toList();
  }

  /** So many were under way at once to that endpoint, at most. */
  synchronized int most(String endpointId) {
    return most.getOrDefault(endpointId, 0);
  }
}
