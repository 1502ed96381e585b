package io.laurel.security;

import io.laurel.bus.TestTokens;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that {@link TestTokens#verifier} must refuse, by what is wrong with them (RFC 8725, RFC
 * 9068): each is right but for that.
 */
public final class ForgedTokens {
  private static final TokenKey OURS = TestTokens.key();
  private static final TokenKey FOREIGN = foreignKey();

  private final Map<String, String> tokens = new LinkedHashMap<>();

  private ForgedTokens() {}

  /** All of them, by name. */
  public static Map<String, String> all() {
    ForgedTokens forged = new ForgedTokens();
    forged.shapes();
    forged.algorithms();
    forged.keys();
    forged.types();
    forged.times();
    forged.contents();
    forged.signatures();
    forged.spellings();
    return forged.tokens;
  }

  /** The same right token with white space about it, which no header field brings so far. */
  public static Map<String, String> withWhiteSpace() {
    String right = right();
    return Map.of(
        "line feed after it", right + "\n",
        "blank after it", right + " ",
        "space before it", " " + right,
        "line break within the signature", insideSignature(right, "\r\n"));
  }

  /** One that is right: what tells that the others are refused for their faults. */
  public static String right() {
    return signed(header(), claims());
  }

  /** The same for a process that has read our key from a file, and names it by its thumbprint. */
  public static String rightByThumbprint() {
    TokenKey read = TokenKey.of(OURS.publicKey(), OURS.privateKey());
    return signed(header().put("kid", read.id()), claims());
  }

  private void shapes() {
    tokens.put("empty", "");
    tokens.put("one part", "x");
    tokens.put("dots only", "..");
    tokens.put("no signature part", content(header(), claims()));
    tokens.put("four parts", right() + ".x");
    tokens.put("five parts, as encrypted ones have", right() + ".x.x");
    tokens.put("space within", right().replaceFirst("\\.", ". "));
    tokens.put("header no base64", "!!!" + right().substring(right().indexOf('.')));
    tokens.put("header no JSON", withParts(base64("alg=RS256"), encoded(claims())));
    tokens.put("header an array", withParts(base64("[]"), encoded(claims())));
    tokens.put("payload no JSON", withParts(encoded(header()), base64("sub=usr_test")));
    tokens.put("payload an array", withParts(encoded(header()), base64("[]")));
    tokens.put("payload empty", withParts(encoded(header()), ""));
    tokens.put("longer than any of ours", changed("padding", "x".repeat(5_000)));
    tokens.put(
        "a refresh token",
        "ses_01JZZZZZZZZZZZZZZZZZZZZZZZ.0." + "A".repeat(43) + "." + "A".repeat(43));
  }

  private void algorithms() {
    for (String none : new String[] {"none", "None", "NONE", "nOnE"}) {
      tokens.put("alg " + none, content(header().put("alg", none), claims()) + ".");
      tokens.put("alg " + none + ", signed", signed(header().put("alg", none), claims()));
    }
    byte[] der = OURS.publicKey().getEncoded();
    tokens.put("HS256 by the public key", hmac(der));
    tokens.put("HS256 by the public key in PEM", hmac(pem(der).getBytes(StandardCharsets.UTF_8)));
    tokens.put("HS256 by an empty-looking key", hmac(new byte[] {0}));
    tokens.put("HS256, signed by RS256", signed(header().put("alg", "HS256"), claims()));
    tokens.put("RS384", signed(header().put("alg", "RS384"), claims(), "SHA384withRSA"));
    tokens.put("RS512", signed(header().put("alg", "RS512"), claims(), "SHA512withRSA"));
    tokens.put("RS256 that is RS512", signed(header(), claims(), "SHA512withRSA"));
    tokens.put("RS256 by SHA-1", signed(header(), claims(), "SHA1withRSA"));
    tokens.put("PS256", signed(header().put("alg", "PS256"), claims(), "RSASSA-PSS"));
    tokens.put("ES256", signed(header().put("alg", "ES256"), claims()));
    tokens.put("alg in lower case", signed(header().put("alg", "rs256"), claims()));
    tokens.put("alg missing", signed(without(header(), "alg"), claims()));
    tokens.put("alg null", signed(header().putNull("alg"), claims()));
    tokens.put("alg an array", signed(header().put("alg", new JsonArray().add("RS256")), claims()));
    tokens.put(
        "alg twice",
        withParts(
            base64("{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"test\",\"alg\":\"none\"}"),
            encoded(claims())));
  }

  private void keys() {
    tokens.put("kid missing", signed(without(header(), "kid"), claims()));
    tokens.put("kid unknown", signed(header().put("kid", "other"), claims()));
    tokens.put("kid empty", signed(header().put("kid", ""), claims()));
    tokens.put("kid a number", signed(header().put("kid", 1), claims()));
    tokens.put("kid null", signed(header().putNull("kid"), claims()));
    tokens.put("kid a path", signed(header().put("kid", "../../../dev/null"), claims()));
    tokens.put("kid an injection", signed(header().put("kid", "x' OR '1'='1"), claims()));
    tokens.put("foreign key under its own kid", foreign(header().put("kid", FOREIGN.id())));
    tokens.put("foreign key under our kid", foreign(header()));
    tokens.put("foreign key brought along as jwk", foreign(header().put("jwk", FOREIGN.toJwk())));
    tokens.put("our own key as jwk", signed(header().put("jwk", OURS.toJwk()), claims()));
    tokens.put("jku", signed(header().put("jku", "https://evil.invalid/jwks.json"), claims()));
    tokens.put("x5u", signed(header().put("x5u", "https://evil.invalid/x.pem"), claims()));
    tokens.put("x5c", signed(header().put("x5c", new JsonArray().add("AAAA")), claims()));
    tokens.put("crit", signed(header().put("crit", new JsonArray().add("exp")), claims()));
    tokens.put("b64 false", signed(header().put("b64", false), claims()));
    tokens.put("zip", signed(header().put("zip", "DEF"), claims()));
  }

  private void types() {
    tokens.put("typ missing", signed(without(header(), "typ"), claims()));
    tokens.put("typ JWT", signed(header().put("typ", "JWT"), claims()));
    tokens.put("typ of a refresh token", signed(header().put("typ", "rt+jwt"), claims()));
    tokens.put("typ of an identity token", signed(header().put("typ", "id+jwt"), claims()));
    tokens.put("cty", signed(header().put("cty", "JWT"), claims()));
  }

  private void times() {
    long now = Instant.now().getEpochSecond();
    tokens.put("exp missing", signed(header(), without(claims(), "exp")));
    tokens.put("exp null", signed(header(), claims().putNull("exp")));
    tokens.put("exp a text", changed("exp", Long.toString(now + 3_600)));
    tokens.put("exp past", changed("exp", now - 1));
    tokens.put("exp zero", changed("exp", 0));
    tokens.put("exp negative", changed("exp", -1));
    tokens.put("exp past any time", changed("exp", Long.MAX_VALUE));
    tokens.put("iat in the future", changed("iat", now + 3_600));
    tokens.put("nbf in the future", changed("nbf", now + 3_600));
  }

  private void contents() {
    tokens.put("iss missing", signed(header(), without(claims(), "iss")));
    tokens.put("iss of another", changed("iss", "https://evil.invalid"));
    tokens.put("iss in upper case", changed("iss", "LAUREL"));
    tokens.put("aud missing", signed(header(), without(claims(), "aud")));
    tokens.put("aud of another", changed("aud", "other"));
    tokens.put("aud of several others", changed("aud", new JsonArray().add("a").add("b")));
    tokens.put("aud empty", changed("aud", new JsonArray()));
    for (String claim : new String[] {"sub", "sid", "username", "epoch"}) {
      tokens.put(claim + " missing", signed(header(), without(claims(), claim)));
      tokens.put(claim + " null", signed(header(), claims().putNull(claim)));
    }
    tokens.put("sub empty", changed("sub", ""));
    tokens.put("sub an object", changed("sub", new JsonObject().put("$ne", 1)));
    tokens.put("epoch a text", changed("epoch", "0"));
    tokens.put("roles of unknown kind", changed("roles", new JsonArray().add("ROOT")));
    tokens.put("roles a text", changed("roles", "ADMIN"));
    tokens.put("roles numbers", changed("roles", new JsonArray().add(3)));
  }

  private void signatures() {
    String right = right();
    String signature = right.substring(right.lastIndexOf('.') + 1);
    String content = right.substring(0, right.lastIndexOf('.') + 1);
    tokens.put("signature empty", content);
    tokens.put("signature cut", content + signature.substring(0, signature.length() - 4));
    tokens.put("signature longer", right + "AAAA");
    tokens.put("signature of zeros", content + "A".repeat(signature.length()));
    tokens.put(
        "signature changed",
        content + (signature.startsWith("A") ? "B" : "A") + signature.substring(1));
    tokens.put(
        "signature of another token",
        content(header(), claims().put("sub", "usr_other")) + "." + signature);
    tokens.put(
        "roles raised under the old signature",
        content(header(), claims().put("roles", new JsonArray().add("ADMIN"))) + "." + signature);
    tokens.put("cut in the middle", right.substring(0, right.length() / 2));
  }

  /** Each decodes to what {@link #right()} does, by a decoder that is not strict. */
  private void spellings() {
    String right = right();
    tokens.put("dot after it", right + ".");
    tokens.put("two dots after it", right + "..");
    tokens.put("dot before it", "." + right);
    tokens.put("signature padded", right + "==");
    tokens.put("tab within the signature", insideSignature(right, "\t"));
    tokens.put("other characters within the signature", insideSignature(right, "*"));
    // 256 bytes: the last of 342 characters has four bits that decode to nothing.
    for (int spare = 1; spare < 16; spare++) {
      tokens.put("spare bits " + spare + " in the signature", spareBits(right, spare));
    }
    // The signature is over the spelling, so these are rightly signed.
    tokens.put("header with spare bits", withParts(spare(header()), encoded(claims())));
    tokens.put("payload with spare bits", withParts(encoded(header()), spare(claims())));
    tokens.put("header padded", withParts(padded(header()), encoded(claims())));
    tokens.put("payload padded", withParts(encoded(header()), padded(claims())));
    tokens.put(
        "payload in the other alphabet",
        withParts(
            encoded(header()), otherAlphabet(claims().put("username", "\u00ff\u00ff\u00ff?"))));
  }

  private static String insideSignature(String token, String inserted) {
    int at = token.lastIndexOf('.') + 9;
    return token.substring(0, at) + inserted + token.substring(at);
  }

  private static String spareBits(String token, int spare) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(token.charAt(token.length() - 1));
    return token.substring(0, token.length() - 1) + alphabet.charAt(last | spare);
  }

  /** White space after it makes the length one that leaves bits over. */
  private static String spare(JsonObject json) {
    String text = json.encode();
    while (text.getBytes(StandardCharsets.UTF_8).length % 3 != 1) {
      text += " ";
    }
    return spareBits(base64(text), 1);
  }

  private static String padded(JsonObject json) {
    String text = json.encode();
    while (text.getBytes(StandardCharsets.UTF_8).length % 3 != 1) {
      text += " ";
    }
    return base64(text) + "==";
  }

  private static String otherAlphabet(JsonObject json) {
    String encoded = encoded(json).replace('-', '+').replace('_', '/');
    if (encoded.equals(encoded(json))) {
      throw new IllegalStateException("The alphabets do not differ in this payload");
    }
    return encoded;
  }

  private static JsonObject header() {
    return new JsonObject().put("alg", "RS256").put("typ", "at+jwt").put("kid", OURS.id());
  }

  private static JsonObject claims() {
    long now = Instant.now().getEpochSecond();
    return new JsonObject()
        .put("iss", "laurel")
        .put("aud", "laurel")
        .put("sub", "usr_test")
        .put("username", "test")
        .put("sid", "ses_test")
        .put("roles", new JsonArray().add("USER"))
        .put("epoch", 0)
        .put("iat", now)
        .put("exp", now + 3_600);
  }

  private static String changed(String claim, Object value) {
    return signed(header(), claims().put(claim, value));
  }

  private static JsonObject without(JsonObject json, String field) {
    json.remove(field);
    return json;
  }

  private static String signed(JsonObject header, JsonObject claims) {
    return signed(header, claims, "SHA256withRSA");
  }

  private static String signed(JsonObject header, JsonObject claims, String algorithm) {
    return signed(content(header, claims), OURS.privateKey(), algorithm);
  }

  private static String foreign(JsonObject header) {
    return signed(content(header, claims()), FOREIGN.privateKey(), "SHA256withRSA");
  }

  private static String withParts(String header, String payload) {
    return signed(header + "." + payload, OURS.privateKey(), "SHA256withRSA");
  }

  private static String signed(String content, PrivateKey key, String algorithm) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      if (algorithm.equals("RSASSA-PSS")) {
        signature.setParameter(
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
      }
      signature.initSign(key);
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hmac(byte[] key) {
    try {
      String content = content(header().put("alg", "HS256"), claims());
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(byte[] der) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static String content(JsonObject header, JsonObject claims) {
    return encoded(header) + "." + encoded(claims);
  }

  private static String encoded(JsonObject json) {
    return base64(json.encode());
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static TokenKey foreignKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2_048);
      KeyPair pair = generator.generateKeyPair();
      return TokenKey.of((RSAPublicKey) pair.getPublic(), (RSAPrivateCrtKey) pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
