package io.laurel.standalone;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A game server that trusts no answer: each round it sends new facts about its players together
 * with old ones, half of the rounds twice at once, until one answer comes. Then each player claims
 * at once, and must be judged by exactly what was acknowledged.
 */
final class GameServer {
  static final String WIN = "WIN";
  static final String GOLD = "GOLD";

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int MAX_REPEATS = 200;
  private static final int OLD_FACTS = 6;

  private final Vertx vertx;
  private final String name;
  private final Door door;
  private final List<Player> players;
  private final Random random;
  private final List<JsonObject> sent = new ArrayList<>();
  private final Map<String, Integer> counted = new ConcurrentHashMap<>();

  /** Where batches go; fails where no answer comes, or none that acknowledges. */
  interface Door {
    Future<JsonObject> record(JsonObject batch);
  }

  /** How a player asks for what {@link #WIN}s give. */
  interface Claim {
    Future<HttpResponse<Buffer>> send(String token);
  }

  /** A player, by the access token. */
  record Player(String token) {
    String id() {
      return Tokens.userOf(token);
    }
  }

  /**
   * A server of those players.
   *
   * @param name makes the ids of its facts unique
   * @param seed what it sends follows from it
   */
  GameServer(Vertx vertx, String name, Door door, List<String> tokens, long seed) {
    this.vertx = vertx;
    this.name = name;
    this.door = door;
    this.players = tokens.stream().map(Player::new).toList();
    this.random = new Random(seed);
  }

  /** Plays the rounds {@code from} to {@code to}, which is the one whose claims are granted. */
  Future<Void> play(int from, int to, Claim claim, Runnable played) {
    if (from > to) {
      return Future.succeededFuture();
    }
    return round(from, to, claim)
        .compose(
            done -> {
              played.run();
              return play(from + 1, to, claim, played);
            });
  }

  private Future<Void> round(int round, int last, Claim claim) {
    JsonObject batch = batch(round);
    List<Future<JsonObject>> sendings = new ArrayList<>();
    for (int i = 0; i <= round % 2; i++) {
      sendings.add(untilAnswered(() -> door.record(batch), 0).map(this::noted));
    }
    Future<Void> claimed =
        Future.any(sendings).compose(acknowledged -> claimAll(round, last, claim));
    // The twin's answer too, so that all is known of a round when the next begins.
    return Future.all(claimed, Future.all(sendings)).mapEmpty();
  }

  /** One new win of each player, some gold, and facts that were acknowledged before. */
  private JsonObject batch(int round) {
    JsonArray activities = new JsonArray();
    for (int i = 0; i < OLD_FACTS && !sent.isEmpty(); i++) {
      activities.add(sent.get(random.nextInt(sent.size())));
    }
    List<JsonObject> fresh = new ArrayList<>();
    for (Player player : players) {
      fresh.add(fact(player, WIN, round, 0));
      for (int i = random.nextInt(4); i > 0; i--) {
        fresh.add(fact(player, GOLD, round, i).put("subject", "mine/" + i));
      }
    }
    sent.addAll(fresh);
    fresh.forEach(activities::add);
    return new JsonObject().put("activities", activities);
  }

  private JsonObject fact(Player player, String type, int round, int number) {
    String id = String.join("-", name, player.id(), type, "" + round, "" + number);
    Instant at = Instant.now().minusSeconds(random.nextInt(20 * 86_400));
    return new JsonObject()
        .put("id", id)
        .put("userId", player.id())
        .put("type", type)
        .put("amount", 1 + random.nextInt(1_000))
        .put("at", at.toString());
  }

  private JsonObject noted(JsonObject acknowledgement) {
    for (Object each : acknowledgement.getJsonArray("results")) {
      JsonObject result = (JsonObject) each;
      if (result.getString("result").equals("COUNTED")) {
        counted.merge(result.getString("id"), 1, Integer::sum);
      } else if (!result.getString("result").equals("DUPLICATE")) {
        throw new AssertionError(result.encode());
      }
    }
    return acknowledgement;
  }

  private Future<Void> claimAll(int round, int last, Claim claim) {
    return Future.all(players.stream().map(player -> claim(player, round, last, claim)).toList())
        .mapEmpty();
  }

  private Future<Void> claim(Player player, int round, int last, Claim claim) {
    String expected =
        (round == last ? 201 : 422) + " " + count(player, WIN) + " " + sum(player, WIN);
    return untilAnswered(() -> decided(claim.send(player.token())), 0)
        .map(
            judged -> {
              if (!judged.equals(expected)) {
                throw new AssertionError("claim judged " + judged + " instead of " + expected);
              }
              return null;
            });
  }

  /** Status, and by how many wins and how much in all it was judged. */
  private static Future<String> decided(Future<HttpResponse<Buffer>> claimed) {
    return claimed.compose(
        answer -> {
          JsonArray conditions = answer.bodyAsJsonObject().getJsonArray("conditions");
          return conditions == null
              ? Future.failedFuture(answer.statusCode() + " " + answer.bodyAsString())
              : Future.succeededFuture(
                  answer.statusCode()
                      + " "
                      + conditions.getJsonObject(0).getLong("current")
                      + " "
                      + conditions.getJsonObject(1).getLong("current"));
        });
  }

  private <T> Future<T> untilAnswered(Supplier<Future<T>> request, int repeats) {
    return request
        .get()
        .recover(
            cause ->
                repeats < MAX_REPEATS
                    ? vertx
                        .timer(PAUSE.toMillis())
                        .compose(later -> untilAnswered(request, repeats + 1))
                    : Future.failedFuture(cause));
  }

  List<Player> players() {
    return players;
  }

  /** How many different facts it sent. */
  int facts() {
    return sent.size();
  }

  /** How often which id was answered {@code COUNTED}. */
  Map<String, Integer> counted() {
    return counted;
  }

  long count(Player player, String type) {
    return sent.stream().filter(fact -> isOf(fact, player, type)).count();
  }

  long sum(Player player, String type) {
    return sent.stream()
        .filter(fact -> isOf(fact, player, type))
        .mapToLong(fact -> fact.getLong("amount"))
        .sum();
  }

  private static boolean isOf(JsonObject fact, Player player, String type) {
    return fact.getString("userId").equals(player.id()) && fact.getString("type").equals(type);
  }
}
