package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.TestTokens;
import io.laurel.security.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {
  private static final JsonObject LONG =
      new JsonObject().put("id", "e1").put("version", 3).put("name", "Arena ".repeat(400));
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = new TestGateway();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @AfterEach
  void forget() {
    gateway.forget();
  }

  private static HttpResponse<Buffer> send(HttpMethod method, String path, String codings) {
    return gateway
        .request(method, path, TestTokens.with(Role.ADMIN))
        .putHeader("Accept-Encoding", codings)
        .send()
        .await();
  }

  private static String unpacked(HttpResponse<Buffer> response) throws IOException {
    assertThat(response.getHeader("Content-Encoding")).isEqualTo("gzip");
    try (var in = new GZIPInputStream(new ByteArrayInputStream(response.body().getBytes()))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br, gzip;q=0.5", "*", "x-gzip", "GZIP;q=1.0"})
  void answer_longAndGzipTaken_isCompressed(String codings) throws IOException {
    gateway.answer("event.get", LONG);
    HttpResponse<Buffer> response = send(HttpMethod.GET, "/api/v1/events/e1", codings);
    assertThat(new JsonObject(unpacked(response))).isEqualTo(LONG);
    assertThat(response.body().length()).isLessThan(1_000);
    assertThat(response.getHeader("Vary")).isEqualTo("accept-encoding");
    assertThat(response.getHeader("ETag")).isEqualTo("\"3\"");

    HttpResponse<Buffer> head = send(HttpMethod.HEAD, "/api/v1/events/e1", codings);
    assertThat(head.getHeader("Content-Encoding")).isEqualTo("gzip");
    assertThat(head.getHeader("Content-Length")).isEqualTo(response.getHeader("Content-Length"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "br", "gzip;q=0", "*;q=0", "gzip; q=0.0, *"})
  void answer_gzipNotTaken_isPlainAndVaries(String codings) {
    gateway.answer("event.get", LONG);
    HttpResponse<Buffer> response = send(HttpMethod.GET, "/api/v1/events/e1", codings);
    assertThat(response.getHeader("Content-Encoding")).isNull();
    assertThat(response.bodyAsJsonObject()).isEqualTo(LONG);
    assertThat(response.getHeader("Vary")).isEqualTo("accept-encoding");
  }

  @Test
  void answer_short_isPlain() {
    gateway.answer("event.get", new JsonObject().put("id", "e1").put("version", 3));
    assertThat(send(HttpMethod.GET, "/api/v1/events/e1", "gzip").getHeader("Content-Encoding"))
        .isNull();
  }

  /** Its length would tell what secret it holds. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth.me /auth/me",
        "claim.get /claims/c1",
        "claim.mine /me/claims",
        "key.list /users/u/keys"
      })
  void answer_confidential_isNeverCompressed(String operation) {
    String[] parts = operation.split(" ", -1);
    gateway.answer(parts[0], LONG);
    HttpResponse<Buffer> response = send(HttpMethod.GET, "/api/v1" + parts[1], "gzip");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("Content-Encoding")).isNull();
    assertThat(response.getHeader("Vary")).isNull();
  }

  @Test
  void export_isCompressedAsItStreams() throws IOException {
    JsonArray rows = new JsonArray();
    for (int i = 0; i < 200; i++) {
      rows.add(new JsonObject().put("claimId", "clm_" + i));
    }
    gateway.serve(
        "claim.export",
        message ->
            message.reply(
                message.body().containsKey("cursor")
                    ? new JsonObject().put("items", rows)
                    : new JsonObject().put("items", rows).put("nextCursor", "more")));
    String plain = send(HttpMethod.GET, "/api/v1/claims/export", "identity").bodyAsString();
    HttpResponse<Buffer> response = send(HttpMethod.GET, "/api/v1/claims/export", "gzip");
    assertThat(unpacked(response)).isEqualTo(plain).contains("clm_199");
    assertThat(response.body().length()).isLessThan(plain.length() / 2);
  }

  @Test
  void codesThatStream_areNeverCompressed() {
    JsonArray codes = new JsonArray();
    for (int i = 0; i < 200; i++) {
      codes.add(new JsonObject().put("code", "7QK2-XW4M-" + i));
    }
    gateway.answer("accessCode.generate", new JsonObject().put("items", codes));
    HttpResponse<Buffer> response =
        gateway
            .request(HttpMethod.POST, "/api/v1/events/e1/access-codes", TestTokens.with(Role.ADMIN))
            .putHeader("Accept-Encoding", "gzip")
            .sendJsonObject(new JsonObject().put("count", 200))
            .await();
    assertThat(response.getHeader("Content-Encoding")).isNull();
    assertThat(response.getHeader("Vary")).isNull();
    assertThat(response.bodyAsString()).contains("7QK2-XW4M-199");
  }

  @Test
  void documents_areCompressed_shortOnesAreNot() throws IOException {
    String plain = send(HttpMethod.GET, "/openapi.yaml", "identity").bodyAsString();
    HttpResponse<Buffer> contract = send(HttpMethod.GET, "/openapi.yaml", "gzip");
    assertThat(unpacked(contract)).isEqualTo(plain).contains("openapi: 3.1");
    assertThat(contract.getHeader("Vary")).isEqualTo("host, accept-encoding");
    HttpResponse<Buffer> picture = send(HttpMethod.GET, "/docs/favicon.svg", "gzip");
    assertThat(picture.statusCode()).isEqualTo(200);
    assertThat(picture.getHeader("Content-Encoding")).isNull();
  }
}
