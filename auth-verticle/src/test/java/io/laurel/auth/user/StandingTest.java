package io.laurel.auth.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StandingTest {
  private final Standing standing = new Standing(5, 2, null, 5);

  @Test
  void withoutTokens_sessionsGoOn() {
    Standing changed = standing.withoutTokens();

    assertThat(changed.epoch()).isEqualTo(6);
    assertThat(changed.keptFrom()).isEqualTo(6);
    assertThat(changed.admitsSession("ses_1", 2)).isTrue();
    assertThat(changed.admitsSession("ses_1", 1)).isFalse();
  }

  @Test
  void withoutSessions_noneButLaterOnesGoOn() {
    Standing changed = standing.withoutSessionsBut("ses_1").withoutSessions();

    assertThat(changed.admitsSession("ses_1", 5)).isFalse();
    assertThat(changed.admitsSession("ses_2", 7)).isTrue();
  }

  @Test
  void withoutSessionsBut_thatOneGoesOnWithItsTokens() {
    Standing changed = standing.withoutSessionsBut("ses_1");

    assertThat(changed).isEqualTo(new Standing(6, 6, "ses_1", 5));
    assertThat(changed.admitsSession("ses_1", 2)).isTrue();
    assertThat(changed.admitsSession("ses_2", 5)).isFalse();
  }

  @Test
  void withoutSessionsBut_sameAgain_keepsItsTokens() {
    assertThat(standing.withoutSessionsBut("ses_1").withoutSessionsBut("ses_1").keptFrom())
        .isEqualTo(5);
  }

  @Test
  void withoutSessionsBut_another_tokensOfThatOneFromTheEpochBefore() {
    assertThat(standing.withoutSessionsBut("ses_1").withoutSessionsBut("ses_2"))
        .isEqualTo(new Standing(7, 7, "ses_2", 6));
  }

  @Test
  void withoutTokens_afterSessionsBut_voidsItsTokensToo() {
    Standing changed = standing.withoutSessionsBut("ses_1").withoutTokens();

    assertThat(changed).isEqualTo(new Standing(7, 6, "ses_1", 7));
    assertThat(changed.admitsSession("ses_1", 2)).isTrue();
  }
}
