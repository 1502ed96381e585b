package io.laurel.event.progress;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.activity.Facts;
import io.laurel.event.claim.ClaimStore;
import io.laurel.event.claim.Judge;
import io.laurel.event.condition.Conditions;
import io.laurel.event.condition.Criteria;
import io.laurel.event.condition.Measured;
import io.laurel.event.event.Event;
import io.laurel.event.event.EventService;
import io.laurel.event.offer.Offer;
import io.laurel.event.reward.Reward;
import io.laurel.event.stock.Stock;
import io.laurel.security.Principal;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells how far a user is with an event, and what stands between the user and each reward. */
public final class ProgressService {
  private final Judge judge;
  private final ClaimStore claims;
  private final Stock stock;

  /** A service that tells what the judge would say. */
  public ProgressService(Judge judge, ClaimStore claims, Stock stock) {
    this.judge = judge;
    this.claims = claims;
    this.stock = stock;
  }

  /** The caller's own progress. Fails with {@code event-not-found}. */
  public Future<Reply> mine(Call call) {
    return progress(call.principal(), call.text("eventId"), call.principal().userId());
  }

  /**
   * Anybody's progress; a user unknown here has done nothing. Fails with {@code event-not-found}.
   */
  public Future<Reply> get(Call call) {
    return progress(call.principal(), call.text("eventId"), call.text("userId"));
  }

  private Future<Reply> progress(Principal caller, String eventId, String userId) {
    return judge
        .offers()
        .recent(eventId)
        .compose(
            offer ->
                offer != null && EventService.maySee(caller, offer.event())
                    ? progress(offer, userId)
                    : EventService.notFound().asFuture());
  }

  private Future<Reply> progress(Offer offer, String userId) {
    Event event = offer.event();
    List<String> rewardIds = offer.rewards().stream().map(Reward::id).toList();
    Future<Facts> facts = facts(offer, userId);
    Future<Set<String>> claimed = claims.claimed(event.id(), userId, rewardIds);
    Future<Map<String, Integer>> remaining = remaining(offer);
    return Future.all(facts, claimed, remaining)
        .map(
            all ->
                Reply.of(
                    new Sheet(offer, facts.result(), claimed.result(), remaining.result())
                        .toJson(Instants.now(judge.clock()))));
  }

  private Future<Facts> facts(Offer offer, String userId) {
    Conditions[] all =
        Stream.concat(
                Stream.of(offer.event().conditions()),
                offer.rewards().stream().map(Reward::conditions))
            .toArray(Conditions[]::new);
    Criteria criteria = judge.criteria();
    return criteria
        .ready(all)
        .compose(
            ready ->
                judge.activities().facts(userId, criteria.sources(all), offer.event().window()));
  }

  private Future<Map<String, Integer>> remaining(Offer offer) {
    List<Future<Map.Entry<String, Integer>>> all =
        offer.rewards().stream()
            .filter(Reward::isLimited)
            .map(
                reward ->
                    stock
                        .remaining(reward.eventId(), reward.id(), reward.stock())
                        .map(left -> Map.entry(reward.id(), left)))
            .toList();
    return Future.all(all)
        .map(
            done ->
                all.stream()
                    .map(Future::result)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** All that is known, on its way to an answer. */
  private final class Sheet {
    private final Offer offer;
    private final Facts facts;
    private final Set<String> claimed;
    private final Map<String, Integer> remaining;

    Sheet(Offer offer, Facts facts, Set<String> claimed, Map<String, Integer> remaining) {
      this.offer = offer;
      this.facts = facts;
      this.claimed = new HashSet<>(claimed);
      this.remaining = remaining;
    }

    JsonObject toJson(Instant now) {
      Event event = offer.event();
      List<Measured> measured = judge.criteria().measure(event.conditions(), facts);
      boolean met = Criteria.areMet(event.conditions(), measured);
      boolean open = event.whyNoClaims(now) == null;
      JsonArray rewards = new JsonArray();
      offer.rewards().forEach(reward -> rewards.add(reward(reward, met, open)));
      return new JsonObject()
          .put("eventId", event.id())
          .put("conditions", Measured.toJson(measured))
          .put("rewards", rewards);
    }

    private JsonObject reward(Reward reward, boolean eventMet, boolean open) {
      List<Measured> measured = judge.criteria().measure(reward.conditions(), facts);
      JsonArray why = new JsonArray();
      if (!open) {
        why.add("event-not-active");
      }
      if (claimed.contains(reward.id())) {
        why.add("already-claimed");
      }
      if (!eventMet || !Criteria.areMet(reward.conditions(), measured)) {
        why.add("conditions-not-met");
      }
      if (reward.isLimited() && remaining.get(reward.id()) == 0) {
        why.add("out-of-stock");
      }
      JsonObject json =
          new JsonObject()
              .put("rewardId", reward.id())
              .put("claimable", why.isEmpty())
              .put("why", why);
      return measured.isEmpty() ? json : json.put("conditions", Measured.toJson(measured));
    }
  }
}
