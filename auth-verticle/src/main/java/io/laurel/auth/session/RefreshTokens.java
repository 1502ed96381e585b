package io.laurel.auth.session;

import io.laurel.security.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Makes, derives and reads refresh tokens. On the wire a token is {@code
 * <sessionId>.<generation>.<secret>.<tag>}:
 *
 * <ul>
 *   <li>The secret of the first token is 256 random bits; that of each other one is HMAC-SHA-256 of
 *       its predecessor under the server's key. So the same predecessor always gives the same
 *       successor, on every node, and no token need be stored to be given again. Neither the
 *       database (which holds SHA-256 of the secret) nor the server's key, nor both together, yield
 *       a token.
 *   <li>The tag is HMAC-SHA-256 of the rest under the server's key, with a purpose of its own. It
 *       proves that we issued this token, of this family, as this generation. Without it anybody
 *       who knows a session id could send it with a made-up secret and have the family ended for
 *       theft; the alternative, to keep the hash of every past token, grows with each rotation.
 *       Made-up tokens are told without asking the database.
 * </ul>
 */
final class RefreshTokens {
  private static final Pattern WIRE =
      Pattern.compile(
          "(ses_[0-9A-Z]{26})\\.(0|[1-9][0-9]{0,17})\\.([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{43})");
  private static final String SUCCESSOR = "successor";
  private static final String TAG = "tag";
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final SecretKey key;

  RefreshTokens(SecretKey key) {
    this.key = key;
  }

  /** The token of a new family. */
  RefreshToken first(String sessionId) {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return new RefreshToken(sessionId, 0, BASE64.encodeToString(secret));
  }

  /** The token that follows: always the same one. */
  RefreshToken successor(RefreshToken token) {
    return new RefreshToken(
        token.sessionId(), token.generation() + 1, mac(SUCCESSOR, content(token)));
  }

  /** As sent to the client. */
  String encode(RefreshToken token) {
    String content = content(token);
    return content + "." + mac(TAG, content);
  }

  /** The token in what a client sent, if we issued it; says nothing about its being valid still. */
  Optional<RefreshToken> decode(String wire) {
    Matcher matcher = WIRE.matcher(wire);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    RefreshToken token =
        new RefreshToken(matcher.group(1), Long.parseLong(matcher.group(2)), matcher.group(3));
    byte[] expected = mac(TAG, content(token)).getBytes(StandardCharsets.US_ASCII);
    byte[] sent = matcher.group(4).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, sent) ? Optional.of(token) : Optional.empty();
  }

  /** What is stored of a token: SHA-256 of its secret. */
  static String hash(RefreshToken token) {
    return Sha256.text(token.secret().getBytes(StandardCharsets.US_ASCII));
  }

  private static String content(RefreshToken token) {
    return token.sessionId() + "." + token.generation() + "." + token.secret();
  }

  private String mac(String purpose, String content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] message = (purpose + ":" + content).getBytes(StandardCharsets.US_ASCII);
      return BASE64.encodeToString(mac.doFinal(message));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", e);
    }
  }
}
