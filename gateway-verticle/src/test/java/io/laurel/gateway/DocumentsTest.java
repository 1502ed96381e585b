package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.TestTokens;
import io.laurel.contract.Contract;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
  private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = new TestGateway();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void contract_isServedInBothNotations() {
    HttpResponse<Buffer> yaml = gateway.get("/openapi.yaml");
    HttpResponse<Buffer> json = gateway.get("/openapi.json");
    assertThat(yaml.statusCode()).isEqualTo(200);
    assertThat(yaml.getHeader("Content-Type")).isEqualTo("application/yaml");
    assertThat(json.getHeader("Content-Type")).isEqualTo("application/json");
    JsonObject served = json.bodyAsJsonObject();
    assertThat(yaml.bodyAsString()).isEqualTo(Contract.yaml(served)).startsWith("openapi: 3.1");
    JsonObject expected = TestGateway.CONTRACT.served();
    expected.put("servers", served.getJsonArray("servers"));
    assertThat(served).isEqualTo(expected);
  }

  private static HttpResponse<Buffer> contract(String... fields) {
    HttpRequest<Buffer> request = gateway.request(HttpMethod.GET, "/openapi.json");
    for (int i = 0; i < fields.length; i += 2) {
      request.putHeader(fields[i], fields[i + 1]);
    }
    return request.send().await();
  }

  private static String server(HttpResponse<Buffer> response) {
    return response.bodyAsJsonObject().getJsonArray("servers").getJsonObject(0).getString("url");
  }

  @Test
  void contract_namesTheAddressItWasAskedAt() {
    HttpResponse<Buffer> response = contract("Host", "laurel.example.com:8443");
    assertThat(server(response)).isEqualTo("http://laurel.example.com:8443/api/v1");
    assertThat(response.getHeader("Cache-Control")).isEqualTo("no-cache");
    assertThat(String.join(",", response.headers().getAll("Vary")).toLowerCase(Locale.ROOT))
        .contains("host", "accept-encoding");
    assertThat(server(contract("Host", "[::1]:8080"))).isEqualTo("http://[::1]:8080/api/v1");
    assertThat(contract("Host", "a.example").getHeader("ETag"))
        .isNotEqualTo(contract("Host", "b.example").getHeader("ETag"));
  }

  /** RFC 3986 lets a name hold these; nobody's host has them, and a page might. */
  @Test
  void contract_hostThatIsNone_namesNoHost() {
    assertThat(server(contract("Host", "a'b$(c).example"))).isEqualTo("/api/v1");
  }

  @Test
  void contract_schemeOfAForwarder_isBelievedOfATrustedProxyOnly() {
    assertThat(server(contract("Host", "a.example", "X-Forwarded-Proto", "https")))
        .isEqualTo("http://a.example/api/v1");
    try (TestGateway behind =
        new TestGateway(TestGateway.CONTRACT, Map.of("TRUSTED_PROXIES", "127.0.0.1"))) {
      HttpRequest<Buffer> request = behind.request(HttpMethod.GET, "/openapi.json");
      request.putHeader("Host", "a.example").putHeader("X-Forwarded-Proto", "http, https");
      assertThat(server(request.send().await())).isEqualTo("https://a.example/api/v1");
      request.putHeader("X-Forwarded-Proto", "gopher");
      assertThat(server(request.send().await())).isEqualTo("http://a.example/api/v1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.yaml", "/openapi.json", "/docs/swagger-ui-bundle.js"})
  void document_gzip_isTheSameAndSmaller(String path) throws IOException {
    HttpResponse<Buffer> plain = gateway.get(path);
    HttpResponse<Buffer> packed = packed(path, "br;q=1.0, gzip;q=0.5");
    assertThat(packed.getHeader("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.getHeader("ETag")).isEqualTo(plain.getHeader("ETag"));
    assertThat(packed.body().length()).isLessThan(plain.body().length() / 2);
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body().getBytes()))) {
      assertThat(Buffer.buffer(in.readAllBytes())).isEqualTo(plain.body());
    }
    assertThat(plain.getHeader("Content-Encoding")).isNull();
    assertThat(packed(path, "gzip;q=0, *;q=0").getHeader("Content-Encoding")).isNull();
  }

  private static HttpResponse<Buffer> packed(String path, String codings) {
    return gateway
        .request(HttpMethod.GET, path)
        .putHeader("Accept-Encoding", codings)
        .send()
        .await();
  }

  @Test
  void keySet_holdsPublicPartsOnlyAndMayBeKept() {
    HttpResponse<Buffer> response = gateway.get("/.well-known/jwks.json");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("Cache-Control")).isEqualTo("public, max-age=300");
    JsonObject key = response.bodyAsJsonObject().getJsonArray("keys").getJsonObject(0);
    assertThat(key.fieldNames()).containsExactlyInAnyOrder("kty", "use", "alg", "kid", "n", "e");
    assertThat(key).isEqualTo(TestTokens.key().toJwk());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/docs/"})
  void pages_referOnlyToWhatIsServedHere(String path) {
    HttpResponse<Buffer> page = gateway.get(path);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.getHeader("Content-Type")).isEqualTo("text/html; charset=utf-8");
    List<String> references =
        REFERENCE
            .matcher(page.bodyAsString())
            .results()
            .map((MatchResult m) -> m.group(1))
            .toList();
    assertThat(references).hasSizeGreaterThan(3);
    for (String reference : references) {
      assertThat(reference).startsWith("/docs/");
      HttpResponse<Buffer> response = gateway.get(reference);
      assertThat(response.statusCode()).as(reference).isEqualTo(200);
      assertThat(response.body().length()).as(reference).isPositive();
      assertThat(response.getHeader("Content-Type"))
          .as(reference)
          .startsWith(
              reference.endsWith(".js")
                  ? "text/javascript"
                  : reference.endsWith(".css") ? "text/css" : "image/svg+xml");
    }
  }

  @Test
  void pages_runNoInlineScript() {
    HttpResponse<Buffer> page = gateway.get("/docs");
    assertThat(page.getHeader("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';", "connect-src 'self'")
        .doesNotContain("unsafe-eval");
    assertThat(page.bodyAsString()).doesNotContainPattern("<script>|<script [^>]*>[^<]|onload=");
  }

  @Test
  void pages_askForTheContractServedHere() {
    assertThat(gateway.get("/docs/initializer.js").bodyAsString()).contains("url: '/openapi.json'");
  }

  @Test
  void document_unchanged_isNotSentAgain() {
    String tag = gateway.get("/openapi.yaml").getHeader("ETag");
    HttpResponse<Buffer> response =
        gateway
            .request(HttpMethod.GET, "/openapi.yaml")
            .putHeader("If-None-Match", tag)
            .send()
            .await();
    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(response.body()).isNull();
  }

  private static HttpResponse<Buffer> conditional(String field, String... lines) {
    HttpRequest<Buffer> request = gateway.request(HttpMethod.GET, "/openapi.yaml");
    for (String line : lines) {
      request.headers().add(field, line);
    }
    return request.send().await();
  }

  @Test
  void document_ifNoneMatch_isComparedAsRfc9110Says() {
    String tag = gateway.get("/openapi.yaml").getHeader("ETag");
    for (String known : List.of("W/" + tag, "\"other\", " + tag, "\"a,b\",W/" + tag, "*")) {
      assertThat(conditional("If-None-Match", known).statusCode()).as(known).isEqualTo(304);
    }
    assertThat(conditional("If-None-Match", "\"other\"", tag).statusCode()).isEqualTo(304);
    assertThat(conditional("If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void document_ifMatch_isComparedStrongly() {
    String tag = gateway.get("/openapi.yaml").getHeader("ETag");
    assertThat(conditional("If-Match", tag).statusCode()).isEqualTo(200);
    assertThat(conditional("If-Match", "W/" + tag).statusCode()).isEqualTo(412);
    assertThat(conditional("If-Match", "\"other\"").bodyAsJsonObject().getString("code"))
        .isEqualTo("version-mismatch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"If-Match", "If-None-Match"})
  void document_tagThatIsNone_pointer(String field) {
    HttpResponse<Buffer> response = conditional(field, "unquoted");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.bodyAsString()).contains("\"pointer\":\"/" + field + "\"");
  }

  @Test
  void document_head_hasItsLength() {
    HttpResponse<Buffer> response =
        gateway.request(HttpMethod.HEAD, "/openapi.yaml").send().await();
    assertThat(response.getHeader("Content-Length"))
        .isEqualTo(String.valueOf(gateway.get("/openapi.yaml").body().length()));
  }
}
