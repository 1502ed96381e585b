package io.laurel.event.claims.claim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which messages to the game follow from what becomes of a claim. */
final class DeliveryPlan {
  /** What a message may have, whatever its rewards are. */
  static final int MAX_BYTES = 64 * 1024;

  /** Room for the rest of a message: ids, times, who asked for it, and a reason. */
  private static final int ENVELOPE_BYTES = 6 * 1024;

  /** Room for a code, which is not known yet, and for what stands around a reward. */
  private static final int CODE_BYTES = 512;

  private DeliveryPlan() {}

  /**
   * Those of a claim that is granted now: one for each endpoint of its rewards, more where its
   * rewards are too large for one message; none where no reward names an endpoint.
   */
  static List<ClaimDelivery> grants(List<ClaimedReward> rewards) {
    Map<String, List<ClaimedReward>> byEndpoint = new LinkedHashMap<>();
    for (ClaimedReward reward : rewards) {
      if (reward.endpointId() != null) {
        byEndpoint.computeIfAbsent(reward.endpointId(), first -> new ArrayList<>()).add(reward);
      }
    }
    List<ClaimDelivery> deliveries = new ArrayList<>();
    byEndpoint.forEach(
        (endpoint, all) -> {
          for (List<String> rewardIds : split(all)) {
            deliveries.add(ClaimDelivery.grant(deliveries.size() + 1, endpoint, rewardIds));
          }
        });
    return deliveries;
  }

  private static List<List<String>> split(List<ClaimedReward> rewards) {
    if (rewards.size() == 1) {
      return List.of(List.of(rewards.get(0).rewardId()));
    }
    List<List<String>> parts = new ArrayList<>();
    int room = 0;
    for (ClaimedReward reward : rewards) {
      int size = reward.toJson().toBuffer().length() + CODE_BYTES * reward.count();
      if (parts.isEmpty() || size > room) {
        parts.add(new ArrayList<>());
        room = MAX_BYTES - ENVELOPE_BYTES;
      }
      parts.get(parts.size() - 1).add(reward.rewardId());
      room -= size;
    }
    return parts;
  }

  /** All of a claim once it has that status. */
  static List<ClaimDelivery> after(Claim before, ClaimStatus status) {
    return switch (status) {
      case GRANTED -> grants(before.rewards());
      case REVOKED -> withRevocations(before.deliveries());
      case PENDING_APPROVAL, REJECTED -> before.deliveries();
    };
  }

  private static List<ClaimDelivery> withRevocations(List<ClaimDelivery> grants) {
    List<ClaimDelivery> all = new ArrayList<>(grants);
    grants.forEach(grant -> all.add(grant.revocation(all.size() + 1)));
    return all;
  }
}
