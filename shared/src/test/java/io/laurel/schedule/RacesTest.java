package io.laurel.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.failure.Failure;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Unchanged;
import io.laurel.schedule.Races.Written;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RacesTest {
  private final Failure defeat = Failure.unavailable("Try again.", Duration.ofSeconds(1));

  private final Deque<Outcome<String>> attempts = new ArrayDeque<>();

  private Future<String> run(int tries) {
    return Races.untilWon(tries, () -> defeat, () -> Future.succeededFuture(attempts.remove()));
  }

  @Test
  void untilWon_lostBefore_triedAgain() {
    attempts.addAll(
        List.of(new Lost<>(), new Lost<>(), new Written<>("won"), new Written<>("never")));

    assertThat(run(3).result()).isEqualTo("won");
    assertThat(attempts).hasSize(1);
  }

  @Test
  void untilWon_nothingToWrite_asItIs() {
    attempts.addAll(List.of(new Lost<>(), new Unchanged<>("as it was")));

    assertThat(run(3).result()).isEqualTo("as it was");
  }

  @Test
  void untilWon_othersKeepWinning_defeat() {
    attempts.addAll(List.of(new Lost<>(), new Lost<>(), new Lost<>(), new Written<>("never")));

    assertThat(run(3).cause()).isSameAs(defeat);
    assertThat(attempts).hasSize(1);
  }

  @Test
  void untilWon_attemptFails_notTriedAgain() {
    Failure refusal = Failure.conflict("refused", "Never.");

    Future<String> ended = Races.untilWon(3, () -> defeat, refusal::asFuture);

    assertThat(ended.cause()).isSameAs(refusal);
  }
}
