package io.laurel.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What every port of ours makes of what anybody may send to it. */
public abstract class HttpDoorKit {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3}) ");
  private static final Pattern ID = Pattern.compile("(?i)\r\nX-Request-Id: ([0-9]+)\r\n");
  private static final int PATIENCE_MILLIS = 20_000;

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final ListAppender<ILoggingEvent> appender =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
            events.add(event);
          }
        }
      };

  /** Opens the port. */
  protected abstract int open();

  /** Closes it, and waits until all has happened that was to happen there. */
  protected abstract void close();

  /** What a {@code GET} is answered with 200. */
  protected abstract String path();

  /**
   * Bytes beyond each bound of a head, and few enough to be drained whole: whoever goes on sending
   * to a port that has closed may find its answer lost.
   */
  private static final int MUCH = 40_000;

  private int port;

  @BeforeEach
  void begin() {
    port = open();
    appender.start();
    root.addAppender(appender);
  }

  @AfterEach
  void end() {
    root.detachAppender(appender);
    close();
  }

  /** Sends bytes as they are and reads until the port closes; {@code \n} becomes CRLF. */
  private String raw(String text) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(bytes(text));
      return rest(socket);
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static byte[] bytes(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private String get(String head) throws IOException {
    return raw("GET " + path() + " HTTP/1.1\nHost: x\n" + head + "\n");
  }

  private static Arguments row(int status, String bytes) {
    return Arguments.of(status, bytes);
  }

  /** A status and what is answered so; 0 where anything is right that is one answer or none. */
  static Stream<Arguments> hostile() {
    String post = "POST /live HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n";
    return Stream.of(
        row(505, "GET / HTTP/1.2\nHost: x\n\n"),
        row(505, "GET / HTTP/9.9\nHost: x\n\n"),
        row(505, "GET / http/1.1\nHost: x\n\n"),
        row(505, "PRI * HTTP/2.0\n\nSM\n\n"),
        row(400, "GET / FTP/1.1\nHost: x\n\n"),
        row(400, "GET /\n\n"),
        row(400, "GET\n\n"),
        row(400, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\n\n"),
        row(400, "SSH-2.0-OpenSSH_9.2\n\n"),
        row(400, "\u0000\u0001\u0002 \u0003 \u00ff\n\n"),
        row(400, "GET  / HTTP/1.1 x\nHost: x\n\n"),
        row(400, "GET / HTTP/1.1\nHost: x\n: nameless\n\n"),
        row(400, "GET / HTTP/1.1\nHost: x\nBad Name: 1\n\n"),
        row(400, "GET / HTTP/1.1\nHost : x\n\n"),
        row(400, "GET / HTTP/1.1\nHost: x\nA: \u0000\n\n"),
        row(400, "GET / HTTP/1.1\nHost: x\nno colon\n\n"),
        row(400, "GET / HTTP/1.1\n\n"),
        row(400, "GET / HTTP/1.1\nHost: a\nHost: b\n\n"),
        row(400, "GET / HTTP/1.1\nHost: a\nHost: a\n\n"),
        row(400, "GET / HTTP/1.0\nHost: a\nHost: a\n\n"),
        row(400, "GET / HTTP/1.1\nHost:\n\n"),
        row(400, "GET / HTTP/1.1\nHost: a b\n\n"),
        row(400, "GET / HTTP/1.1\nHost: me@a\n\n"),
        row(400, "GET / HTTP/1.1\nHost: a, b\n\n"),
        row(400, "GET / HTTP/1.1\nHost: a/b\n\n"),
        row(400, "GET http:/// HTTP/1.1\nHost: x\n\n"),
        row(400, "GET http://me@x/ HTTP/1.1\nHost: x\n\n"),
        row(400, "GET ftp://x/ HTTP/1.1\nHost: x\n\n"),
        row(400, "GET * HTTP/1.1\nHost: x\n\n"),
        row(400, "GET live HTTP/1.1\nHost: x\n\n"),
        row(501, "CONNECT x:80 HTTP/1.1\nHost: x:80\n\n"),
        row(400, "POST / HTTP/1.1\nHost: x\nContent-Length: ten\n\n"),
        row(400, "POST / HTTP/1.1\nHost: x\nContent-Length: -1\n\n"),
        row(400, "POST / HTTP/1.1\nHost: x\nContent-Length: +1\n\n0"),
        row(400, "POST / HTTP/1.1\nHost: x\nContent-Length: 1, 2\n\n0"),
        row(400, "POST / HTTP/1.1\nHost: x\nContent-Length: 1\nContent-Length: 2\n\n0"),
        row(400, "POST / HTTP/1.1\nHost: x\nContent-Length: 99999999999999999999\n\n0"),
        row(
            400,
            "POST / HTTP/1.1\nHost: x\nContent-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n"),
        row(400, "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked, chunked\n\n0\n\n"),
        row(
            400,
            "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\nTransfer-Encoding: chunked\n\n0\n\n"),
        row(400, "POST / HTTP/1.1\nHost: x\nTransfer-Encoding:\n\n0\n\n"),
        row(400, "POST / HTTP/1.0\nTransfer-Encoding: chunked\n\n0\n\n"),
        row(501, "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: gzip, chunked\n\n0\n\n"),
        row(501, "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: gzip\n\n0\n\n"),
        row(501, "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked, gzip\n\n0\n\n"),
        row(501, "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: xchunked\n\n0\n\n"),
        row(417, "GET / HTTP/1.1\nHost: x\nExpect: the-unexpected\n\n"),
        row(417, "GET / HTTP/1.1\nHost: x\nExpect: 100-continue, tea\n\n"),
        row(414, "GET /" + "a".repeat(MUCH) + " HTTP/1.1\nHost: x\n\n"),
        row(431, "GET / HTTP/1.1\nHost: x\nA: " + "a".repeat(MUCH) + "\n\n"),
        row(431, "GET / HTTP/1.1\nHost: x\n" + "A: b\n".repeat(MUCH / 6) + "\n"),
        row(0, post + "-2\n{}\n0\n\n"),
        row(0, post + "zz\nhello\n"),
        row(0, post + "2\n{}XX0\n\n"),
        row(0, post + "fffffffffffffffffff\n{}\n0\n\n"),
        row(0, post + "1;" + "x".repeat(MUCH) + "\n{\n0\n\n"),
        row(0, post + "0\nA: " + "a".repeat(MUCH) + "\n\n"),
        row(0, post + "0\nno colon\n\n"),
        row(0, "GET /%zz?%=% HTTP/1.1\nHost: x\nConnection: close\n\n"),
        row(0, "GET //..//%2e%2e/%00 HTTP/1.1\nHost: x\nConnection: close\n\n"),
        row(0, "GET /?a&&=&%&b=\u00e9 HTTP/1.1\nHost: x\nConnection: close\n\n"),
        row(
            0,
            "GET / HTTP/1.1\nHost: x\nConnection: close\nCookie: ;;=;\u00ff=a; $Version=x; a=\"\n\n"),
        row(
            0,
            "GET / HTTP/1.1\nHost: x\nConnection: Upgrade, close\nUpgrade: websocket\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: x\nSec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=x,,;\n\n"),
        row(
            0,
            "GET / HTTP/1.1\nHost: x\nConnection: Upgrade, HTTP2-Settings, close\nUpgrade: h2c\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\n\n"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileBytes_areOneProblemAndOneLine(int status, String bytes) throws IOException {
    String answer = raw(bytes);
    close();
    Matcher first = STATUS.matcher(answer);
    assertThat(first.lookingAt()).as(answer).isTrue();
    if (status != 0) {
      assertThat(first.group(1)).isEqualTo(Integer.toString(status));
    }
    assertThat(answer)
        .containsOnlyOnce("HTTP/1.1 ")
        .containsIgnoringCase("\r\nX-Request-Id: ")
        .containsIgnoringCase("\r\nDate: ");
    assertThat(first.group(1).charAt(0) < '4' || answer.contains("application/problem+json"))
        .as(answer)
        .isTrue();
    assertThat(events).hasSizeLessThanOrEqualTo(1);
    assertThat(events).allMatch(event -> event.getThrowableProxy() == null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n\n",
        "GET",
        "GET / HTTP/1.1\nHost: x\nA: ",
        "GET / HTTP/1.1\nHost: x\n\nGET /",
        "POST / HTTP/1.1\nHost: x\nContent-Length: 10\n\n{",
        "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n5\n{"
      })
  void connectionReset_isOneLineAtMost(String bytes) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(bytes(bytes));
      // A reset instead of an end.
      socket.setSoLinger(true, 0);
    }
    get("Connection: close\n");
    close();
    assertThat(events).hasSizeLessThanOrEqualTo(2);
    assertThat(events).allMatch(event -> event.getThrowableProxy() == null);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 10_000})
  void pipelinedRequests_areAllAnsweredInOrder(int count) throws IOException {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < count; i++) {
      requests.append("GET ").append(path()).append(" HTTP/1.1\nHost: x\nX-Request-Id: ").append(i);
      requests.append(i == count - 1 ? "\nConnection: close\n\n" : "\n\n");
    }
    String answers;
    try (Socket socket = connect()) {
      byte[] sent = bytes(requests.toString());
      Thread writer =
          new Thread(
              () -> {
                try {
                  socket.getOutputStream().write(sent);
                } catch (IOException e) {
                  // Seen by the reader, who gets fewer answers.
                }
              });
      writer.start();
      answers = rest(socket);
    }
    List<Integer> ids = new ArrayList<>();
    Matcher id = ID.matcher(answers);
    while (id.find()) {
      ids.add(Integer.valueOf(id.group(1)));
    }
    assertThat(ids).isEqualTo(IntStream.range(0, count).boxed().toList());
  }

  @Test
  void wellFormed_behindARefusedOne_isNotRead() throws IOException {
    String answer =
        raw("GET / HTTP/1.1\n\nGET " + path() + " HTTP/1.1\nHost: x\nConnection: close\n\n");
    assertThat(answer).containsOnlyOnce("HTTP/1.1 ").startsWith("HTTP/1.1 400");
  }

  @Test
  void refusedOne_behindAWellFormed_isAnsweredAfterIt() throws IOException {
    String answers = raw("GET " + path() + " HTTP/1.1\nHost: x\n\nGET / HTTP/1.1\n\n");
    assertThat(answers).startsWith("HTTP/1.1 200");
    assertThat(answers.indexOf("HTTP/1.1 400")).isPositive();
  }

  @Test
  void refusal_keepsTheRequestsId() throws IOException {
    assertThat(raw("GET / HTTP/1.1\nX-Request-Id: mine\n\n"))
        .containsIgnoringCase("\r\nX-Request-Id: mine\r\n")
        .contains("\"requestId\":\"mine\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"close", "Close", "keep-alive, close", "a , close\nConnection: b", "\"x\",close"})
  void connection_closeAnywhereInTheList_closes(String options) throws IOException {
    assertThat(get("Connection: " + options + "\n")).startsWith("HTTP/1.1 200");
  }

  @Test
  void connection_tokenThatOnlyLooksLikeClose_staysOpen() throws IOException {
    try (Socket socket = connect()) {
      String request = "GET " + path() + " HTTP/1.1\nHost: x\nConnection: ";
      socket.getOutputStream().write(bytes(request + "closet\n\n" + request + "close\n\n"));
      assertThat(rest(socket).split("HTTP/1.1 200", -1)).hasSize(3);
    }
  }

  @Test
  void http10_isClosedUnlessAskedOtherwise() throws IOException {
    assertThat(raw("GET " + path() + " HTTP/1.0\n\n")).contains(" 200 ");
    String kept = "GET " + path() + " HTTP/1.0\nConnection: x, keep-alive\n\n";
    assertThat(raw(kept + "GET " + path() + " HTTP/1.0\n\n").split(" 200 OK", -1)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://elsewhere:80", "HTTPS://[::1]"})
  void absoluteTarget_isThePathInIt(String origin) throws IOException {
    assertThat(raw("GET " + origin + path() + " HTTP/1.1\nHost: x\nConnection: close\n\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void optionsOfEverything_are204() throws IOException {
    assertThat(raw("OPTIONS * HTTP/1.1\nHost: x\nConnection: close\n\n"))
        .startsWith("HTTP/1.1 204")
        .containsIgnoringCase("\r\nX-Request-Id: ")
        .containsIgnoringCase("\r\nDate: ");
  }

  @Test
  void optionsOfAPath_are204WithAllow() throws IOException {
    assertThat(raw("OPTIONS " + path() + " HTTP/1.1\nHost: x\nConnection: close\n\n"))
        .startsWith("HTTP/1.1 204")
        .containsIgnoringCase("\r\nAllow: GET, HEAD, OPTIONS\r\n");
  }

  @Test
  void head_hasTheHeadersOfGet() throws IOException {
    String get = get("X-Request-Id: 1\nConnection: close\n");
    String head =
        raw("HEAD " + path() + " HTTP/1.1\nHost: x\nX-Request-Id: 1\nConnection: close\n\n");
    assertThat(names(head)).isEqualTo(names(get));
    assertThat(head).endsWith("\r\n\r\n");
  }

  private static List<String> names(String answer) {
    return answer
        .substring(0, answer.indexOf("\r\n\r\n"))
        .lines()
        .map(line -> line.replaceFirst(":.*", "").toLowerCase(java.util.Locale.ROOT))
        .sorted()
        .toList();
  }

  @Test
  void refusal_toAClientStillSending_isReadByIt() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(bytes("GET / HTTP/1.1\n\n"));
      InputStream in = socket.getInputStream();
      int first = in.read();
      // Unread by a server that closes at once, this would reset the connection.
      socket.getOutputStream().write(new byte[30_000]);
      assertThat((char) first + rest(socket)).startsWith("HTTP/1.1 400").endsWith("}");
    }
  }
}
