package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.TestTokens;
import io.laurel.contract.Contract;
import io.laurel.security.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How path, query, headers and body become one message, over a contract made for it. */
class MessageTest {
  private static final Contract CONTRACT =
      Contract.parse(
          """
          openapi: 3.1.0
          info: { title: Test, version: 1.0.0 }
          servers: [ { url: /api } ]
          paths:
            /things/{thingId}:
              patch:
                operationId: thing.update
                x-event-bus-address: thing.update
                x-max-body-bytes: 1000
                security: [ { bearer: [] } ]
                parameters:
                  - { name: thingId, in: path, required: true, schema: { type: string } }
                  - { name: limit, in: query, schema: { type: integer, minimum: 1, default: 20 } }
                  - { name: dry, in: query, schema: { type: boolean } }
                  - { name: q, in: query, schema: { type: string } }
                  - { name: If-Match, in: header, schema: { type: string } }
                  - { name: Idempotency-Key, in: header, schema: { type: string } }
                requestBody:
                  required: true
                  content:
                    application/json: { schema: { $ref: '#/components/schemas/Thing' } }
                    application/merge-patch+json: { schema: { $ref: '#/components/schemas/Thing' } }
                responses: { '204': { description: Done. }, default: { description: Bad. } }
              delete:
                operationId: thing.delete
                x-event-bus-address: thing.delete
                security: [ { bearer: [] } ]
                parameters:
                  - { name: thingId, in: path, required: true, schema: { type: string } }
                responses: { '204': { description: Done. }, default: { description: Bad. } }
            /large:
              post:
                operationId: thing.import
                x-event-bus-address: thing.import
                x-max-body-bytes: 1000000
                security: [ { bearer: [] } ]
                requestBody:
                  required: true
                  content:
                    application/json: { schema: { $ref: '#/components/schemas/Thing' } }
                responses: { '204': { description: Done. }, default: { description: Bad. } }
            /things:
              post:
                operationId: thing.create
                x-event-bus-address: thing.create
                security: [ { bearer: [] } ]
                requestBody:
                  required: false
                  content:
                    application/json: { schema: { $ref: '#/components/schemas/Thing' } }
                responses: { '204': { description: Done. }, default: { description: Bad. } }
          components:
            schemas:
              Thing:
                type: object
                additionalProperties: false
                properties: { name: { type: [string, 'null'] }, size: { type: number } }
          """);
  private static final String TOKEN = TestTokens.with(Role.USER);
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = new TestGateway(CONTRACT, Map.of());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @AfterEach
  void forget() {
    gateway.forget();
  }

  private static HttpRequest<Buffer> patch(String uri) {
    return gateway
        .request(HttpMethod.PATCH, uri, TOKEN)
        .putHeader("Content-Type", "application/json");
  }

  private static HttpResponse<Buffer> send(HttpRequest<Buffer> request, String body) {
    return request.sendBuffer(Buffer.buffer(body)).await();
  }

  private static JsonObject received(HttpRequest<Buffer> request, String body)
      throws InterruptedException {
    gateway.forget();
    var seen = gateway.answer("thing.update", null);
    HttpResponse<Buffer> response = send(request, body);
    assertThat(response.statusCode()).as(String.valueOf(response.body())).isEqualTo(204);
    return seen.take().body();
  }

  private static void assertRefused(HttpResponse<Buffer> response, int status, String code) {
    assertThat(response.statusCode()).as(String.valueOf(response.body())).isEqualTo(status);
    assertThat(response.bodyAsJsonObject().getString("code")).isEqualTo(code);
  }

  private static void assertInvalid(HttpResponse<Buffer> response, String... pointers) {
    assertRefused(response, 400, "invalid-request");
    assertThat(response.bodyAsJsonObject().getJsonArray("errors"))
        .extracting(error -> ((JsonObject) error).getString("pointer"))
        .containsExactlyInAnyOrder(pointers);
  }

  @Test
  void everything_isOneFlatMessageWithoutDefaults() throws InterruptedException {
    HttpRequest<Buffer> request =
        patch("/api/things/t1?dry=true&q=a+b%2Bc%26&limit=5").putHeader("If-Match", "\"3\"");
    assertThat(received(request, "{\"name\": null, \"size\": 1.5}"))
        .isEqualTo(
            new JsonObject()
                .put("thingId", "t1")
                .put("dry", true)
                .put("q", "a b+c&")
                .put("limit", 5)
                .put("If-Match", "\"3\"")
                .putNull("name")
                .put("size", 1.5));
    assertThat(received(patch("/api/things/t1"), "{}"))
        .isEqualTo(new JsonObject().put("thingId", "t1"));
  }

  @Test
  void query_emptyParts_areNothing() throws InterruptedException {
    assertThat(received(patch("/api/things/t1?&q=&&"), "{}").getString("q")).isEmpty();
    assertThat(received(patch("/api/things/t1?"), "{}").fieldNames()).containsExactly("thingId");
  }

  @Test
  void query_unknown_isRefusedByName() {
    assertInvalid(send(patch("/api/things/t1?foo=1&a%2Fb=2"), "{}"), "/foo", "/a~1b");
  }

  @Test
  void query_parameterFromElsewhere_isUnknownThere() {
    HttpResponse<Buffer> response = send(patch("/api/things/t1?thingId=t2&If-Match=1"), "{}");
    assertInvalid(response, "/thingId", "/If-Match");
    assertThat(response.bodyAsString()).contains("is unknown").doesNotContain("repeated");
  }

  @Test
  void query_fieldOfTheBody_isUnknownThere() {
    assertInvalid(send(patch("/api/things/t1?name=x"), "{}"), "/name");
  }

  @Test
  void query_repeated_isRefused() {
    assertInvalid(send(patch("/api/things/t1?limit=1&limit=2"), "{}"), "/limit");
  }

  @Test
  void query_wrongType_isRefusedByTheSchema() {
    assertInvalid(send(patch("/api/things/t1?limit=many&dry=yes"), "{}"), "/limit", "/dry");
    assertInvalid(send(patch("/api/things/t1?limit=0"), "{}"), "/limit");
    assertInvalid(send(patch("/api/things/t1?limit"), "{}"), "/limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"q=%", "q=%FF", "%zz=1", "q=%C0%80"})
  void query_badlyEncoded_isInvalidNotAnError(String query) {
    assertRefused(send(patch("/api/things/t1?" + query), "{}"), 400, "invalid-request");
  }

  @Test
  void query_manyFaults_areBounded() {
    HttpResponse<Buffer> response = send(patch("/api/things/t1?" + "a&".repeat(500)), "{}");
    assertRefused(response, 400, "invalid-request");
    assertThat(response.bodyAsJsonObject().getJsonArray("errors")).hasSize(20);
  }

  @Test
  void header_repeated_isRefused() {
    HttpRequest<Buffer> request = patch("/api/things/t1");
    request.headers().add("Idempotency-Key", "1").add("Idempotency-Key", "2");
    assertInvalid(send(request, "{}"), "/Idempotency-Key");
  }

  @Test
  void header_thatIsAList_isOneValueHoweverManyLinesItHas() throws InterruptedException {
    HttpRequest<Buffer> request = patch("/api/things/t1");
    request.headers().add("If-Match", "\"1\"").add("If-Match", "W/\"2\",\"3\"");
    assertThat(received(request, "{}").getString("If-Match")).isEqualTo("\"1\", W/\"2\",\"3\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"thingId", "If-Match", "limit"})
  void body_fieldOfAParameter_isUnknown(String name) {
    assertInvalid(
        send(patch("/api/things/t1"), new JsonObject().put(name, "t2").encode()), "/" + name);
  }

  @Test
  void body_unknownField_isRefusedByTheSchema() {
    assertInvalid(send(patch("/api/things/t1"), "{\"$where\": 1, \"a.b\": 2}"), "/$where", "/a.b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\"",
        "APPLICATION/JSON ; Charset=Utf-8",
        "application/json; profile=x",
        "application/merge-patch+json"
      })
  void mediaType_json_isTaken(String type) throws InterruptedException {
    HttpRequest<Buffer> request = patch("/api/things/t1").putHeader("Content-Type", type);
    assertThat(received(request, "{\"size\": 1}").getInteger("size")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/jsonfoo",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json, text/plain",
        "application/vnd.api+json",
        "json",
        ""
      })
  void mediaType_other_isUnsupported(String type) {
    HttpResponse<Buffer> response =
        send(patch("/api/things/t1").putHeader("Content-Type", type), "{}");
    assertRefused(response, 415, "unsupported-media-type");
    assertThat(response.bodyAsJsonObject().getString("detail"))
        .contains("application/json or application/merge-patch+json");
  }

  @Test
  void mediaType_none_isUnsupported() {
    HttpRequest<Buffer> request = gateway.request(HttpMethod.PATCH, "/api/things/t1", TOKEN);
    assertRefused(send(request, "{}"), 415, "unsupported-media-type");
  }

  @Test
  void mediaType_notOfThisOperation_isUnsupported() {
    HttpRequest<Buffer> request =
        gateway
            .request(HttpMethod.POST, "/api/things", TOKEN)
            .putHeader("Content-Type", "application/merge-patch+json");
    assertRefused(send(request, "{}"), 415, "unsupported-media-type");
  }

  @Test
  void mediaType_other_namesTheTypesToSend() {
    HttpResponse<Buffer> response =
        send(patch("/api/things/t1").putHeader("Content-Type", "text/plain"), "{}");
    assertThat(response.getHeader("Accept"))
        .isEqualTo("application/json, application/merge-patch+json");
    assertThat(response.headers().names()).doesNotContain("accept-encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "identity, br", "GZIP"})
  void contentCoding_isUnsupportedAndSaysSo(String coding) {
    HttpRequest<Buffer> request = patch("/api/things/t1").putHeader("Content-Encoding", coding);
    HttpResponse<Buffer> response = send(request, "{}");
    assertRefused(response, 415, "unsupported-media-type");
    assertThat(response.bodyAsJsonObject().getString("detail")).contains("content coding");
    assertThat(response.getHeader("Accept-Encoding")).isEqualTo("identity");
    assertThat(response.headers().names()).doesNotContain("accept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "Identity, identity", ""})
  void contentCoding_none_isTaken(String coding) throws InterruptedException {
    HttpRequest<Buffer> request = patch("/api/things/t1").putHeader("Content-Encoding", coding);
    assertThat(received(request, "{\"size\": 1}").getInteger("size")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iso-8859-1", "utf8", "\"utf-16\"", ""})
  void charset_other_isUnsupportedAndSaysSo(String charset) {
    HttpResponse<Buffer> response =
        send(
            patch("/api/things/t1")
                .putHeader("Content-Type", "application/json; charset=" + charset),
            "{}");
    assertRefused(response, 415, "unsupported-media-type");
    assertThat(response.bodyAsJsonObject().getString("detail"))
        .contains("UTF-8")
        .contains("charset");
    assertThat(response.headers().names()).doesNotContain("accept", "accept-encoding");
  }

  @Test
  void body_ofMoreValuesThanAnyMessage_isRefusedBeforeItIsBuilt() {
    assertInvalid(
        send(
            gateway
                .request(HttpMethod.POST, "/api/large", TOKEN)
                .putHeader("Content-Type", "application/json"),
            "{\"name\":[" + "{},".repeat(150_000) + "{}]}"),
        "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}}",
        "{} {}",
        "{} x",
        "[]",
        "null",
        "1",
        "\"x\"",
        " ",
        "{'name': 'x'}",
        "{\"name\": 'x'}",
        "{\"name\": NaN}",
        "{\"size\": 01}",
        "{\"size\": .5}",
        "{\"name\": \"x\",}",
        "{} // comment",
        "/* comment */ {}",
        "{\"size\": 1, \"size\": 2}",
        "{\"name\": \"\\x\"}",
        "{\"name\": \"a\nb\"}"
      })
  void body_noJsonObject_isMalformed(String body) {
    assertRefused(send(patch("/api/things/t1"), body), 400, "malformed-json");
  }

  @Test
  void body_invalidUtf8_isMalformed() {
    for (byte[] bytes :
        new byte[][] {{(byte) 0xC3, 0x28}, {(byte) 0xC0, (byte) 0x80}, {(byte) 0xFF}}) {
      Buffer body = Buffer.buffer("{\"name\": \"").appendBytes(bytes).appendString("\"}");
      assertRefused(patch("/api/things/t1").sendBuffer(body).await(), 400, "malformed-json");
    }
    Buffer utf16 = Buffer.buffer("{\"name\": \"x\"}".getBytes(StandardCharsets.UTF_16LE));
    assertRefused(patch("/api/things/t1").sendBuffer(utf16).await(), 400, "malformed-json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "2.0", "2e0", "0.2E+1", "20e-1"})
  void body_equalNumbers_areOneOnTheBus(String number) throws InterruptedException {
    JsonObject seen = received(patch("/api/things/t1"), "{\"size\": " + number + "}");

    assertThat(seen.encode()).contains("\"size\":2").doesNotContain("\"size\":2.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.10000000000000000001", "1e999999999", "-1e999999999", "1e-999999999", "1e400"})
  void body_numberThatWouldBeRounded_isInvalid(String number) {
    assertInvalid(send(patch("/api/things/t1"), "{\"size\": " + number + "}"), "/size");
  }

  @Test
  void body_deeplyNested_isRefusedNotAnError() {
    assertRefused(
        send(patch("/api/things/t1"), "{\"name\":" + "[".repeat(400) + "]".repeat(400) + "}"),
        400,
        "invalid-request");
    assertRefused(send(patch("/api/things/t1"), "[".repeat(990)), 400, "malformed-json");
  }

  @Test
  void body_parserWords_areNotPassedOn() {
    HttpResponse<Buffer> response = send(patch("/api/things/t1"), "{\"password\": hunter2}");
    assertThat(response.bodyAsString()).doesNotContain("hunter2", "jackson", "Unrecognized");
  }

  @Test
  void body_requiredAndMissing_isInvalid() {
    HttpResponse<Buffer> response =
        gateway.request(HttpMethod.PATCH, "/api/things/t1", TOKEN).send().await();
    assertInvalid(response, "");
  }

  @Test
  void body_optionalAndMissing_isNothing() throws InterruptedException {
    var seen = gateway.answer("thing.create", null);
    assertThat(gateway.request(HttpMethod.POST, "/api/things", TOKEN).send().await().statusCode())
        .isEqualTo(204);
    assertThat(seen.take().body()).isEqualTo(new JsonObject());
  }

  @Test
  void body_notTaken_isRefusedUnlessEmpty() {
    gateway.answer("thing.delete", null);
    HttpRequest<Buffer> request = gateway.request(HttpMethod.DELETE, "/api/things/t1", TOKEN);
    assertThat(request.send().await().statusCode()).isEqualTo(204);
    assertThat(send(request.putHeader("Content-Type", "application/json"), "").statusCode())
        .isEqualTo(204);
    assertInvalid(send(request, "{}"), "");
  }

  @Test
  void body_upToTheLimit_isTaken() throws InterruptedException {
    String body = "{\"name\": \"" + "x".repeat(1_000 - 12) + "\"}";
    assertThat(body).hasSize(1_000);
    assertThat(received(patch("/api/things/t1"), body).getString("name")).hasSize(988);
  }

  @Test
  void body_overTheLimit_isTooLarge() {
    HttpResponse<Buffer> response = send(patch("/api/things/t1"), "x".repeat(1_001));
    assertRefused(response, 413, "payload-too-large");
    assertThat(response.bodyAsJsonObject().getString("detail")).contains("1000 bytes");
    assertThat(response.getHeader("Connection")).as("so little is read to its end").isNull();
  }

  @Test
  void body_notTaken_hasTheCommonLimit() {
    HttpRequest<Buffer> request = gateway.request(HttpMethod.DELETE, "/api/things/t1", TOKEN);
    assertRefused(send(request, "x".repeat(64 * 1024 + 1)), 413, "payload-too-large");
  }
}
