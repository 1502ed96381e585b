package io.laurel.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class BenchOptionsTest {
  @Test
  void of_nothing_defaultsAsHelpTells() {
    var given = Pattern.compile("--[a-z-]+=\\S*").matcher(BenchOptions.HELP).results();
    String[] defaults =
        given
            .map(match -> match.group())
            .filter(text -> !text.contains("name="))
            .toArray(String[]::new);

    assertThat(defaults).hasSize(18);
    assertThat(BenchOptions.of()).isEqualTo(BenchOptions.of(defaults));
  }

  @Test
  void of_all_taken() {
    assertThat(
            BenchOptions.of(
                "--rounds=1",
                "--seconds=0.5",
                "--warm-up=6",
                "--connections=2",
                "--users=3",
                "--events=4",
                "--logins=7",
                "--pace=8",
                "--rest=5",
                "--stored=9",
                "--deliveries=10",
                "--concurrency=11",
                "--running=12",
                "--facts=13",
                "--peer=../peer",
                "--out=a.json",
                "--against=b.json",
                "--laurel-jvm=-Xmx1g -Xint"))
        .isEqualTo(
            new BenchOptions(
                1,
                Duration.ofMillis(500),
                6,
                2,
                3,
                4,
                7,
                8,
                Duration.ofSeconds(5),
                9,
                10,
                11,
                12,
                13,
                "../peer",
                "-Xmx1g -Xint",
                "a.json",
                "b.json"));
  }

  @Test
  void of_wrong_saysWhat() {
    assertThatThrownBy(() -> BenchOptions.of("--round=1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unknown: --round");
    assertThatThrownBy(() -> BenchOptions.of("fast"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--name=value");
    assertThatThrownBy(() -> BenchOptions.of("--rounds=0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--rounds");
    assertThatThrownBy(() -> BenchOptions.of("--users=many"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BenchOptions.of("--seconds=-1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--seconds");
  }
}
