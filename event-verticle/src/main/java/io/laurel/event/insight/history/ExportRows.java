package io.laurel.event.insight.history;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimedReward;
import io.laurel.paging.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Claims as rows, one for each reward: for spreadsheets and the books, so never a code or note. */
final class ExportRows {
  private static final List<String> DECISION = List.of("decidedAt", "decidedBy", "reason");

  private ExportRows() {}

  /**
   * One page of rows as answered, in the order of the claims.
   *
   * @param usernames of claimants, by their ids, where they have one
   */
  static JsonObject of(Page<Claim> page, Map<String, String> usernames) {
    JsonArray rows = new JsonArray();
    for (Claim claim : page.items()) {
      JsonObject json = claim.toJson();
      String username = usernames.get(claim.userId());
      for (ClaimedReward reward : claim.rewards()) {
        JsonObject row = row(json, reward);
        putPresent(row, "username", username);
        rows.add(row);
      }
    }
    JsonObject answer = new JsonObject().put("items", rows);
    return page.next() == null ? answer : answer.put("nextCursor", page.next().encode());
  }

  private static JsonObject row(JsonObject claim, ClaimedReward reward) {
    JsonObject row =
        new JsonObject()
            .put("claimId", claim.getValue("id"))
            .put("eventId", claim.getValue("eventId"))
            .put("userId", claim.getValue("userId"))
            .put("status", claim.getValue("status"))
            .put("rewardId", reward.rewardId())
            .put("rewardName", reward.name())
            .put("type", reward.type())
            .put("quantity", reward.quantity());
    if (!reward.serials().isEmpty()) {
      row.put("serial", serial(reward));
    }
    row.put("requestedAt", claim.getValue("requestedAt"));
    for (String field : DECISION) {
      if (claim.containsKey(field)) {
        row.put(field, claim.getValue(field));
      }
    }
    return row.put("count", reward.count());
  }

  /** A number, or several as one text, by blanks. */
  private static Object serial(ClaimedReward reward) {
    return reward.count() == 1
        ? reward.serials().get(0)
        : reward.serials().stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
