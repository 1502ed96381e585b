package io.laurel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FiguresTest {
  private static final Figures BEFORE =
      new Figures()
          .more("speed", new Spread(0.6, 0.55, 0.7))
          .less("p99", new Spread(1.2, 0.9, 1.4))
          .less("MiB", 300)
          .more("gone", new Spread(1, 1, 1));

  @TempDir Path directory;

  @Test
  void lostAgainst_worseThanAllRoundsAndNoise_isNamed() {
    Figures now =
        new Figures()
            .more("speed", new Spread(0.54, 0.5, 0.6))
            .less("p99", new Spread(1.5, 1, 2))
            .less("MiB", 316)
            .more("new", new Spread(0, 0, 0));

    assertThat(now.lostAgainst(BEFORE)).containsExactly("speed", "p99", "MiB");
    assertThat(now.against(BEFORE)).contains("speed ").contains("-10.0 %  LOST");
  }

  @Test
  void lostAgainst_betterOrWithinTheRoundsOrNoise_isNothing() {
    Figures now =
        new Figures()
            .more("speed", new Spread(0.56, 0.5, 0.6))
            .less("p99", new Spread(0.5, 0.4, 1.6))
            .less("MiB", 314);

    assertThat(now.lostAgainst(BEFORE)).isEmpty();
    assertThat(now.against(BEFORE)).doesNotContain("LOST");
  }

  @Test
  void read_whatWasWritten_isTheSame() throws IOException {
    Path file = directory.resolve("deeper/figures.json");
    BEFORE.write(file);

    assertThat(BEFORE.lostAgainst(Figures.read(file))).isEmpty();
    assertThat(BEFORE.against(Figures.read(file))).isEqualTo(BEFORE.against(BEFORE));
  }
}
