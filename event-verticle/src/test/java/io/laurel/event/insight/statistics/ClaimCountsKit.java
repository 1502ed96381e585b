package io.laurel.event.insight.statistics;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aClaim;
import static io.laurel.event.Fixtures.anId;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.Fixtures;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.event.claims.claim.ClaimStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What everything does that counts claims. */
abstract class ClaimCountsKit {
  private ClaimStore claims;
  private ClaimCounts counts;

  /** A store without claims. */
  abstract ClaimStore claims();

  /** Counts what that store keeps. */
  abstract ClaimCounts counts();

  @BeforeEach
  void prepare() {
    claims = claims();
    claims.prepare().await();
    counts = counts();
  }

  private void keep(String eventId, long millis, ClaimStatus status, String... rewards) {
    claims
        .insert(
            Fixtures.with(
                Fixtures.with(
                    aClaim(anId("clm"), eventId, "usr_1", NOW.plusMillis(millis), anId("lck")),
                    status),
                List.of(rewards)))
        .await();
  }

  @Test
  void ofReward_claimsByStatus_eachOnce() {
    keep("evt_1", 1, ClaimStatus.GRANTED, "rwd_1");
    keep("evt_1", 2, ClaimStatus.GRANTED, "rwd_1");
    keep("evt_1", 2, ClaimStatus.REVOKED, "rwd_1");
    keep("evt_1", 3, ClaimStatus.GRANTED, "rwd_1", "rwd_2");
    keep("evt_1", 4, ClaimStatus.PENDING_APPROVAL, "rwd_2");
    keep("evt_2", 2, ClaimStatus.GRANTED, "rwd_3");

    assertThat(counts.ofReward("rwd_1").await())
        .isEqualTo(Map.of(ClaimStatus.GRANTED, 3L, ClaimStatus.REVOKED, 1L));
    assertThat(counts.ofReward("rwd_2").await())
        .isEqualTo(Map.of(ClaimStatus.GRANTED, 1L, ClaimStatus.PENDING_APPROVAL, 1L));
    assertThat(counts.ofReward("rwd_none").await()).isEmpty();
  }

  @Test
  void oldest_ofAllStatuses() {
    keep("evt_1", 7, ClaimStatus.GRANTED, "rwd_1");
    keep("evt_1", 3, ClaimStatus.REJECTED, "rwd_1");
    keep("evt_1", 5, ClaimStatus.REJECTED, "rwd_1");
    keep("evt_2", 1, ClaimStatus.GRANTED, "rwd_3");

    assertThat(counts.oldest("evt_1").await()).isEqualTo(NOW.plusMillis(3));
    assertThat(counts.oldest("evt_3").await()).isNull();
  }
}
