package io.laurel.event.catalog.seal;

import static io.laurel.event.Fixtures.SEAL_KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SealTest {
  private static final String NEWER = "Zt5Rk9WqA2vXn8LbC7mYp4HsJ1dFg6Ue";
  private static final byte[] SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".getBytes(UTF_8);

  private final Seal seal = seal("endpoint secret", SEAL_KEY);

  private static Seal seal(String purpose, String... keys) {
    return new Seal(new SealConfig(List.of(keys)), purpose);
  }

  @Test
  void open_sealed_theSecret() throws GeneralSecurityException {
    assertThat(seal.open("end_1", seal.seal("end_1", SECRET))).isEqualTo(SECRET);
  }

  @Test
  void open_elsewhere_refused() {
    Sealed sealed = seal.seal("end_1", SECRET);

    assertThatThrownBy(() -> seal.open("end_2", sealed))
        .isInstanceOf(GeneralSecurityException.class);
  }

  /** Else who may read codes could have signed with one that was put where a secret lies. */
  @Test
  void open_sealedForAnotherPurpose_refused() {
    Sealed code = seal("code", SEAL_KEY).seal("end_1", SECRET);

    assertThatThrownBy(() -> seal.open("end_1", code)).isInstanceOf(GeneralSecurityException.class);
    Sealed disguised = new Sealed(seal.seal("end_1", SECRET).sealing(), code.text());
    assertThatThrownBy(() -> seal.open("end_1", disguised))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void seal_sameTwice_notTheSame() {
    assertThat(seal.seal("end_1", SECRET).text()).isNotEqualTo(seal.seal("end_1", SECRET).text());
  }

  @Test
  void seal_neitherTheSecretNorTheKey_inIt() {
    Sealed sealed = seal.seal("end_1", SECRET);

    assertThat(new String(Base64.getUrlDecoder().decode(sealed.text()), UTF_8))
        .doesNotContain(new String(SECRET, UTF_8));
    assertThat(sealed.toString()).doesNotContain(SEAL_KEY.substring(0, 8));
  }

  @Test
  void keyAdded_olderOnesOpenNewerOnesOnlyWithIt() throws GeneralSecurityException {
    Seal both = seal("endpoint secret", SEAL_KEY, NEWER);

    assertThat(both.open("end_1", seal.seal("end_1", SECRET))).isEqualTo(SECRET);
    Sealed fresh = both.seal("end_1", SECRET);
    assertThat(both.open("end_1", fresh)).isEqualTo(SECRET);
    assertThatThrownBy(() -> seal.open("end_1", fresh))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("SEAL_KEYS lacks the key with id " + fresh.sealing());
  }
}
