package io.laurel.event.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * P1 and P2 by random walks: {@code -Dwalk.seeds=100000} takes more of them, {@code
 * -Dwalk.seed=4711} repeats one.
 */
final class WalkTest {
  private static final int SEEDS = Integer.getInteger("walk.seeds", 1_000);
  private static final Vertx VERTX = Vertx.vertx();
  private static final Long ONLY = Long.getLong("walk.seed");

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void walk_manySeeds_agreesWithTheModel() {
    Map<String, Integer> outcomes = new TreeMap<>();
    if (ONLY != null) {
      walk(ONLY, outcomes);
      return;
    }
    for (long seed = 1; seed <= SEEDS; seed++) {
      walk(seed, outcomes);
    }
    // A walk that never met a case would show nothing of it.
    assertThat(outcomes)
        .containsKeys(
            "claim.submit",
            "claim.submit replayed",
            "claim.submit already-claimed",
            "claim.submit out-of-stock",
            "claim.submit unavailable",
            "claim.approve",
            "claim.approve own-claim",
            "claim.approve claim-not-pending",
            "claim.reject",
            "claim.revoke",
            "claim.revoke claim-not-granted",
            "reward.update",
            "crash");
    System.out.println("Outcomes of " + SEEDS + " walks: " + outcomes);
  }

  private static void walk(long seed, Map<String, Integer> outcomes) {
    Walk walk = new Walk(seed, VERTX);
    try {
      walk.run().forEach((outcome, count) -> outcomes.merge(outcome, count, Integer::sum));
    } catch (Exception | AssertionError cause) {
      if (ONLY != null) {
        walk.story().forEach(System.out::println);
      }
      throw new AssertionError(
          "Seed " + seed + " went wrong; -Dwalk.seed=" + seed + " repeats it and tells its story",
          cause);
    }
  }
}
