package io.laurel.event.claims.claim;

import static io.laurel.event.Fixtures.aClaim;
import static io.laurel.event.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.failure.Failure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ClaimMetersTest {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final ClaimMeters claims = new ClaimMeters(metrics);

  private double count(String outcome, String code) {
    return metrics.get("laurel_claims").tags("outcome", outcome, "code", code).counter().count();
  }

  private static Future<Made> made(ClaimStatus status, boolean replayed) {
    return Future.succeededFuture(new Made(with(aClaim("evt_1", "usr_1"), status), replayed));
  }

  @Test
  void answered_made_countsByItsStatus() {
    claims.answered(made(ClaimStatus.GRANTED, false));
    claims.answered(made(ClaimStatus.PENDING_APPROVAL, false));
    claims.answered(made(ClaimStatus.GRANTED, true));

    assertThat(count("granted", "none")).isOne();
    assertThat(count("pending", "none")).isOne();
    assertThat(count("replayed", "none")).isOne();
  }

  @Test
  void answered_refused_countsByItsCode() {
    claims.answered(Failure.conflict("out-of-stock", "It is gone.").asFuture());
    claims.answered(Failure.conflict("invented-today", "It is new.").asFuture());

    assertThat(count("refused", "out-of-stock")).isOne();
    assertThat(count("refused", "other")).isOne();
  }

  @Test
  void answered_failed_countsByItsCode() {
    claims.answered(Failure.unavailable("Away.", Duration.ofSeconds(1)).asFuture());
    claims.answered(Future.failedFuture(new IllegalStateException("a fault")));

    assertThat(count("failed", "unavailable")).isOne();
    assertThat(count("failed", "internal")).isOne();
  }
}
