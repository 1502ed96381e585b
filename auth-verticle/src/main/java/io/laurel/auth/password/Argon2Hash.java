package io.laurel.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A password's Argon2id hash (RFC 9106) as a PHC string. New hashes take 19 MiB, two passes, one
 * lane (OWASP Password Storage Cheat Sheet); stored ones are verified with the parameters they
 * name.
 */
final class Argon2Hash implements PasswordHash {
  private static final int MEMORY_KIB = 19 * 1024;

  /** What a new hash takes, and keeps for the next one. */
  static final long MEMORY_BYTES = MEMORY_KIB * 1024L;

  private static final int ITERATIONS = 2;
  private static final int PARALLELISM = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /** What a stored hash may ask of us: a row that was tampered with must not take all memory. */
  private static final int MAX_MEMORY_KIB = 128 * 1024;

  private static final int MAX_ITERATIONS = 10;
  private static final int MAX_PARALLELISM = 8;

  /**
   * Digits of any script: hashes were once stored with those of the machine's language. {@link
   * Integer#parseInt} reads them all, and each has one value.
   */
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\p{Nd}{1,7}),t=(\\p{Nd}{1,3}),p=(\\p{Nd}{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  /** The few blocks beyond a hash's own are what it compresses them in. */
  private static final HashMemory MEMORY = new HashMemory(MEMORY_KIB + 16);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

  private final int memoryKib;
  private final int iterations;
  private final int parallelism;
  private final byte[] salt;
  private final byte[] hash;

  private Argon2Hash(int memoryKib, int iterations, int parallelism, byte[] salt, byte[] hash) {
    this.memoryKib = memoryKib;
    this.iterations = iterations;
    this.parallelism = parallelism;
    this.salt = salt;
    this.hash = hash;
  }

  /** Hashes a password with a new salt: some 25 ms of one core. */
  static Argon2Hash of(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    var unfinished =
        new Argon2Hash(MEMORY_KIB, ITERATIONS, PARALLELISM, salt, new byte[HASH_BYTES]);
    return new Argon2Hash(MEMORY_KIB, ITERATIONS, PARALLELISM, salt, unfinished.digest(password));
  }

  /**
   * Reads a stored hash.
   *
   * @throws IllegalArgumentException where it is none, or asks for absurd memory or time
   */
  static Argon2Hash parse(String phc) {
    Matcher matcher = PHC.matcher(phc);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("A stored password hash is no Argon2id PHC string");
    }
    int memoryKib = Integer.parseInt(matcher.group(1));
    int iterations = Integer.parseInt(matcher.group(2));
    int parallelism = Integer.parseInt(matcher.group(3));
    boolean sane =
        parallelism >= 1
            && parallelism <= MAX_PARALLELISM
            && iterations >= 1
            && iterations <= MAX_ITERATIONS
            && memoryKib >= 8 * parallelism
            && memoryKib <= MAX_MEMORY_KIB;
    if (!sane) {
      throw new IllegalArgumentException("A stored password hash asks for absurd parameters");
    }
    return new Argon2Hash(
        memoryKib,
        iterations,
        parallelism,
        Base64.getDecoder().decode(matcher.group(4)),
        Base64.getDecoder().decode(matcher.group(5)));
  }

  @Override
  public boolean matches(String password) {
    return MessageDigest.isEqual(hash, digest(password));
  }

  /** As stored: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. */
  String encoded() {
    return String.format(
        Locale.ROOT,
        "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s",
        memoryKib,
        iterations,
        parallelism,
        ENCODER.encodeToString(salt),
        ENCODER.encodeToString(hash));
  }

  /** NFC first (NIST SP 800-63B-4, 3.1.1.2): keyboards differ in how they compose an accent. */
  private byte[] digest(String password) {
    return MEMORY.lend(blocks -> digest(password, blocks));
  }

  private byte[] digest(String password, BlockPool blocks) {
    Argon2Parameters parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(iterations)
            .withParallelism(parallelism)
            .withSalt(salt)
            .withBlockPool(blocks)
            .build();
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(parameters);
    byte[] out = new byte[hash.length];
    String normalized = Normalizer.normalize(password, Normalizer.Form.NFC);
    generator.generateBytes(normalized.getBytes(StandardCharsets.UTF_8), out);
    return out;
  }
}
