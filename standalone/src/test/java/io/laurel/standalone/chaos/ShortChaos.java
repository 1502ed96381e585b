package io.laurel.standalone.chaos;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * U1 to U4 on two nodes of each kind on loopback, in as few minutes as that takes; the rest, and
 * longer, is in {@link WholeChaos}. Run by {@code .ci/chaos short}, and nothing of {@code verify}.
 */
final class ShortChaos {
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
  void nodesFreezeDieAndAreReplaced_andTheDatabaseDies_asPromised() throws Exception {
    trials.badDay();
  }

  @Test
  void everythingDiesAndStartsAtOnce_servesByItself() throws Exception {
    trials.coldStart();
  }
}
