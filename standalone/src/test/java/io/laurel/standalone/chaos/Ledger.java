package io.laurel.standalone.chaos;

import io.laurel.standalone.chaos.Caller.Request;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what clients were told with what the system knows; asks it by its own API. */
final class Ledger {
  private static final Set<String> HELD = Set.of("GRANTED", "PENDING_APPROVAL");

  private static final int PAGE = 100;

  private final Caller caller;
  private final String staff;
  private final Season season;
  private final Book book;
  private final List<String> faults = new ArrayList<>();
  private final List<String> figures = new ArrayList<>();

  /**
   * What was found.
   *
   * @param figures what there was
   * @param faults what must not be; empty where all is well
   */
  record Findings(List<String> figures, List<String> faults) {}

  /** A ledger of one season, read with that token. */
  Ledger(Caller caller, String staff, Season season, Book book) {
    this.caller = caller;
    this.staff = staff;
    this.season = season;
    this.book = book;
  }

  /** Compares everything; nobody has been changing anything for a moment, nor does meanwhile. */
  Findings check(List<String> users) {
    faults.addAll(book.faults());
    for (String eventId : season.claimed()) {
      claims(eventId);
    }
    facts(users);
    return new Findings(List.copyOf(figures), List.copyOf(faults));
  }

  private void claims(String eventId) {
    Map<String, JsonObject> known =
        list("/claims?eventId=" + eventId).stream()
            .collect(Collectors.toMap(claim -> claim.getString("id"), claim -> claim));
    List<Book.Grant> told =
        book.grants().stream().filter(grant -> grant.eventId().equals(eventId)).toList();
    for (Book.Grant grant : told) {
      acknowledged(grant, known.get(grant.claimId()));
    }
    List<JsonObject> held =
        known.values().stream().filter(claim -> HELD.contains(claim.getString("status"))).toList();
    limits(eventId, held);
    serials(held);
    stock(eventId, held);
    // Each was repeated until it was answered, so nobody has what nobody was told.
    Set<String> untold = new HashSet<>(known.keySet());
    told.forEach(grant -> untold.remove(grant.claimId()));
    require(untold.isEmpty(), "Claims that nobody was told of: " + untold);
  }

  private void acknowledged(Book.Grant grant, JsonObject claim) {
    require(claim != null, "Lost: " + grant);
    if (claim != null) {
      require(claim.getString("userId").equals(grant.userId()), "Another's: " + grant);
      if (HELD.contains(claim.getString("status"))) {
        require(serial(claim).equals(grant.serial()), "Another serial: " + grant);
      }
    }
  }

  private void limits(String eventId, List<JsonObject> held) {
    held.stream()
        .collect(Collectors.groupingBy(claim -> claim.getString("userId"), Collectors.counting()))
        .forEach(
            (user, count) ->
                require(count <= season.limit(eventId), user + " has " + count + " of " + eventId));
  }

  private void serials(List<JsonObject> held) {
    held.stream()
        .collect(Collectors.groupingBy(Ledger::serial, Collectors.counting()))
        .forEach((serial, count) -> require(count == 1, "Serial " + serial + " given " + count));
  }

  private static Integer serial(JsonObject claim) {
    return claim.getJsonArray("rewards").getJsonObject(0).getInteger("serial");
  }

  private void stock(String eventId, List<JsonObject> held) {
    JsonObject reward =
        ask("/events/" + eventId + "/rewards").getJsonArray("items").getJsonObject(0);
    int stock = reward.getInteger("stock");
    int remaining = reward.getInteger("remaining");
    long pending =
        held.stream().filter(claim -> claim.getString("status").startsWith("PENDING")).count();
    long granted = held.size() - pending;
    String sum = granted + " granted + " + pending + " pending + " + remaining + " remaining";
    figures.add(sum + " of " + stock);
    require(granted + pending + remaining == stock, sum + " is not " + stock);
    held.forEach(
        claim ->
            require(
                serial(claim) >= 1 && serial(claim) <= stock, "No unit of the stock: " + claim));
  }

  private void facts(List<String> users) {
    Map<String, Integer> counted = book.counted();
    List<JsonObject> facts = book.facts();
    counted.forEach((id, count) -> require(count <= 1, id + " was counted " + count + " times"));
    facts.forEach(
        fact -> require(counted.containsKey(fact.getString("id")), "Not acknowledged: " + fact));
    for (String user : users) {
      List<JsonObject> hers =
          facts.stream().filter(fact -> fact.getString("userId").equals(user)).toList();
      long sum = hers.stream().mapToLong(fact -> fact.getLong("amount")).sum();
      JsonArray measured =
          ask("/events/" + season.arena() + "/progress/" + user).getJsonArray("conditions");
      String seen =
          measured.getJsonObject(0).getLong("current")
              + " worth "
              + measured.getJsonObject(1).getLong("current");
      String expected = hers.size() + " worth " + sum;
      require(seen.equals(expected), user + " has facts " + seen + " instead of " + expected);
    }
    figures.add(facts.size() + " facts of " + users.size() + " players");
  }

  private JsonObject ask(String path) {
    return caller.ask(Request.get("ledger", path, staff)).await().bodyAsJsonObject();
  }

  private List<JsonObject> list(String path) {
    List<JsonObject> items = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonObject page = ask(path + "&limit=" + PAGE + cursor);
      page.getJsonArray("items").forEach(item -> items.add((JsonObject) item));
      cursor = page.containsKey("nextCursor") ? "&cursor=" + page.getString("nextCursor") : null;
    }
    return items;
  }

  private void require(boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }
}
