package io.laurel.event.catalog.code;

import io.laurel.event.catalog.seal.KeyedHash;
import io.laurel.event.catalog.seal.Seal;
import io.laurel.event.catalog.seal.SealConfig;
import io.laurel.event.catalog.seal.Sealed;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Seals codes, each for the place of its reward and serial, opens them, and tells equal ones by a
 * hash that is cut to 128 bits. Any thread may use it; some microseconds a code.
 */
public final class CodeSeal {
  private static final String PURPOSE = "code";
  private static final int HASH_BYTES = 16;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Seal seal;
  private final KeyedHash hashing;

  /** A seal with these keys. */
  public CodeSeal(SealConfig config) {
    this.seal = new Seal(config, PURPOSE);
    this.hashing = new KeyedHash(config, PURPOSE);
  }

  /** What equal codes of a reward have in common: 22 characters. */
  String hash(String rewardId, String code) {
    byte[] whole = hashing.of(rewardId + "#" + code);
    return BASE64.encodeToString(Arrays.copyOf(whole, HASH_BYTES));
  }

  /**
   * Seals a code for its place.
   *
   * @param hash as {@link #hash} gives it
   */
  SealedCode seal(CodeKey place, String code, String hash) {
    Sealed sealed = seal.seal(place.id(), code.getBytes(StandardCharsets.US_ASCII));
    return new SealedCode(place, hash, sealed.sealing(), sealed.text());
  }

  /**
   * The code.
   *
   * @throws GeneralSecurityException where it was sealed by a key that is not known, in another
   *     place, or changed since
   */
  String open(SealedCode code) throws GeneralSecurityException {
    byte[] text = seal.open(code.key().id(), new Sealed(code.sealing(), code.sealed()));
    return new String(text, StandardCharsets.US_ASCII);
  }
}
