package io.laurel.event.catalog.code;

import static io.laurel.event.Fixtures.SEAL_KEY;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.event.catalog.seal.SealConfig;
import io.laurel.security.Sha256;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CodeSealTest {
  private static final String NEWER = "Zt5Rk9WqA2vXn8LbC7mYp4HsJ1dFg6Ue";
  private static final CodeKey PLACE = new CodeKey("rwd_1", 1);
  private static final String CODE = "SPRING-7Q2K-XW4M";

  private final CodeSeal seal = seal(SEAL_KEY);

  private static CodeSeal seal(String... keys) {
    return new CodeSeal(new SealConfig(List.of(keys)));
  }

  private static SealedCode sealed(CodeSeal seal, CodeKey place) {
    return seal.seal(place, CODE, seal.hash(place.rewardId(), CODE));
  }

  @Test
  void open_sealed_theCode() throws GeneralSecurityException {
    assertThat(seal.open(sealed(seal, PLACE))).isEqualTo(CODE);
  }

  @Test
  void open_everyVisibleCharacter_theCode() throws GeneralSecurityException {
    String all =
        IntStream.rangeClosed('!', '~').mapToObj(Character::toString).reduce("", String::concat);

    assertThat(seal.open(seal.seal(PLACE, all, "hash"))).isEqualTo(all);
  }

  @Test
  void open_movedToAnotherPlace_refused() {
    SealedCode code = sealed(seal, PLACE);

    for (CodeKey other : List.of(new CodeKey("rwd_1", 2), new CodeKey("rwd_2", 1))) {
      SealedCode moved = new SealedCode(other, code.hash(), code.sealing(), code.sealed());
      assertThatThrownBy(() -> seal.open(moved)).isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void open_anyBitChanged_refused() {
    SealedCode code = sealed(seal, PLACE);
    byte[] bytes = Base64.getUrlDecoder().decode(code.sealed());

    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      SealedCode forged = new SealedCode(PLACE, code.hash(), code.sealing(), text);
      assertThatThrownBy(() -> seal.open(forged)).isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void seal_sameTwice_notTheSame() {
    assertThat(sealed(seal, PLACE).sealed()).isNotEqualTo(sealed(seal, PLACE).sealed());
  }

  @Test
  void hash_sameForEqualCodesOfOneRewardOnly() {
    assertThat(seal.hash("rwd_1", CODE))
        .hasSize(22)
        .isEqualTo(seal(SEAL_KEY).hash("rwd_1", CODE))
        .isNotEqualTo(seal.hash("rwd_2", CODE))
        .isNotEqualTo(seal.hash("rwd_1", CODE.toLowerCase(java.util.Locale.ROOT)))
        .isNotEqualTo(seal(NEWER).hash("rwd_1", CODE))
        .isNotEqualTo(Sha256.text(("rwd_1#" + CODE).getBytes(US_ASCII)))
        .isNotEqualTo(Sha256.text(CODE.getBytes(US_ASCII)));
  }

  @Test
  void keyAdded_olderCodesOpenAndAreKnownAgain() throws GeneralSecurityException {
    SealedCode old = sealed(seal, PLACE);
    CodeSeal both = seal(SEAL_KEY, NEWER);

    assertThat(both.open(old)).isEqualTo(CODE);
    assertThat(both.hash("rwd_1", CODE)).isEqualTo(old.hash());
    assertThat(both.open(sealed(both, PLACE))).isEqualTo(CODE);
  }

  @Test
  void keyAdded_onlyWhoHasItOpensWhatItSealed() {
    SealedCode fresh = sealed(seal(SEAL_KEY, NEWER), PLACE);

    assertThatThrownBy(() -> seal.open(fresh))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("SEAL_KEYS lacks the key with id " + fresh.sealing());
  }

  /** Written by hand after what the first release with codes did; its databases are out there. */
  @Test
  void open_sealedByTheFirstRelease_theCode() throws GeneralSecurityException {
    SealedCode old =
        new SealedCode(
            PLACE,
            "denHdkYBCiDSyZtxlXC8tQ",
            "pTQ-XMwq9DWD",
            "AAECAwQFBgcICQoLn2BWO-STiqS6b-zi9RBTHVRTds4aBBjoV7kABejaze8");

    assertThat(seal.open(old)).isEqualTo(CODE);
    assertThat(seal.hash("rwd_1", CODE)).isEqualTo(old.hash());
    assertThat(sealed(seal, PLACE).sealing()).isEqualTo(old.sealing());
  }
}
