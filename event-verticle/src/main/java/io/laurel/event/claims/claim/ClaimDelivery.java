package io.laurel.event.claims.claim;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * One message to the game about a claim, as the claim keeps it: what is to be told to whom. What
 * became of it is kept elsewhere.
 *
 * @param n its number in the claim, from 1, never given out again
 * @param endpointId who is told
 * @param rewardIds those of the claim's rewards that it is about
 * @param revokes the number of the grant that it takes back; 0 for a grant
 */
public record ClaimDelivery(int n, String endpointId, List<String> rewardIds, int revokes) {
  private static final String N = "n";
  private static final String KIND = "kind";
  private static final String ENDPOINT_ID = "endpointId";
  private static final String REWARD_IDS = "rewardIds";
  private static final String REVOKES = "revokes";

  /** What it tells. */
  public enum Kind {
    /** That rewards were granted. */
    GRANT,
    /** That rewards were taken back. */
    REVOCATION
  }

  /** Copies the list. */
  public ClaimDelivery {
    rewardIds = List.copyOf(rewardIds);
  }

  static ClaimDelivery grant(int n, String endpointId, List<String> rewardIds) {
    return new ClaimDelivery(n, endpointId, rewardIds, 0);
  }

  /** What takes this grant back. */
  ClaimDelivery revocation(int number) {
    return new ClaimDelivery(number, endpointId, rewardIds, n);
  }

  /** What it tells. */
  public Kind kind() {
    return revokes == 0 ? Kind.GRANT : Kind.REVOCATION;
  }

  /** Its id in the whole system, which the receiver gets as {@code webhook-id}. */
  public String id(String claimId) {
    return id(claimId, n);
  }

  /** The id of the delivery of that number. */
  public static String id(String claimId, int n) {
    return claimId + "-" + n;
  }

  JsonObject toDocument() {
    JsonObject document =
        new JsonObject()
            .put(N, n)
            .put(KIND, kind().name())
            .put(ENDPOINT_ID, endpointId)
            .put(REWARD_IDS, new JsonArray(rewardIds));
    return revokes == 0 ? document : document.put(REVOKES, revokes);
  }

  static ClaimDelivery fromDocument(JsonObject document) {
    return new ClaimDelivery(
        document.getInteger(N),
        document.getString(ENDPOINT_ID),
        ClaimDocuments.texts(document.getJsonArray(REWARD_IDS)),
        document.getInteger(REVOKES, 0));
  }
}
