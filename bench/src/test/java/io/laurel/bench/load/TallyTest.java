package io.laurel.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bench.load.Tally.Limit;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TallyTest {
  private final Tally tally = new Tally(Set.of(200), Limit.of(Duration.ofSeconds(1)));

  private void took(long... nanos) {
    LongStream.of(nanos).forEach(each -> tally.add(new Answer(200, Buffer.buffer()), each));
  }

  @Test
  void percentile_ofAThousand_isTheNearestRank() {
    took(LongStream.rangeClosed(1, 1_000).map(i -> 1_001 - i).toArray());

    assertThat(tally.percentile(500)).isEqualTo(Duration.ofNanos(500));
    assertThat(tally.percentile(990)).isEqualTo(Duration.ofNanos(990));
    assertThat(tally.percentile(999)).isEqualTo(Duration.ofNanos(999));
  }

  @Test
  void percentile_ofOne_isThatOne() {
    took(7);

    assertThat(tally.percentile(500)).isEqualTo(Duration.ofNanos(7));
    assertThat(tally.percentile(999)).isEqualTo(Duration.ofNanos(7));
  }
}
