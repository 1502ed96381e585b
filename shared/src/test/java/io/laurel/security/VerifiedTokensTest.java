package io.laurel.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.VerifiedTokens.Verified;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class VerifiedTokensTest {
  private static final Verified ANYBODY = new Verified("key", Principal.ANONYMOUS);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private VerifiedTokens tokens(String issuer, int size) {
    SecurityConfig config =
        new SecurityConfig(
            Path.of("keys"),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            issuer,
            "games",
            Duration.ZERO,
            size);
    return VerifiedTokens.of(vertx, config);
  }

  @Test
  void get_whatAnotherDoorOfTheProcessHasPut_isThere() {
    tokens("us", 100).put("token", ANYBODY);

    assertThat(tokens("us", 100).get("token")).isEqualTo(ANYBODY);
    assertThat(tokens("them", 100).get("token")).isNull();
  }

  @Test
  void put_moreThanAreKept_noMoreAreKept() {
    VerifiedTokens tokens = tokens("us", 100);

    IntStream.range(0, 10_000).forEach(i -> tokens.put("token " + i, ANYBODY));

    assertThat(IntStream.range(0, 10_000).filter(i -> tokens.get("token " + i) != null).count())
        .isBetween(90L, 100L);
  }

  @Test
  void put_fewKept_theLastIsThere() {
    VerifiedTokens tokens = tokens("us", 1);

    tokens.put("one", ANYBODY);
    tokens.put("two", ANYBODY);

    assertThat(tokens.get("one")).isNull();
    assertThat(tokens.get("two")).isEqualTo(ANYBODY);
  }
}
