package io.laurel.standalone.chaos;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * U1 to U4 on two nodes of each kind on loopback, in as few minutes as that takes; the rest, and
 * longer, is in {@link WholeChaos}. Run by {@code .ci/chaos short}, and nothing of {@code verify}.
 */
final class ShortChaos {
  /** Longer than a silent node stays a member. */
  private static final Duration SHORT_FREEZE = Duration.ofSeconds(9);

  private static final Duration DATABASE_AWAY = Duration.ofSeconds(5);

  private static Rig rig;
  private static Trials trials;

  @BeforeAll
  static void start() throws Exception {
    rig = new Rig(new Loopback(Town.PLACES), Path.of("target", "chaos-short"));
    trials = new Trials(rig);
  }

  @AfterAll
  static void stop() {
    if (rig != null) {
      rig.close();
    }
  }

  @Test
  void u1_killOneOfEachKind_errorsForTwoSeconds() throws Exception {
    trials.kill(1);
  }

  @Test
  void u1_freezeAnEventNode_errorsForSixSecondsAndItComesBack() throws Exception {
    trials.freeze(rig.town().node(Node.Kind.EVENT, 2), SHORT_FREEZE);
  }

  @Test
  void u3_databaseDiesAndComesBack_clearWordsAndNoRestart() throws Exception {
    trials.restartDatabase(DATABASE_AWAY);
  }

  @Test
  void u4_rollingRestart_nothingFailsBeyondRetryable503s() throws Exception {
    trials.roll();
  }

  @Test
  void coldStartOfEverything_servesByItself() throws Exception {
    trials.coldStart();
  }
}
