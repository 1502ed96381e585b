package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All claims of one event with one reward, beside what its receiver heard of each. */
final class DeliveryLedger {
  private static final String GRANT = "GRANT";
  private static final String REVOCATION = "REVOCATION";

  private final Vertx vertx;
  private final Campaigns campaigns;
  private final String eventId;
  private final Mailbox mailbox;

  DeliveryLedger(Vertx vertx, Campaigns campaigns, String eventId, Mailbox mailbox) {
    this.vertx = vertx;
    this.campaigns = campaigns;
    this.eventId = eventId;
    this.mailbox = mailbox;
  }

  /**
   * Waits until no delivery is pending and none is missing; then each reward must have arrived
   * under one id, and what was heard last of each claim must be what the claim is.
   *
   * @return how many claims came to what
   */
  Map<String, Integer> settle(Duration bound) {
    Eventually.see(vertx, bound, this::open, List::isEmpty);
    Map<String, List<JsonObject>> deliveries = deliveries();
    Map<String, List<Mailbox.Heard>> heard =
        mailbox.heard().stream().collect(Collectors.groupingBy(Mailbox.Heard::claimId));
    Map<String, Integer> outcomes = new TreeMap<>();
    Set<String> known = new HashSet<>();
    for (JsonObject claim : claims()) {
      String id = claim.getString("id");
      known.add(id);
      Map<String, String> states =
          deliveries.get(id).stream()
              .collect(
                  Collectors.toMap(one -> one.getString("kind"), one -> one.getString("state")));
      judge(claim, states, heard.getOrDefault(id, List.of()));
      outcomes.merge(claim.getString("status") + " " + new TreeMap<>(states), 1, Integer::sum);
    }
    assertThat(heard.keySet()).isSubsetOf(known);
    assertThat(mailbox.faults()).isEmpty();
    return outcomes;
  }

  private static void judge(
      JsonObject claim, Map<String, String> states, List<Mailbox.Heard> heard) {
    String id = claim.getString("id");
    List<String> types = heard.stream().map(Mailbox.Heard::type).toList();
    Set<String> ids = heard.stream().map(Mailbox.Heard::id).collect(Collectors.toSet());
    if (claim.getString("status").equals("GRANTED")) {
      assertThat(states).as(id).isEqualTo(Map.of(GRANT, "DELIVERED"));
      assertThat(ids).as(id).containsExactly(id + "-1");
      assertThat(types).as(id).containsOnly("reward.granted");
    } else if (states.get(GRANT).equals("DROPPED")) {
      assertThat(states).as(id).containsEntry(REVOCATION, "DROPPED");
      assertThat(types).as(id).isEmpty();
    } else {
      assertThat(states).as(id).containsEntry(REVOCATION, "DELIVERED");
      assertThat(ids).as(id).contains(id + "-2").isSubsetOf(id + "-1", id + "-2");
      // Nothing of the grant after the first word of the revocation.
      assertThat(types.subList(types.indexOf("reward.revoked"), types.size()))
          .as(id)
          .containsOnly("reward.revoked");
    }
  }

  /** What keeps the ledger open. */
  private List<String> open() {
    JsonArray pending =
        campaigns
            .read("/deliveries?state=PENDING&limit=3&eventId=" + eventId)
            .getJsonArray("items");
    if (!pending.isEmpty()) {
      return pending.stream().map(Object::toString).toList();
    }
    Map<String, List<JsonObject>> deliveries = deliveries();
    List<String> missing = new ArrayList<>();
    for (JsonObject claim : claims()) {
      String id = claim.getString("id");
      int expected = claim.getString("status").equals("REVOKED") ? 2 : 1;
      int there = deliveries.getOrDefault(id, List.of()).size();
      if (there != expected) {
        missing.add(id + " has " + there);
      }
    }
    return missing;
  }

  private List<JsonObject> claims() {
    return campaigns.all("/claims?eventId=" + eventId);
  }

  private Map<String, List<JsonObject>> deliveries() {
    Map<String, JsonObject> byId =
        campaigns.all("/deliveries?eventId=" + eventId).stream()
            .collect(Collectors.toMap(one -> one.getString("id"), Function.identity()));
    return byId.values().stream().collect(Collectors.groupingBy(one -> one.getString("claimId")));
  }
}
