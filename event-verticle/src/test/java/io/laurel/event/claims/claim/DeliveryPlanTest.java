package io.laurel.event.claims.claim;

import static io.laurel.event.Fixtures.aClaim;
import static io.laurel.event.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DeliveryPlanTest {
  private static ClaimedReward reward(String id, String endpointId, int bytes) {
    JsonObject attributes = new JsonObject().put("text", "x".repeat(bytes));
    return new ClaimedReward(id, 1, "Gems", "ITEM", 1, attributes, null, false, endpointId);
  }

  @Test
  void grants_noEndpoint_none() {
    assertThat(DeliveryPlan.grants(List.of(reward("rwd_1", null, 1)))).isEmpty();
  }

  @Test
  void grants_twoEndpoints_oneEach() {
    List<ClaimDelivery> plan =
        DeliveryPlan.grants(
            List.of(
                reward("rwd_1", "end_1", 1),
                reward("rwd_2", "end_2", 1),
                reward("rwd_3", "end_1", 1),
                reward("rwd_4", null, 1)));

    assertThat(plan)
        .containsExactly(
            ClaimDelivery.grant(1, "end_1", List.of("rwd_1", "rwd_3")),
            ClaimDelivery.grant(2, "end_2", List.of("rwd_2")));
  }

  @Test
  void grants_tooLargeForOneMessage_severalAndAllOfIt() {
    List<ClaimedReward> rewards =
        IntStream.range(0, 40).mapToObj(i -> reward("rwd_" + i, "end_1", 4_000)).toList();

    List<ClaimDelivery> plan = DeliveryPlan.grants(rewards);

    assertThat(plan.stream().flatMap(each -> each.rewardIds().stream()))
        .containsExactlyElementsOf(rewards.stream().map(ClaimedReward::rewardId).toList());
    assertThat(plan).hasSizeGreaterThan(2);
    assertThat(plan)
        .allSatisfy(
            each -> assertThat(each.rewardIds().size() * 4_200).isLessThan(DeliveryPlan.MAX_BYTES));
  }

  @Test
  void after_revoked_oneRevocationForEachGrant() {
    Claim claim = aClaim("evt_1", "usr_1");
    ClaimDelivery one = ClaimDelivery.grant(1, "end_1", List.of("rwd_1"));
    ClaimDelivery two = ClaimDelivery.grant(2, "end_2", List.of("rwd_2"));
    Claim granted =
        new Claim(
            claim.id(),
            claim.eventId(),
            claim.userId(),
            claim.requestedBy(),
            1,
            ClaimStatus.GRANTED,
            claim.rewards(),
            claim.conditions(),
            claim.locks(),
            claim.requestedAt(),
            claim.history(),
            List.of(one, two),
            null,
            null,
            null);

    assertThat(DeliveryPlan.after(granted, ClaimStatus.REVOKED))
        .containsExactly(one, two, one.revocation(3), two.revocation(4));
  }

  @Test
  void after_rejected_none() {
    Claim waiting = with(aClaim("evt_1", "usr_1"), ClaimStatus.PENDING_APPROVAL);

    assertThat(DeliveryPlan.after(waiting, ClaimStatus.REJECTED)).isEmpty();
  }
}
