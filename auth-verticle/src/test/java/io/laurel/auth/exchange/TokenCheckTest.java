package io.laurel.auth.exchange;

import static io.laurel.auth.Failures.codeOf;
import static io.laurel.auth.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.MutableClock;
import io.laurel.auth.TestSettings;
import io.laurel.auth.exchange.TokenCheck.Proved;
import io.laurel.auth.exchange.TokenCheck.Trusted;
import io.laurel.auth.provider.Provider;
import io.laurel.auth.provider.Provider.Source;
import io.laurel.auth.provider.ProviderKeys;
import io.laurel.auth.provider.TrustedProviders;
import io.laurel.auth.user.External;
import io.laurel.security.TestIssuer;
import io.laurel.security.TestIssuer.IssuerKey;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whose tokens prove whom, by keys that an operator wrote down. */
final class TokenCheckTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final IssuerKey RSA = IssuerKey.rsa("r1", 2_048);
  private static final IssuerKey P256 = IssuerKey.ec("e1", "secp256r1");
  private static final IssuerKey P384 = IssuerKey.ec("e2", "secp384r1");
  private static final IssuerKey P521 = IssuerKey.ec("e3", "secp521r1");
  private static final IssuerKey ED = IssuerKey.ed("d1");
  private static final IssuerKey SHORT = IssuerKey.rsa("short", 1_024);

  private final MutableClock clock = MutableClock.atPresent();
  @TempDir private Path directory;

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  private TokenCheck check(JsonObject... entries) {
    String file = TestIssuer.file(directory, new JsonArray(List.of(entries)));
    Map<String, Trusted> trusted =
        TrustedProviders.of(TestSettings.with(Map.of("TRUSTED_ISSUERS", file))).all().stream()
            .collect(
                Collectors.toMap(
                    Provider::issuer,
                    provider ->
                        new Trusted(
                            provider,
                            ProviderKeys.fixed(((Source.Written) provider.source()).keys()))));
    var config = ExchangeConfig.of(TestSettings.with(Map.of()));
    return new TokenCheck(VERTX, trusted, new ClaimRules(config), clock);
  }

  private TokenCheck usual() {
    return check(TestIssuer.entry().put("keys", TestIssuer.keys(RSA, P256, ED, SHORT)));
  }

  private JsonObject claims() {
    return TestIssuer.claims("1", clock.instant());
  }

  private static String signed(IssuerKey key, String algorithm, JsonObject claims) {
    return key.sign(TestIssuer.header(algorithm, key.id()), claims);
  }

  @TestFactory
  Stream<DynamicTest> prove_forged_refusedAllAlike() {
    TokenCheck check = usual();
    Map<String, String> forged = ForgedTokens.all(RSA, P256, ED, clock.instant());
    assertThat(forged).hasSizeGreaterThan(90);
    String usual = failureOf(check.prove("x")).toProblem("req_1").encode();
    return forged.entrySet().stream()
        .map(
            token ->
                DynamicTest.dynamicTest(
                    token.getKey(),
                    () ->
                        assertThat(
                                failureOf(check.prove(token.getValue()))
                                    .toProblem("req_1")
                                    .encode())
                            .isEqualTo(usual)));
  }

  /** What tells that the others are refused for their faults. */
  @TestFactory
  Stream<DynamicTest> prove_right_whoItIs() {
    TokenCheck check =
        check(
            TestIssuer.entry()
                .put("keys", TestIssuer.keys(RSA, P256, P384, P521, ED))
                .put(
                    "algorithms",
                    new JsonArray(
                        List.of(
                            "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384",
                            "ES512", "EdDSA"))));
    Map<String, IssuerKey> keys = Map.of("ES256", P256, "ES384", P384, "ES512", P521, "EdDSA", ED);
    return Stream.of(
            "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
            "EdDSA")
        .map(
            algorithm ->
                DynamicTest.dynamicTest(
                    algorithm,
                    () ->
                        assertThat(
                                check
                                    .prove(
                                        signed(
                                            keys.getOrDefault(algorithm, RSA), algorithm, claims()))
                                    .await())
                            .isEqualTo(
                                new Proved(
                                    new External(TestIssuer.ISSUER, "1"), TestIssuer.NAME))));
  }

  @Test
  void prove_atTheBounds_taken() {
    TokenCheck check = usual();
    long now = clock.instant().getEpochSecond();
    for (JsonObject claims :
        List.of(
            claims().put("exp", now - 58),
            claims().put("nbf", now + 58),
            claims().put("iat", now + 58),
            claims().put("exp", now + 86_400),
            claims().put("iat", now - 86_000).put("exp", now + 400),
            claims().put("exp", now + 100.5),
            claims().put("sub", "x".repeat(255)),
            claims().put("sub", "\uD83C\uDFAE".repeat(255)),
            claims().put("aud", new JsonArray().add("other").add(TestIssuer.AUDIENCE)))) {
      assertThat(check.prove(signed(RSA, "RS256", claims)).await().name())
          .as(claims.encode())
          .isEqualTo(TestIssuer.NAME);
    }
    JsonObject withoutStart = claims().put("exp", now + 86_400);
    withoutStart.remove("iat");
    assertThat(check.prove(signed(RSA, "RS256", withoutStart)).await()).isNotNull();
  }

  /** Nobody has brought them to one spelling: two subjects are two players. */
  @Test
  void prove_subjectsThatLookAlike_asTheyAre() {
    TokenCheck check = usual();

    for (String subject : List.of("Ada", "ada", " ada ", "a\u0301", "\u00e1", "$ne", "a.b")) {
      JsonObject claims = claims().put("sub", subject);
      assertThat(check.prove(signed(RSA, "RS256", claims)).await().external().subject())
          .isEqualTo(subject);
    }
  }

  @Test
  void prove_withoutKid_onlyWhereOneKeyIsOfThatAlgorithm() {
    JsonObject header = TestIssuer.header("RS256", "");
    header.remove("kid");
    String token = RSA.sign(header, claims());
    IssuerKey another = IssuerKey.rsa("r2", 2_048);
    JsonObject two = TestIssuer.entry().put("keys", TestIssuer.keys(RSA, another));
    JsonArray bound = TestIssuer.keys(RSA, another);
    bound.getJsonObject(1).put("alg", "PS256");

    assertThat(usual().prove(token).await().name())
        .as("a short one does not count")
        .isEqualTo(TestIssuer.NAME);
    assertThat(check(TestIssuer.entry().put("keys", bound)).prove(token).await()).isNotNull();
    assertThat(codeOf(check(two).prove(token))).isEqualTo("invalid-credentials");
  }

  @Test
  void prove_keyForAnotherUse_refused() {
    for (JsonObject limit :
        List.of(
            new JsonObject().put("use", "enc"),
            new JsonObject().put("alg", "RS512"),
            new JsonObject().put("key_ops", new JsonArray().add("encrypt")))) {
      JsonObject jwk = RSA.jwk().mergeIn(limit);
      TokenCheck check =
          check(TestIssuer.entry().put("keys", new JsonArray().add(jwk).add(P256.jwk())));

      assertThat(codeOf(check.prove(signed(RSA, "RS256", claims()))))
          .as(limit.encode())
          .isEqualTo("invalid-credentials");
    }
  }

  @Test
  void prove_shortKeysToken_refused() {
    assertThat(codeOf(usual().prove(signed(SHORT, "RS256", claims()))))
        .isEqualTo("invalid-credentials");
  }

  @Test
  void prove_anotherSubjectClaim_isWhoItIs() {
    TokenCheck check =
        check(
            TestIssuer.entry()
                .put("keys", TestIssuer.keys(RSA))
                .put("subjectClaim", "https://studio.example/player"));

    String token =
        signed(RSA, "RS256", claims().put("https://studio.example/player", "steam:7656"));

    assertThat(check.prove(token).await().external())
        .isEqualTo(new External(TestIssuer.ISSUER, "steam:7656"));
    assertThat(codeOf(check.prove(signed(RSA, "RS256", claims()))))
        .isEqualTo("invalid-credentials");
  }

  /** The key of one is nothing to the other, whatever its kid. */
  @Test
  void prove_twoProvidersWithOneKid_eachByItsOwn() {
    IssuerKey others = IssuerKey.rsa(RSA.id(), 2_048);
    JsonObject other =
        new JsonObject()
            .put("name", "other")
            .put("issuer", "https://other.example")
            .put("audience", TestIssuer.AUDIENCE)
            .put("keys", TestIssuer.keys(others));
    TokenCheck check = check(TestIssuer.entry().put("keys", TestIssuer.keys(RSA)), other);
    JsonObject claims = claims().put("iss", "https://other.example");

    assertThat(check.prove(signed(others, "RS256", claims)).await().name()).isEqualTo("other");
    assertThat(codeOf(check.prove(signed(RSA, "RS256", claims)))).isEqualTo("invalid-credentials");
    assertThat(codeOf(check.prove(signed(others, "RS256", claims()))))
        .isEqualTo("invalid-credentials");
  }

  @Test
  void prove_later_endsWithIt() {
    TokenCheck check = usual();
    Instant end = clock.instant().plusSeconds(300);
    String token = signed(RSA, "RS256", claims());

    clock.advance(Duration.between(clock.instant(), end.plusSeconds(58)));
    assertThat(check.prove(token).await()).isNotNull();
    clock.advance(Duration.ofSeconds(3));

    assertThat(codeOf(check.prove(token))).isEqualTo("invalid-credentials");
  }
}
