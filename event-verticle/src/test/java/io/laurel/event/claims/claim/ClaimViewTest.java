package io.laurel.event.claims.claim;

import static io.laurel.event.Calls.codeOf;
import static io.laurel.event.Fixtures.aClaim;
import static io.laurel.event.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.catalog.code.TestVault;
import io.laurel.paging.Page;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A claim whose code cannot be read, because its key is missing. */
final class ClaimViewTest {
  private static final Principal CLAIMANT =
      new Principal("usr_1", "ada", "ses_1", Set.of(Role.USER), 0, Instant.MAX);
  private static final Principal OPERATOR =
      new Principal("usr_2", "olga", "ses_1", Set.of(Role.OPERATOR), 0, Instant.MAX);

  private final Vertx vertx = Vertx.vertx();
  private final ClaimView view = new ClaimView(TestVault.empty(vertx));
  private final Claim claim =
      with(
          aClaim("evt_1", "usr_1"),
          ClaimStatus.GRANTED,
          List.of(new ClaimedReward("rwd_1", 1, "10 % off", "COUPON", 1, null, 1, true, null)),
          aClaim("evt_1", "usr_1").history());

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void own_unreadableCode_unavailableAndNotWithoutIt() {
    assertThat(codeOf(view.made(claim, CLAIMANT))).isEqualTo("unavailable");
    assertThat(codeOf(view.of(claim, CLAIMANT))).isEqualTo("unavailable");
    assertThat(codeOf(view.own(new Page<>(List.of(claim), null), CLAIMANT)))
        .isEqualTo("unavailable");
  }

  @Test
  void of_unreadableCode_staffReadTheRest() {
    JsonObject one = view.of(claim, OPERATOR).await();
    JsonObject page = view.of(new Page<>(List.of(claim), null), OPERATOR).await();

    assertThat(one.getString("id")).isEqualTo(claim.id());
    assertThat(one.getJsonArray("rewards").getJsonObject(0).containsKey("code")).isFalse();
    assertThat(page.getJsonArray("items")).hasSize(1);
  }
}
