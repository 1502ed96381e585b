package io.laurel.auth.exchange;

import static io.laurel.security.TestIssuer.base64;
import static io.laurel.security.TestIssuer.content;

import io.laurel.security.TestIssuer;
import io.laurel.security.TestIssuer.IssuerKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that an exchange must refuse, by what is wrong with them: each is right but for that (RFC
 * 8725). The provider takes RS256, ES256 and EdDSA, and has the keys that are given here.
 */
public final class ForgedTokens {
  private static final long DAY = 86_400;

  private final IssuerKey rsa;
  private final IssuerKey curve;
  private final IssuerKey edwards;
  private final IssuerKey stranger;
  private final Instant now;
  private final Map<String, String> tokens = new LinkedHashMap<>();

  private ForgedTokens(IssuerKey rsa, IssuerKey curve, IssuerKey edwards, Instant now) {
    this.rsa = rsa;
    this.curve = curve;
    this.edwards = edwards;
    this.stranger = IssuerKey.rsa(rsa.id(), 2_048);
    this.now = now;
  }

  /** All of them, by name. */
  public static Map<String, String> all(
      IssuerKey rsa, IssuerKey curve, IssuerKey edwards, Instant now) {
    ForgedTokens forged = new ForgedTokens(rsa, curve, edwards, now);
    forged.shapes();
    forged.algorithms();
    forged.headers();
    forged.keys();
    forged.signatures();
    forged.issuersAndAudiences();
    forged.times();
    forged.subjects();
    return forged.tokens;
  }

  private void shapes() {
    tokens.put("one part", "x");
    tokens.put("dots only", "..");
    tokens.put("no signature part", content(header(), claims()));
    tokens.put("four parts", right() + ".x");
    tokens.put("five parts, as encrypted ones have", right() + ".x.x");
    tokens.put("blank after it", right() + " ");
    tokens.put("padded", right() + "==");
    tokens.put("header no JSON", withParts(base64("alg=RS256"), base64(claims().encode())));
    tokens.put("header an array", withParts(base64("[]"), base64(claims().encode())));
    tokens.put("payload no JSON", withParts(base64(header().encode()), base64("sub=1")));
    tokens.put("payload an array", withParts(base64(header().encode()), base64("[]")));
    tokens.put("payload empty", withParts(base64(header().encode()), ""));
    tokens.put("payload null", withParts(base64(header().encode()), base64("null")));
    tokens.put(
        "payload with something behind it",
        withParts(base64(header().encode()), base64(claims().encode() + "{}")));
    tokens.put(
        "payload no UTF-8",
        withParts(base64(header().encode()), base64(broken(claims().encode()))));
    tokens.put(
        "sub twice",
        withParts(
            base64(header().encode()),
            base64(claims().encode().replaceFirst("\\{", "{\"sub\":\"other\","))));
    tokens.put(
        "deeper than anybody nests",
        signed(claims().encode().replaceFirst("\\}$", nested(2_000) + "}")));
    tokens.put("longer than any", changed("padding", "x".repeat(20_000)));
    tokens.put("a token of ours by type", "ses_01JZZZZZZZZZZZZZZZZZZZZZZZ.0.x.y");
  }

  private void algorithms() {
    for (String none : new String[] {"none", "None", "NONE"}) {
      tokens.put("alg " + none, content(header().put("alg", none), claims()) + ".");
    }
    tokens.put("alg none, signed", as("none", "RS256"));
    tokens.put("HS256 by the public key", hmac(rsa.pair().getPublic().getEncoded()));
    tokens.put(
        "HS256 by the modulus", hmac(rsa.jwk().getString("n").getBytes(StandardCharsets.US_ASCII)));
    tokens.put("RS512, which is not named", as("RS512", "RS512"));
    tokens.put("PS256, which is not named", as("PS256", "PS256"));
    tokens.put("RS256 that is RS512", as("RS256", "RS512"));
    tokens.put("RS256 that is PS256", as("RS256", "PS256"));
    tokens.put("ES256 that is RS256", as("ES256", "RS256"));
    tokens.put("EdDSA that is RS256", as("EdDSA", "RS256"));
    tokens.put("alg in lower case", as("rs256", "RS256"));
    tokens.put("alg missing", rsa.sign(content(without(header(), "alg"), claims()), "RS256"));
    tokens.put("alg null", rsa.sign(content(header().putNull("alg"), claims()), "RS256"));
    tokens.put("alg a list", signed(header().put("alg", new JsonArray().add("RS256"))));
    tokens.put("ES256 under the kid of RSA", curve.sign(header().put("alg", "ES256"), claims()));
  }

  private void headers() {
    tokens.put("crit", signed(header().put("crit", new JsonArray().add("exp"))));
    tokens.put("crit of nothing", signed(header().put("crit", new JsonArray())));
    tokens.put("jwk, its own", signed(header().put("jwk", rsa.jwk())));
    tokens.put("jwk of a stranger", stranger.sign(header().put("jwk", stranger.jwk()), claims()));
    tokens.put("jku", signed(header().put("jku", "https://id.studio.example/jwks")));
    tokens.put("x5u", signed(header().put("x5u", "https://id.studio.example/x5u")));
    tokens.put("x5c", signed(header().put("x5c", new JsonArray().add("AAAA"))));
    tokens.put("x5c null", signed(header().putNull("x5c")));
    tokens.put("kid a number", signed(header().put("kid", 1)));
    tokens.put("kid null", signed(header().putNull("kid")));
  }

  private void keys() {
    tokens.put("stranger's key under a known kid", stranger.sign(header(), claims()));
    tokens.put("kid unknown", signed(header().put("kid", "other")));
    tokens.put("kid empty", signed(header().put("kid", "")));
    tokens.put("kid in upper case", signed(header().put("kid", rsa.id().toUpperCase(Locale.ROOT))));
    tokens.put(
        "without kid, signed by a stranger", stranger.sign(without(header(), "kid"), claims()));
  }

  private void signatures() {
    String right = right();
    String content = right.substring(0, right.lastIndexOf('.') + 1);
    String signature = right.substring(right.lastIndexOf('.') + 1);
    tokens.put("signature empty", content);
    tokens.put("signature cut", content + signature.substring(0, signature.length() - 4));
    tokens.put("signature longer", right + "AAAA");
    tokens.put("signature of zeros", content + base64(new byte[256]));
    tokens.put(
        "signature changed",
        content + (signature.startsWith("A") ? "B" : "A") + signature.substring(1));
    tokens.put(
        "signature of another token",
        content(header(), claims().put("sub", "2")) + "." + signature);
    String byCurve = content(header().put("alg", "ES256").put("kid", curve.id()), claims()) + ".";
    tokens.put("ES256 of zeros", byCurve + base64(new byte[64]));
    tokens.put("ES256 of the order", byCurve + base64(twice(curveOrder())));
    tokens.put(
        "ES256 in DER",
        byCurve + base64(der(curve.sign(byCurve.substring(0, byCurve.length() - 1), "ES256"))));
    String byEdwards =
        content(header().put("alg", "EdDSA").put("kid", edwards.id()), claims()) + ".";
    tokens.put("EdDSA of zeros", byEdwards + base64(new byte[64]));
    tokens.put("EdDSA cut", byEdwards + base64(new byte[32]));
  }

  private void issuersAndAudiences() {
    tokens.put("iss missing", signed(without(claims(), "iss")));
    tokens.put("iss of another", changed("iss", "https://id.other.example"));
    tokens.put("iss with a slash more", changed("iss", TestIssuer.ISSUER + "/"));
    tokens.put("iss in upper case", changed("iss", TestIssuer.ISSUER.toUpperCase(Locale.ROOT)));
    tokens.put("iss a list", changed("iss", new JsonArray().add(TestIssuer.ISSUER)));
    tokens.put("aud missing", signed(without(claims(), "aud")));
    tokens.put("aud null", signed(claims().putNull("aud")));
    tokens.put("aud of another", changed("aud", "another-game"));
    tokens.put("aud of others", changed("aud", new JsonArray().add("a").add("b")));
    tokens.put("aud of nobody", changed("aud", new JsonArray()));
    tokens.put("aud beginning like ours", changed("aud", TestIssuer.AUDIENCE + "-2"));
    tokens.put("aud with a number", changed("aud", new JsonArray().add("laurel").add(1)));
    tokens.put("aud an object", changed("aud", new JsonObject().put("laurel", true)));
  }

  private void times() {
    long second = now.getEpochSecond();
    tokens.put("exp missing", signed(without(claims(), "exp")));
    tokens.put("exp null", signed(claims().putNull("exp")));
    tokens.put("exp a text", changed("exp", Long.toString(second + 300)));
    tokens.put("exp past by the leeway", changed("exp", second - 60));
    tokens.put("exp past", changed("exp", second - 3_600));
    tokens.put("exp zero", changed("exp", 0));
    tokens.put("exp past any time", changed("exp", Long.MAX_VALUE));
    tokens.put(
        "exp infinite", signed(claims().encode().replaceFirst("\"exp\":\\d+", "\"exp\":1e999")));
    tokens.put("lifetime of more than a day", changed("exp", second + DAY + 1));
    tokens.put(
        "lifetime of more than a day, begun long ago",
        signed(claims().put("iat", second - DAY).put("exp", second + 10)));
    tokens.put(
        "more than a day left, without iat",
        signed(without(claims(), "iat").put("exp", second + DAY + 61)));
    tokens.put(
        "iat ahead, so that it lives on",
        signed(claims().put("iat", second + 10 * DAY).put("exp", second + 10 * DAY + 60)));
    tokens.put("iat a text", changed("iat", "now"));
    tokens.put("nbf ahead", changed("nbf", second + 61));
    tokens.put("nbf a text", changed("nbf", "now"));
  }

  private void subjects() {
    tokens.put("sub missing", signed(without(claims(), "sub")));
    tokens.put("sub null", signed(claims().putNull("sub")));
    tokens.put("sub empty", changed("sub", ""));
    tokens.put("sub a number", changed("sub", 7656));
    tokens.put("sub a list", changed("sub", new JsonArray().add("1")));
    tokens.put("sub an operator", changed("sub", new JsonObject().put("$ne", 1)));
    tokens.put("sub too long", changed("sub", "x".repeat(256)));
    tokens.put("sub with a NUL", changed("sub", "a\u0000b"));
    tokens.put(
        "sub with half a character",
        withParts(
            base64(header().encode()),
            base64(claims().encode().replaceFirst("\"sub\":\"1\"", "\"sub\":\"\\\\ud800\""))));
  }

  private JsonObject header() {
    return TestIssuer.header("RS256", rsa.id());
  }

  private JsonObject claims() {
    return TestIssuer.claims("1", now);
  }

  private String right() {
    return rsa.sign(header(), claims());
  }

  private String changed(String claim, Object value) {
    return rsa.sign(header(), claims().put(claim, value));
  }

  /** That header over right claims, or those claims under the right header. */
  private String signed(JsonObject part) {
    return part.containsKey("alg")
        ? rsa.sign(content(part, claims()), "RS256")
        : rsa.sign(content(header(), part), "RS256");
  }

  private String signed(String claims) {
    return withParts(base64(header().encode()), base64(claims));
  }

  private String as(String said, String done) {
    return rsa.sign(content(header().put("alg", said), claims()), done);
  }

  private String withParts(String header, String payload) {
    return rsa.sign(header + "." + payload, "RS256");
  }

  private static JsonObject without(JsonObject json, String field) {
    json.remove(field);
    return json;
  }

  private static String nested(int depth) {
    return ",\"x\":" + "[".repeat(depth) + "]".repeat(depth);
  }

  private static byte[] broken(String json) {
    byte[] bytes =
        json.replaceFirst("\"sub\":\"1\"", "\"sub\":\"?\"").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '?') {
        bytes[i] = (byte) 0xff;
      }
    }
    return bytes;
  }

  private byte[] curveOrder() {
    byte[] order = ((ECPublicKey) curve.pair().getPublic()).getParams().getOrder().toByteArray();
    return Arrays.copyOfRange(order, order.length - 32, order.length);
  }

  private static byte[] twice(byte[] half) {
    byte[] whole = Arrays.copyOf(half, 2 * half.length);
    System.arraycopy(half, 0, whole, half.length, half.length);
    return whole;
  }

  /** The same numbers as certificates write them, which JWS does not. */
  private static byte[] der(String token) {
    byte[] both = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
    byte[] r = new BigInteger(1, Arrays.copyOf(both, 32)).toByteArray();
    byte[] s = new BigInteger(1, Arrays.copyOfRange(both, 32, 64)).toByteArray();
    byte[] der = new byte[6 + r.length + s.length];
    der[0] = 0x30;
    der[1] = (byte) (4 + r.length + s.length);
    der[2] = 2;
    der[3] = (byte) r.length;
    System.arraycopy(r, 0, der, 4, r.length);
    der[4 + r.length] = 2;
    der[5 + r.length] = (byte) s.length;
    System.arraycopy(s, 0, der, 6 + r.length, s.length);
    return der;
  }

  private String hmac(byte[] key) {
    try {
      String content = content(header().put("alg", "HS256"), claims());
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
