package io.laurel.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.laurel.bus.TestTokens;
import io.laurel.cluster.TestAuthority;
import io.laurel.security.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A client that takes no answers by HTTP/2, and keeps its connection busy meanwhile. */
class SlowStreamsTest {
  private static final int STREAMS = 40;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int WINDOW_UPDATE = 8;
  private static final int END_OF_ALL = 5;
  private static final short INITIAL_WINDOW = 4;
  private static final int WIDEST = Integer.MAX_VALUE;
  private static final String LARGE = "/openapi.json";

  @TempDir private Path files;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    new TestAuthority().issue(files, "gateway");
    gateway =
        new TestGateway(
            TestGateway.CONTRACT,
            Map.of(
                "HTTPS_CERTIFICATE", files.resolve("certificate.pem").toString(),
                "HTTPS_KEY", files.resolve("key.pem").toString(),
                "HTTP_INSTANCES", 1,
                "HTTP_IDLE_TIMEOUT_SECONDS", 1,
                "REQUEST_DEADLINE_MS", 900));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private HttpClient client(HttpClientOptions options) {
    return gateway.vertx.createHttpClient(
        options
            .setSsl(true)
            .setTrustAll(true)
            .setVerifyHost(false)
            .setUseAlpn(true)
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setDefaultHost("127.0.0.1")
            .setDefaultPort(gateway.verticle.port()));
  }

  private static HttpClientResponse paused(HttpClient client, String path) {
    return client
        .request(HttpMethod.GET, path)
        .compose(
            request -> {
              request.putHeader("Authorization", "Bearer " + TestTokens.with(Role.AUDITOR));
              return request.send().onSuccess(HttpClientResponse::pause);
            })
        .await();
  }

  private void awaitOpen() {
    for (int i = 0; i < 500 && !isOpen(); i++) {
      gateway.vertx.timer(20).await();
    }
    assertThat(isOpen()).isTrue();
  }

  private boolean isOpen() {
    return gateway.metrics.get("laurel_http_connections").gauge().value() > 0;
  }

  /** By windows that stay shut; the connection is that of others too, and goes on. */
  @Test
  void answersNotTaken_endTheirStreams_notTheConnection() throws InterruptedException {
    HttpClient client = client(new HttpClientOptions());
    BlockingQueue<Throwable> ends = new LinkedBlockingQueue<>();
    List<HttpClientResponse> answers = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      HttpClientResponse answer = paused(client, LARGE);
      answer.exceptionHandler(ends::add);
      answers.add(answer);
    }
    HttpConnection connection = answers.get(0).request().connection();
    long pings = gateway.vertx.setPeriodic(200, tick -> connection.ping(Buffer.buffer("12345678")));
    for (int i = 0; i < STREAMS; i++) {
      assertThat(ends.poll(30, TimeUnit.SECONDS)).isInstanceOf(StreamResetException.class);
    }
    gateway.vertx.cancelTimer(pings);
    HttpClientResponse next = paused(client, LARGE);
    assertThat(next.request().connection()).isSameAs(connection);
    assertThat(next.resume().body().await().length()).isGreaterThan(100_000);
  }

  /** By windows as wide as they can be, and a socket that nobody reads. */
  @Test
  void socketNotRead_endsTheConnection() throws Exception {
    try (SSLSocket socket = speakingHttp2()) {
      OutputStream out = socket.getOutputStream();
      out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
      out.write(
          frame(SETTINGS, 0, 0, Buffer.buffer().appendShort(INITIAL_WINDOW).appendInt(WIDEST)));
      out.write(frame(WINDOW_UPDATE, 0, 0, Buffer.buffer().appendInt(WIDEST - 65_535)));
      for (int i = 0; i < STREAMS; i++) {
        out.write(frame(HEADERS, END_OF_ALL, 2 * i + 1, head()));
      }
      awaitOpen();
      for (int i = 0; i < 300 && isOpen(); i++) {
        ping(out);
        gateway.vertx.timer(100).await();
      }
    }
    assertThat(isOpen()).isFalse();
  }

  private SSLSocket speakingHttp2() throws Exception {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {new HttpsTest.Anybody()}, null);
    Socket plain = new Socket();
    plain.setReceiveBufferSize(4_096);
    plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.verticle.port()));
    SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(plain, "127.0.0.1", plain.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static void ping(OutputStream out) {
    try {
      out.write(frame(PING, 0, 0, Buffer.buffer().appendLong(1)));
    } catch (IOException closed) {
      // Which is what is waited for.
    }
  }

  /** {@code GET} of what is large, by indexes of HPACK's static table and plain literals. */
  private static Buffer head() {
    return Buffer.buffer(new byte[] {(byte) 0x82, (byte) 0x87, 0x04, (byte) LARGE.length()})
        .appendString(LARGE)
        .appendBytes(new byte[] {0x01, 1, 'x'});
  }

  private static byte[] frame(int type, int flags, int stream, Buffer payload) {
    return Buffer.buffer()
        .appendMedium(payload.length())
        .appendByte((byte) type)
        .appendByte((byte) flags)
        .appendInt(stream)
        .appendBuffer(payload)
        .getBytes();
  }

  /** Page after page that each is taken, longer in all than one may take. */
  @Test
  void answerThatIsTaken_goesOnForAsLongAsItHasPages() {
    JsonArray rows = rows();
    gateway.serve(
        "claim.export",
        message -> {
          int page = Integer.parseInt(message.body().getString("cursor", "0"));
          JsonObject reply = new JsonObject().put("items", rows);
          message.reply(page == 60 ? reply : reply.put("nextCursor", "" + (page + 1)));
        });
    HttpClientResponse answer =
        paused(client(new HttpClientOptions()), "/api/v1/claims/export?format=ndjson");
    var whole = answer.body();
    int turns = 0;
    while (!whole.isComplete()) {
      turns++;
      answer.fetch(1);
      gateway.vertx.timer(10).await();
    }
    assertThat(whole.await().toString()).endsWith("}\n");
    assertThat(whole.await().toString().lines()).hasSize(61 * rows.size());
    assertThat(turns).as("of ten milliseconds at least").isGreaterThan(100);
  }

  private static JsonArray rows() {
    return new JsonArray(Collections.nCopies(500, new JsonObject().put("claimId", "x".repeat(99))));
  }

  @Test
  void clientThatResetsAnExport_isNoFaultOfOurs() throws InterruptedException {
    Logger logger = (Logger) LoggerFactory.getLogger("io.laurel");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    BlockingQueue<?> pages =
        gateway.serve(
            "claim.export",
            message -> message.reply(new JsonObject().put("items", rows()).put("nextCursor", "1")));
    HttpClient client = client(new HttpClientOptions());
    paused(client, "/api/v1/claims/export").request().reset().await();
    paused(client, LARGE).resume().body().await();
    gateway.close();
    logger.detachAppender(lines);
    assertThat(pages).isNotEmpty();
    assertThat(List.copyOf(lines.list))
        .noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
  }
}
