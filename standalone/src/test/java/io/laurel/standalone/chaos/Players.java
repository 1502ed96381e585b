package io.laurel.standalone.chaos;

import io.laurel.security.Role;
import io.laurel.standalone.Tokens;
import io.laurel.standalone.chaos.Caller.Request;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** What players and staff do in a season; each means to claim once by each of her keys. */
final class Players {
  private static final int AT_ONCE = 3;
  private static final int ASKED = Season.LIMIT + 2;

  private final Caller caller;
  private final Season season;
  private final Book book;
  private final Supplier<Future<String>> players;
  private final String staff;

  /** Players, each new one by a token that the supplier makes. */
  Players(Caller caller, Season season, Book book, Tokens tokens, String staff) {
    this.caller = caller;
    this.season = season;
    this.book = book;
    this.players = () -> tokens.issuedEarlier(Role.USER);
    this.staff = staff;
  }

  /** One player claims what there is enough of, and sees it among her claims. */
  Future<?> claimPlenty() {
    return noted(
        players
            .get()
            .compose(
                player ->
                    claim(season.plenty(), player, "once")
                        .compose(claim -> sees(player, season.plenty(), claim))));
  }

  /** Some players at once claim what there is too little of. */
  Future<?> claimScarce() {
    List<Future<?>> rivals = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      rivals.add(players.get().compose(player -> claim(season.scarce(), player, "once")));
    }
    return noted(Future.join(rivals));
  }

  /** One player claims more often, at once, than she may. */
  Future<?> claimTooOften() {
    return noted(
        players
            .get()
            .compose(
                player -> {
                  List<Future<?>> asks = new ArrayList<>();
                  for (int i = 0; i < ASKED; i++) {
                    asks.add(claim(season.thrice(), player, "key-" + i));
                  }
                  return Future.join(asks);
                }));
  }

  /** One player's claim is decided by staff, mostly rejected, which frees its unit. */
  Future<?> claimAndWait() {
    return noted(
        players
            .get()
            .compose(player -> claim(season.waiting(), player, "once"))
            .compose(claim -> claim == null ? Future.succeededFuture() : decide(claim)));
  }

  /** The claim's id; null where it was refused. */
  private Future<String> claim(String eventId, String player, String key) {
    Request request =
        Request.post("claims", "/events/" + eventId + "/claims", player, null).withKey(key);
    Book.Ask ask = new Book.Ask(eventId, Tokens.userOf(player), key);
    Future<HttpResponse<Buffer>> answer = ask(request, ask);
    // Every fourth is sent twice at once, as by an impatient client.
    return ThreadLocalRandom.current().nextInt(4) > 0
        ? answer.map(Players::idOf)
        : Future.join(answer, ask(request, ask)).map(both -> idOf(both.resultAt(0)));
  }

  private Future<HttpResponse<Buffer>> ask(Request request, Book.Ask ask) {
    return caller.ask(request).onSuccess(answer -> book.claimed(ask, answer));
  }

  private static String idOf(HttpResponse<Buffer> answer) {
    return answer.statusCode() == 201 ? answer.bodyAsJsonObject().getString("id") : null;
  }

  private Future<Void> sees(String player, String eventId, String claimId) {
    return caller
        .ask(Request.get("reads", "/me/claims?eventId=" + eventId, player))
        .onSuccess(
            answer -> {
              boolean there =
                  answer.bodyAsJsonObject().getJsonArray("items").stream()
                      .anyMatch(item -> ((JsonObject) item).getString("id").equals(claimId));
              if (!there) {
                book.fault(claimId + " was acknowledged and is not among the player's claims");
              }
            })
        .mapEmpty();
  }

  private Future<Void> decide(String claimId) {
    boolean approved = ThreadLocalRandom.current().nextInt(3) == 0;
    JsonObject reason = approved ? null : new JsonObject().put("reason", "a mistake");
    String path = "/claims/" + claimId + (approved ? "/approval" : "/rejection");
    return caller.ask(Request.post("staff", path, staff, reason)).mapEmpty();
  }

  /** Anybody looks at an event. */
  Future<?> look() {
    return noted(
        caller.ask(Request.get("reads", "/events/" + season.plenty() + "/rewards", staff)));
  }

  private <T> Future<T> noted(Future<T> errand) {
    return errand.onFailure(cause -> book.fault("Not decided: " + cause));
  }
}
