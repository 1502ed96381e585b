package io.laurel.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.Principal;
import io.laurel.security.Role;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RevocationTest {
  private final Revocation revocation = new Revocation("usr_1", 7, "ses_kept", 5);

  @ParameterizedTest
  @CsvSource({
    "ses_other, 6, true",
    "ses_other, 7, false",
    "ses_other, 8, false",
    "ses_kept, 4, true",
    "ses_kept, 5, false",
    "ses_kept, 6, false",
    "ses_kept, 7, false"
  })
  void voids_tokenOfSessionAndEpoch(String session, long epoch, boolean expected) {
    assertThat(revocation.voids(token(session, epoch))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0", "7", "9223372036854775806"})
  void voids_endedSession_everyToken(long epoch) {
    assertThat(Revocation.ofSession("ses_1").voids(token("ses_1", epoch))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"6, true", "7, false"})
  void voids_nobodyKept_byEpochAlone(long epoch, boolean expected) {
    assertThat(new Revocation("usr_1", 7, null, 7).voids(token("ses_kept", epoch)))
        .isEqualTo(expected);
  }

  static Principal token(String session, long epoch) {
    return new Principal("usr_1", "ada", session, Set.of(Role.USER), epoch, Instant.MAX);
  }
}
