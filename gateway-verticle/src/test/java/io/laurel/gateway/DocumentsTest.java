package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.TestTokens;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
  void contract_isServedAsWritten() {
    HttpResponse<Buffer> response = gateway.get("/openapi.yaml");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/yaml");
    assertThat(response.bodyAsString()).isEqualTo(TestGateway.CONTRACT.text());
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
                  : reference.endsWith(".css") ? "text/css" : "image/png");
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
    assertThat(gateway.get("/docs/initializer.js").bodyAsString()).contains("url: '/openapi.yaml'");
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

  @Test
  void root_leadsToThePages() {
    HttpResponse<Buffer> response = gateway.get("/");
    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(response.getHeader("Location")).isEqualTo("/docs/");
  }
}
