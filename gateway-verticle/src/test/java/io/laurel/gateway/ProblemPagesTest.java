package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the {@code type} of a problem leads to. */
class ProblemPagesTest {
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = new TestGateway();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static HttpResponse<Buffer> get(String path, String accept) {
    return gateway.request(HttpMethod.GET, path).putHeader("Accept", accept).send().await();
  }

  @Test
  void page_saysWhatItMeansWhatToDoAndWhoAnswersIt() {
    HttpResponse<Buffer> page = get("/problems/already-claimed", "text/html,*/*;q=0.8");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.getHeader("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.getHeader("Content-Security-Policy"))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(page.bodyAsString())
        .contains("<h1>already-claimed</h1>", "409 Conflict", "What to do", "claim.submit")
        .contains("/docs/#/claims/claim.submit")
        .doesNotContain("auth.login", "<script", "`");
  }

  @Test
  void page_everyCodeHasOne() {
    TestGateway.CONTRACT
        .problems()
        .keySet()
        .forEach(
            code ->
                assertThat(gateway.get("/problems/" + code).statusCode()).as(code).isEqualTo(200));
  }

  @Test
  void json_saysTheSame() {
    HttpResponse<Buffer> response = get("/problems/already-claimed", "application/json");
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(response.getHeader("Vary")).containsIgnoringCase("Accept");
    JsonObject problem = response.bodyAsJsonObject();
    assertThat(problem.getString("type")).isEqualTo("/problems/already-claimed");
    assertThat(problem.getInteger("status")).isEqualTo(409);
    assertThat(problem.getString("meaning")).contains("limit");
    assertThat(problem.getJsonArray("operations").encode()).contains("claim.submit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*|text/html",
        "application/json|application/json",
        "application/*;q=0.9, text/html;q=0.1|application/json",
        "application/json;q=0.1, text/html|text/html",
        "text/plain|text/html",
        "application/json;q=nonsense|application/json",
      })
  void accept_chooses_andIsNeverRefused(String accept, String type) {
    HttpResponse<Buffer> response = get("/problems/unauthorized", accept);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("Content-Type")).startsWith(type);
  }

  @Test
  void unknownCode_is404() {
    HttpResponse<Buffer> response = get("/problems/never-heard-of", "text/html");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.bodyAsJsonObject().getString("code")).isEqualTo("not-found");
  }

  @Test
  void list_leadsToEach() {
    assertThat(gateway.get("/problems").statusCode()).isEqualTo(200);
    assertThat(gateway.get("/problems/").bodyAsString())
        .contains("<a href=\"/problems/version-mismatch\">");
    assertThat(get("/problems/", "application/json").bodyAsJsonObject().getJsonArray("items"))
        .hasSameSizeAs(TestGateway.CONTRACT.problems().keySet());
  }

  @Test
  void typeOfAProblem_leadsToItsPage() {
    String type = gateway.get("/api/v1/nothing").bodyAsJsonObject().getString("type");
    assertThat(gateway.get(type).bodyAsString()).contains("<h1>not-found</h1>");
  }
}
