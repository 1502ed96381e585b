package io.laurel.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RefreshTokensTest {
  private static final String SESSION = "ses_01JZZZZZZZZZZZZZZZZZZZZZZZ";

  private final RefreshTokens tokens = new RefreshTokens(TestSessions.config().secret());
  private final RefreshToken first = tokens.first(SESSION);

  @Test
  void first_twice_otherSecret() {
    assertThat(tokens.first(SESSION).secret()).hasSize(43).isNotEqualTo(first.secret());
  }

  @Test
  void successor_sameToken_alwaysTheSame() {
    RefreshToken successor = tokens.successor(first);

    assertThat(successor.generation()).isEqualTo(1);
    assertThat(successor.secret()).hasSize(43).isNotEqualTo(first.secret());
    assertThat(new RefreshTokens(TestSessions.config().secret()).successor(first))
        .isEqualTo(successor);
  }

  @Test
  void successor_otherServerSecret_other() {
    RefreshTokens others = new RefreshTokens(TestSessions.key("another secret of 32 bytes or so"));

    assertThat(others.successor(first).secret()).isNotEqualTo(tokens.successor(first).secret());
  }

  @Test
  void decode_encoded_sameToken() {
    RefreshToken later = tokens.successor(first);

    assertThat(tokens.encode(later)).hasSizeLessThanOrEqualTo(256);
    assertThat(tokens.decode(tokens.encode(later))).contains(later);
  }

  @Test
  void decode_otherGenerationSessionOrSecret_empty() {
    String wire = tokens.encode(first);

    assertThat(tokens.decode(wire.replace(".0.", ".1."))).isEmpty();
    assertThat(tokens.decode(wire.replace("ses_01J", "ses_01K"))).isEmpty();
    assertThat(tokens.decode(wire.replace(first.secret(), "A".repeat(43)))).isEmpty();
    assertThat(new RefreshTokens(TestSessions.key("another secret of 32 bytes or so")).decode(wire))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "ses_1.0.a.b",
        "....",
        "ses_01JZZZZZZZZZZZZZZZZZZZZZZZ.99999999999999999999.a.b"
      })
  void decode_anythingElse_empty(String wire) {
    assertThat(tokens.decode(wire)).isEmpty();
  }

  @Test
  void hash_token_notItsSecret() {
    assertThat(RefreshTokens.hash(first)).hasSize(43).isNotEqualTo(first.secret());
  }

  @Test
  void toString_token_withoutSecret() {
    assertThat(first.toString()).doesNotContain(first.secret());
  }
}
