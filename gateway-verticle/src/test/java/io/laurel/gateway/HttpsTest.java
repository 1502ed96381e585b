package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.bus.TestTokens;
import io.laurel.cluster.TestAuthority;
import io.laurel.config.ConfigException;
import io.laurel.security.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpsTest {
  private static final String TOKEN = TestTokens.with(Role.USER);
  private static final TestAuthority AUTHORITY = new TestAuthority();

  @TempDir private Path files;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    issue(files);
    gateway = new TestGateway(TestGateway.CONTRACT, settings());
  }

  private static void issue(Path directory) {
    AUTHORITY.issue(directory, "gateway");
  }

  private Map<String, Object> settings() {
    return Map.of(
        "HTTPS_CERTIFICATE",
        files.resolve("certificate.pem").toString(),
        "HTTPS_KEY",
        files.resolve("key.pem").toString(),
        "HTTPS_CERTIFICATE_POLL_MS",
        100,
        "HTTP_INSTANCES",
        1);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private HttpRequest<Buffer> request(HttpVersion version, HttpMethod method, String path) {
    WebClientOptions options =
        new WebClientOptions()
            .setSsl(true)
            .setTrustAll(true)
            .setVerifyHost(false)
            .setUseAlpn(version == HttpVersion.HTTP_2)
            .setProtocolVersion(version)
            .setDefaultHost("127.0.0.1")
            .setDefaultPort(gateway.verticle.port());
    return WebClient.create(gateway.vertx, options)
        .request(method, path)
        .putHeader("Authorization", "Bearer " + TOKEN);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void request_isAnsweredByThatVersion_andHttpsIsToStay(HttpVersion version) {
    gateway.answer("event.get", new JsonObject().put("id", "e1").put("version", 3));
    for (HttpMethod method : new HttpMethod[] {HttpMethod.GET, HttpMethod.HEAD}) {
      HttpResponse<Buffer> response = request(version, method, "/api/v1/events/e1").send().await();
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.version()).isEqualTo(version);
      assertThat(response.getHeader("ETag")).isEqualTo("\"3\"");
      assertThat(response.getHeader("Strict-Transport-Security")).isEqualTo("max-age=31536000");
      assertThat(response.headers().getAll("Date")).hasSize(1);
      assertThat(response.getHeader("X-Request-Id")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void request_withBodyOrWithout_isUnderstood(HttpVersion version) {
    gateway.answer("auth.login", new JsonObject().put("user", "mina"));
    gateway.answer("auth.logout", null);
    JsonObject login = new JsonObject().put("login", "mina").put("password", "longenough");
    assertThat(
            request(version, HttpMethod.POST, "/api/v1/auth/login")
                .sendJsonObject(login)
                .await()
                .statusCode())
        .isEqualTo(200);
    assertThat(request(version, HttpMethod.POST, "/api/v1/auth/logout").send().await().statusCode())
        .isEqualTo(204);
    assertThat(
            request(version, HttpMethod.POST, "/api/v1/auth/login")
                .sendBuffer(login.toBuffer())
                .await()
                .statusCode())
        .isEqualTo(415);
  }

  @Test
  void http2_refusedBeforeItsBody_theConnectionGoesOn() {
    WebClient client =
        WebClient.create(
            gateway.vertx,
            new WebClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(gateway.verticle.port()));
    HttpResponse<Buffer> refused =
        client
            .request(HttpMethod.POST, "/api/v1/events")
            .putHeader("Content-Type", "application/json")
            .sendBuffer(Buffer.buffer("x".repeat(60_000)))
            .await();
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.bodyAsJsonObject().getString("code")).isEqualTo("unauthorized");
    assertThat(client.request(HttpMethod.GET, "/api/v1/").send().await().statusCode())
        .isEqualTo(200);
  }

  @Test
  void plainHttp_isNotSpoken() throws IOException {
    assertThat(gateway.raw("GET /api/v1/ HTTP/1.1\nHost: x\nConnection: close\n\n"))
        .doesNotContain("HTTP/1.1");
  }

  private X509Certificate shown() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", gateway.verticle.port())) {
      socket.setSoTimeout(10_000);
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private X509Certificate shownAfter(X509Certificate before) throws Exception {
    X509Certificate now = shown();
    for (int i = 0; i < 500 && now.equals(before); i++) {
      gateway.vertx.timer(20).await();
      now = shown();
    }
    return now;
  }

  @Test
  void files_renewed_areTakenOver_andABadPairIsNot() throws Exception {
    X509Certificate first = shown();
    Path other = Files.createDirectory(files.resolve("other"));
    issue(other);
    Files.move(
        other.resolve("certificate.pem"),
        files.resolve("certificate.pem"),
        StandardCopyOption.REPLACE_EXISTING);
    gateway.vertx.timer(500).await();
    assertThat(shown()).as("its key is not there yet").isEqualTo(first);

    Files.move(
        other.resolve("key.pem"), files.resolve("key.pem"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(shownAfter(first)).isNotEqualTo(first);
    assertThat(request(HttpVersion.HTTP_2, HttpMethod.GET, "/api/v1/").send().await().version())
        .isEqualTo(HttpVersion.HTTP_2);
  }

  @Test
  void settings_oneWithoutTheOther_orNoPair_areRefused() throws IOException {
    assertThatThrownBy(
            () ->
                GatewayConfig.of(
                    TestGateway.settings(Map.of("HTTPS_KEY", files.resolve("key.pem").toString()))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("HTTPS_CERTIFICATE is not set");
    Path other = Files.createDirectory(files.resolve("other"));
    issue(other);
    assertThatThrownBy(
            () ->
                GatewayConfig.of(
                    TestGateway.settings(
                        Map.of(
                            "HTTPS_CERTIFICATE", files.resolve("certificate.pem").toString(),
                            "HTTPS_KEY", other.resolve("key.pem").toString()))))
        .isInstanceOf(ConfigException.class)
        .hasMessageMatching("HTTPS_KEY \\(.*\\) is not the key of HTTPS_CERTIFICATE \\(.*\\)");
  }

  /** The test looks at what is shown, whoever signed it. */
  static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
