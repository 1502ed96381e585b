package io.laurel.standalone.demo;

import io.laurel.security.Role;
import io.laurel.standalone.demo.PastEvents.PastEvent;
import io.laurel.standalone.demo.PastService.Caller;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/**
 * What happened in the thirty days before the demo began, hour by hour, as the script says and
 * chance has it. Chance is the same each time, and everything bears a key: an hour that was cut
 * short happens again without happening twice. Belongs to one event loop.
 */
final class Past {
  /** Thirty days. */
  static final int HOURS = 30 * 24;

  /** An operator looks at what waits every so many hours, and leaves the last day to others. */
  private static final int DECIDED_EVERY = 6;

  private static final int DECIDED_AT_ONCE = 20;

  /** Where its players are. */
  private static final ZoneOffset SEOUL = ZoneOffset.ofHours(9);

  /** Spreads the hours, as chances of seeds near each other begin alike. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final JsonObject script;
  private final PastService service;
  private final PastClock clock;
  private final PastEvents events;
  private final Caller operator;
  private final Caller shard;
  private final Instant base;

  Past(JsonObject script, PastService service, PastClock clock, Progress progress) {
    this.script = script;
    this.service = service;
    this.clock = clock;
    this.base = progress.begunAt();
    this.operator = new Caller(progress.id("operator"), "operator", Role.OPERATOR);
    this.shard = new Caller(progress.id("shard-1"), "shard-1", Role.SERVICE);
    this.events =
        new PastEvents(script.getJsonArray("events"), service, operator, progress::id, base);
  }

  /** Lets that hour happen, the first of which is 0; those before it have happened. */
  Future<Void> hour(int hour) {
    Instant begin = base.minus(Duration.ofHours((long) HOURS - hour));
    Random chance = new Random(hour * SPREAD);
    clock.set(begin);
    return events
        .until(begin)
        .compose(done -> facts(begin, chance, hour))
        .compose(done -> claims(begin, chance, hour))
        .compose(
            done -> hour % DECIDED_EVERY == 0 ? decide(begin, chance) : Future.succeededFuture());
  }

  private String player(Random chance) {
    JsonArray names = script.getJsonArray("names");
    int n = chance.nextInt(script.getInteger("players"));
    return "demo:" + names.getString(n % names.size()) + "-" + n;
  }

  /** Few at night, many in the evening. */
  private static double crowd(Instant at) {
    double hour = at.atOffset(SEOUL).getHour();
    return 0.25 + 0.75 * (1 + Math.cos((hour - 20) * Math.PI / 12)) / 2;
  }

  private Future<Void> facts(Instant begin, Random chance, int hour) {
    JsonArray activities = new JsonArray();
    long players = Math.round(20 * crowd(begin));
    for (int i = 0; i < players; i++) {
      String player = player(chance);
      for (Object each : script.getJsonArray("facts")) {
        JsonObject fact = (JsonObject) each;
        if (chance.nextInt(100) < fact.getInteger("of100")) {
          activities.add(fact(fact, chance, "past-" + hour + "-" + i, player, begin));
        }
      }
    }
    return service
        .call(shard, "activity.record", new JsonObject().put("activities", activities))
        .mapEmpty();
  }

  private static JsonObject fact(
      JsonObject told, Random chance, String id, String player, Instant begin) {
    JsonObject fact =
        new JsonObject()
            .put("id", id)
            .put("userId", player)
            .put("type", told.getString("type"))
            .put("at", Instants.format(begin));
    if (told.containsKey("amount")) {
      fact.put("amount", 1 + chance.nextInt(told.getInteger("amount")));
    }
    JsonArray subjects = told.getJsonArray("subjects");
    return subjects == null
        ? fact
        : fact.put("subject", subjects.getString(chance.nextInt(subjects.size())));
  }

  private Future<Void> claims(Instant begin, Random chance, int hour) {
    Future<Void> done = Future.succeededFuture();
    int n = 0;
    for (PastEvent event : events.takingClaims(begin)) {
      double expected = event.perDay() / 24.0 * crowd(begin) * 1.6;
      int count = (int) expected + (chance.nextDouble() < expected % 1 ? 1 : 0);
      for (int i = 0; i < count; i++) {
        List<String> rewards = event.rewards();
        JsonObject claim =
            new JsonObject()
                .put("eventId", event.id())
                .put("rewardId", rewards.get(chance.nextInt(rewards.size())))
                .put("userId", player(chance))
                .put("Idempotency-Key", "past-" + hour + "-" + n++);
        Instant at = begin.plusSeconds(chance.nextInt(3_600));
        boolean regretted = chance.nextInt(60) == 0;
        String why = pick("revocations", chance);
        done = done.compose(before -> claim(claim, at, regretted ? why : ""));
      }
    }
    return done;
  }

  private String pick(String texts, Random chance) {
    JsonArray all = script.getJsonArray(texts);
    return all.getString(chance.nextInt(all.size()));
  }

  /** Refused or not: both are what there is to see. */
  private Future<Void> claim(JsonObject claim, Instant at, String regret) {
    clock.set(at);
    return service
        .attempt(shard, "claim.submit", claim)
        .compose(
            made ->
                regret.isEmpty() || !"GRANTED".equals(made.getString("status"))
                    ? Future.succeededFuture()
                    : service.attempt(
                        operator,
                        "claim.revoke",
                        new JsonObject()
                            .put("claimId", made.getString("id"))
                            .put("reason", regret)))
        .mapEmpty();
  }

  /** The oldest ones that wait; some are refused. */
  private Future<Void> decide(Instant now, Random chance) {
    Future<Void> done = Future.succeededFuture();
    for (PastEvent event : events.takingClaims(now)) {
      if (event.isDecidedByHand()) {
        done = done.compose(before -> decide(event, now, chance));
      }
    }
    return done;
  }

  private Future<Void> decide(PastEvent event, Instant now, Random chance) {
    boolean approve = chance.nextInt(4) > 0;
    String why = pick("rejections", chance);
    JsonObject waiting =
        new JsonObject()
            .put("eventId", event.id())
            .put("status", "PENDING_APPROVAL")
            .put("to", Instants.format(now.minus(Duration.ofDays(1))))
            .put("order", "oldest")
            .put("limit", approve ? DECIDED_AT_ONCE : 1);
    clock.set(now);
    return service
        .call(operator, "claim.list", waiting)
        .compose(
            found -> {
              JsonArray ids = new JsonArray();
              found
                  .getJsonArray("items")
                  .forEach(claim -> ids.add(((JsonObject) claim).getString("id")));
              JsonObject decision =
                  new JsonObject()
                      .put("decision", approve ? "APPROVE" : "REJECT")
                      .put("claimIds", ids);
              return service.call(
                  operator, "claim.decideMany", approve ? decision : decision.put("reason", why));
            })
        .mapEmpty();
  }
}
