package io.laurel.auth.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.auth.TestSettings;
import io.laurel.auth.provider.Provider.Source;
import io.laurel.config.ConfigException;
import io.laurel.security.TestIssuer;
import io.laurel.security.TestIssuer.IssuerKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The file of trusted issuers: what it may say, and what ends the start. */
final class TrustedProvidersTest {
  private static final IssuerKey RSA = IssuerKey.rsa("r1", 2_048);

  @TempDir private Path directory;

  private static TrustedProviders of(String file) {
    return TrustedProviders.of(TestSettings.with(Map.of("TRUSTED_ISSUERS", file)));
  }

  private TrustedProviders read(Object content) {
    return of(TestIssuer.file(directory, content));
  }

  private static JsonObject entry() {
    return TestIssuer.entry().put("keys", TestIssuer.keys(RSA));
  }

  private static JsonArray published(Object uri) {
    return new JsonArray().add(TestIssuer.entry().put("jwksUri", uri));
  }

  @Test
  void of_noSetting_nobody() {
    assertThat(of("").all()).isEmpty();
  }

  @Test
  void of_usual_withDefaults() {
    TrustedProviders read =
        read(
            new JsonArray()
                .add(entry())
                .add(
                    TestIssuer.entry()
                        .put("name", "a1234567890123456789z".substring(0, 21))
                        .put("issuer", "other")
                        .put("subjectClaim", "player")
                        .put("algorithms", new JsonArray().add("PS256").add("EdDSA"))
                        .put("jwksUri", "https://id.example/jwks?v=1")));

    Provider first = read.all().get(0);
    assertThat(first.name()).isEqualTo("studio");
    assertThat(first.issuer()).isEqualTo(TestIssuer.ISSUER);
    assertThat(first.audience()).isEqualTo(TestIssuer.AUDIENCE);
    assertThat(first.subjectClaim()).isEqualTo("sub");
    assertThat(first.algorithms())
        .isEqualTo(
            Set.of(SigningAlgorithm.RS256, SigningAlgorithm.ES256, SigningAlgorithm.ED25519));
    assertThat(((Source.Written) first.source()).keys().knows("r1")).isTrue();
    Provider second = read.all().get(1);
    assertThat(second.subjectClaim()).isEqualTo("player");
    assertThat(second.algorithms())
        .isEqualTo(Set.of(SigningAlgorithm.PS256, SigningAlgorithm.ED25519));
    assertThat(((Source.Published) second.source()).at().target()).isEqualTo("/jwks?v=1");
    assertThat(read.names()).containsExactly("studio", "a1234567890123456789z".substring(0, 21));
  }

  /** The one that the documentation shows. */
  @Test
  void of_example_isRead() {
    TrustedProviders read = of("../docs/trusted-issuers.example.json");

    assertThat(read.names()).containsExactly("studio", "launcher");
  }

  @Test
  void of_thisMachine_byHttp() {
    for (String uri :
        List.of("http://127.0.0.1:9000/jwks", "http://[::1]/jwks", "http://localhost/jwks")) {
      assertThat(read(published(uri)).all()).as(uri).hasSize(1);
    }
  }

  @TestFactory
  Stream<DynamicTest> of_faulty_oneLineThatSaysWhere() {
    Map<Object, String> faulty = new LinkedHashMap<>();
    faulty.put("", "is no JSON");
    faulty.put("no", "is no JSON");
    faulty.put("[] []", "is no JSON");
    faulty.put("[{\"name\":\"a\",\"name\":\"b\"}]", "is no JSON");
    faulty.put("null", "must be a JSON list");
    faulty.put("{}", "must be a JSON list");
    faulty.put("[]", "must be a JSON list");
    faulty.put("[null]", "/0 must be an object");
    faulty.put("[[]]", "/0 must be an object");
    faulty.put(list(entry(), new JsonObject()), "/1/name is missing");
    faulty.put(with("extra", 1), "/0 has an unknown field");
    for (Object name :
        List.of("", "a", "Studio", "1studio", "stu-dio", "a".repeat(22), "st\u00fcdio")) {
      faulty.put(with("name", name), "/0/name must");
    }
    faulty.put(with("name", 1), "/0/name must be a text");
    for (String field : List.of("issuer", "audience", "subjectClaim")) {
      faulty.put(with(field, ""), "/0/" + field + " must have");
      faulty.put(with(field, " "), "/0/" + field + " must have");
      faulty.put(with(field, "a\nb"), "/0/" + field + " must have");
      faulty.put(with(field, "x".repeat(256)), "/0/" + field + " must have");
      faulty.put(with(field, new JsonArray().add("a")), "/0/" + field + " must be a text");
    }
    faulty.put(without("issuer"), "/0/issuer is missing");
    faulty.put(without("audience"), "/0/audience is missing");
    faulty.put(without("keys"), "/0 must have either jwksUri or keys");
    faulty.put(with("jwksUri", "https://id.example/jwks"), "/0 must have either jwksUri or keys");
    for (Object uri :
        List.of(
            "",
            "id.example/jwks",
            "ftp://id.example/jwks",
            "file:///etc/jwks",
            "http://id.example/jwks",
            "http://192.0.2.1/jwks",
            "http://127.0.0.1.id.example/jwks",
            "http://loop.localhost/jwks",
            "https://user@id.example/jwks",
            "https://id.example/jwks#key")) {
      faulty.put(published(uri), "/0/jwksUri must");
    }
    faulty.put(published(1), "/0/jwksUri must be a text");
    faulty.put(with("keys", new JsonArray()), "/0/keys must be a list");
    faulty.put(with("keys", RSA.jwk()), "/0/keys must be a list");
    faulty.put(with("keys", new JsonArray().add("x")), "/0/keys/0 must be an object");
    faulty.put(keys(new JsonObject()), "/0/keys/0 must have a kty");
    faulty.put(keys(RSA.jwk().put("kty", 1)), "/0/keys/0 must have a text as kty");
    faulty.put(keys(RSA.jwk().put("d", "AAAA")), "/0/keys/0 must be a public key");
    faulty.put(keys(RSA.jwk().put("n", "!")), "/0/keys/0 ");
    faulty.put(keys(without(RSA.jwk(), "n")), "/0/keys/0 must have a member n");
    faulty.put(keys(IssuerKey.ec("e", "secp256r1").jwk().put("x", "AAAA")), "/0/keys/0 is no key");
    faulty.put(keys(IssuerKey.ed("d").jwk().put("x", "AAAA")), "/0/keys/0 is no key");
    faulty.put(keys(IssuerKey.rsa("s", 1_024).jwk()), "/0/keys must have a key");
    faulty.put(keys(new JsonObject().put("kty", "NEW")), "/0/keys must have a key");
    faulty.put(keys(RSA.jwk().put("use", "enc")), "/0/keys must have a key");
    faulty.put(
        list(entry().put("algorithms", new JsonArray().add("ES256"))), "/0/keys must have a key");
    for (Object algorithms :
        List.of(
            new JsonArray().add("none"),
            new JsonArray().add("HS256"),
            new JsonArray().add("RS256").add("RS256"),
            new JsonArray().add("rs256"),
            new JsonArray().add(1))) {
      faulty.put(with("algorithms", algorithms), "/0/algorithms must be some of");
    }
    faulty.put(with("algorithms", new JsonArray()), "/0/algorithms must be a list");
    faulty.put(with("algorithms", "RS256"), "/0/algorithms must be a list");
    faulty.put(list(entry(), entry().put("issuer", "other")), "/1/name is there twice");
    faulty.put(list(entry(), entry().put("name", "other")), "/1/issuer is there twice");
    return faulty.entrySet().stream()
        .map(
            fault ->
                DynamicTest.dynamicTest(
                    fault.getValue() + " " + fault.getKey(),
                    () ->
                        assertThatThrownBy(() -> read(fault.getKey()))
                            .isInstanceOf(ConfigException.class)
                            .hasMessageStartingWith("TRUSTED_ISSUERS names ")
                            .hasMessageContaining(fault.getValue())
                            .hasMessageNotContaining("\n")));
  }

  @Test
  void of_noFile_saysSo() throws IOException {
    Path broken = directory.resolve("latin.json");
    Files.write(broken, new byte[] {'[', '"', (byte) 0xe4, '"', ']'});

    assertThatThrownBy(() -> of(directory.resolve("none.json").toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> of(directory.toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> of(broken.toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("is no JSON in UTF-8");
  }

  private static JsonArray list(JsonObject... entries) {
    return new JsonArray(List.of(entries));
  }

  private static JsonArray with(String field, Object value) {
    return list(entry().put(field, value));
  }

  private static JsonArray keys(JsonObject jwk) {
    return with("keys", new JsonArray().add(jwk));
  }

  private static JsonArray without(String field) {
    return list(without(entry(), field));
  }

  private static JsonObject without(JsonObject json, String field) {
    json.remove(field);
    return json;
  }
}
