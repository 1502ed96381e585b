package io.laurel.event.outreach.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.catalog.endpoint.Channel;
import io.laurel.event.catalog.endpoint.Endpoint;
import io.laurel.event.catalog.endpoint.EndpointTerms;
import io.laurel.event.outreach.channel.Outcome.Accepted;
import io.laurel.event.outreach.channel.Outcome.Failed;
import io.laurel.event.outreach.channel.Outcome.Gone;
import io.laurel.net.Addresses;
import io.laurel.net.EgressPolicy;
import io.laurel.net.Network;
import io.laurel.net.SystemTrust;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookCourierTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Parcel PARCEL =
      new Parcel("clm_1-1", "{\"type\":\"reward.granted\",\"name\":\"Drachent\u00f6ter\"}");
  private static final List<String> SECRETS = List.of(Verifier.secret(2), Verifier.secret(1));
  private static final Set<Integer> EVERY_PORT =
      Set.copyOf(IntStream.range(1, 65_536).boxed().toList());
  private static final EgressPolicy LOOPBACK = policy("127.0.0.0/8");

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private static EgressPolicy policy(String... networks) {
    return new EgressPolicy(true, Stream.of(networks).map(Network::parse).toList(), EVERY_PORT);
  }

  private static InetAddress address(String text) {
    return Addresses.parse(text).orElseThrow();
  }

  private WebhookCourier courier(EgressPolicy policy, Resolver resolver) {
    return new WebhookCourier(
        vertx,
        new EgressGuard(policy, resolver),
        endpoint -> SECRETS.stream().map(Verifier::key).toList(),
        Clock.fixed(NOW, ZoneOffset.UTC),
        new SystemTrust());
  }

  private static Endpoint endpoint(String url) {
    return new Endpoint(
        "end_1",
        new EndpointTerms("Game", Channel.WEBHOOK, url, null, 10, true),
        List.of(),
        1,
        NOW,
        NOW,
        null);
  }

  private Outcome send(String url, Duration limit) {
    Resolver nobody = name -> Future.failedFuture("nobody knows " + name);
    return courier(LOOPBACK, nobody).send(endpoint(url), PARCEL, limit).await();
  }

  private Outcome send(Receiver receiver, Duration limit) {
    return send("http://127.0.0.1:" + receiver.port() + "/hooks?key=s3cret", limit);
  }

  private Outcome answered(String answer) {
    return send(Receiver.answering(vertx, answer), LONG);
  }

  @Test
  void send_parcel_isTheRequestOfStandardWebhooks() {
    Receiver receiver = Receiver.answering(vertx, "HTTP/1.1 200 OK|content-length: 0||");

    assertThat(send(receiver, LONG)).isEqualTo(new Accepted(200));

    assertThat(receiver.requests()).hasSize(1);
    assertThat(receiver.requests().get(0)).startsWith("POST /hooks?key=s3cret HTTP/1.1\r\n");
    assertThat(receiver.field("host")).isEqualTo("127.0.0.1:" + receiver.port());
    assertThat(receiver.field("content-type")).isEqualTo("application/json");
    assertThat(receiver.field("user-agent")).startsWith("Laurel/");
    assertThat(receiver.field("webhook-id")).isEqualTo("clm_1-1");
    assertThat(receiver.field("webhook-timestamp")).isEqualTo("" + NOW.getEpochSecond());
    assertThat(receiver.body()).isEqualTo(PARCEL.json());
    assertThat(SECRETS)
        .allSatisfy(
            secret ->
                assertThat(
                        Verifier.verifies(
                            secret,
                            receiver.field("webhook-id"),
                            receiver.field("webhook-timestamp"),
                            receiver.body(),
                            receiver.field("webhook-signature")))
                    .isTrue());
    receiver.closed().await();
  }

  @Test
  void send_tracedParcel_namesItsTrace() {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    Receiver receiver = Receiver.answering(vertx, "HTTP/1.1 200 OK|content-length: 0||");
    Resolver nobody = name -> Future.failedFuture("nobody knows " + name);
    String url = "http://127.0.0.1:" + receiver.port() + "/";

    courier(LOOPBACK, nobody).send(endpoint(url), new Parcel("clm_1-1", "{}", trace), LONG).await();
    courier(LOOPBACK, nobody).send(endpoint(url), PARCEL, LONG).await();

    assertThat(receiver.requests()).hasSize(2);
    assertThat(receiver.requests().get(0)).contains("\r\ntraceparent: " + trace + "\r\n");
    assertThat(receiver.requests().get(1)).doesNotContain("traceparent");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void send_anySuccess_accepted(int status) {
    assertThat(answered("HTTP/1.1 " + status + " x|content-length: 0||"))
        .isEqualTo(new Accepted(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 302, 307, 400, 401, 404, 429, 500, 503, 101})
  void send_anythingElse_failedByItsStatus(int status) {
    assertThat(answered("HTTP/1.1 " + status + " x|content-length: 0||"))
        .isEqualTo(new Failed("status-" + status, status, null));
  }

  @Test
  void send_gone_saidSo() {
    assertThat(answered("HTTP/1.1 410 Gone|content-length: 0||")).isEqualTo(new Gone());
  }

  @ParameterizedTest
  @CsvSource({
    "429, 120, 120",
    "503, 120, 120",
    "503, 90000, 3600",
    "503, 'Sun, 29 Nov 2026 12:00:30 GMT', 30",
    "429, 'Mon, 30 Nov 2026 12:00:30 GMT', 3600"
  })
  void send_busyReceiver_saysHowLong(int status, String value, int seconds) {
    assertThat(answered("HTTP/1.1 " + status + " x|content-length: 0|retry-after: " + value + "||"))
        .isEqualTo(new Failed("status-" + status, status, Duration.ofSeconds(seconds)));
  }

  @Test
  void send_retryAfterOfAnotherStatus_isNotHeeded() {
    assertThat(answered("HTTP/1.1 500 x|retry-after: 120|content-length: 0||"))
        .isEqualTo(new Failed("status-500", 500, null));
    assertThat(answered("HTTP/1.1 301 x|retry-after: 120|content-length: 0||"))
        .isEqualTo(new Failed("status-301", 301, null));
  }

  @Test
  void send_redirect_isNotFollowed() {
    Receiver other = Receiver.answering(vertx, "HTTP/1.1 200 OK|content-length: 0||");

    assertThat(
            answered(
                "HTTP/1.1 308 x|location: http://127.0.0.1:"
                    + other.port()
                    + "/|content-length: 0||"))
        .isEqualTo(new Failed("status-308", 308, null));
    assertThat(other.requests()).isEmpty();
  }

  @Test
  void send_receiverThatHangs_timeout() {
    Receiver receiver = Receiver.of(vertx, socket -> {});

    assertThat(send(receiver, SHORT)).isEqualTo(new Failed("timeout", 0, null));
    receiver.closed().await();
  }

  @Test
  void send_statusLineThatDoesNotEnd_timeout() {
    assertThat(send(Receiver.answering(vertx, "HTTP/1.1 200 OK"), SHORT))
        .isEqualTo(new Failed("timeout", 0, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 20", "HTTP/1.1 100 Continue||"})
  void send_receiverThatClosesWithoutAnswer_closed(String said) {
    Receiver receiver = Receiver.of(vertx, socket -> socket.end(Buffer.buffer(line(said))));

    assertThat(send(receiver, LONG)).isEqualTo(new Failed("closed", 0, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello|", "HTTP/2 200|", "|||"})
  void send_answerThatIsNone_closed(String said) {
    assertThat(answered(said)).isEqualTo(new Failed("closed", 0, null));
  }

  @Test
  void send_answerByteByByte_accepted() {
    Receiver receiver =
        Receiver.of(vertx, socket -> drip(socket, "HTTP/1.1 200 OK|content-length: 2||ok", 0));

    assertThat(send(receiver, LONG)).isEqualTo(new Accepted(200));
  }

  private void drip(NetSocket socket, String text, int from) {
    String bytes = line(text);
    if (from < bytes.length()) {
      socket.write(bytes.substring(from, from + 1));
      vertx.setTimer(2, next -> drip(socket, text, from + 1));
    }
  }

  private static String line(String text) {
    return text.replace("|", "\r\n");
  }

  /** Whatever its fields and its body do. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK|",
        "HTTP/1.1 200 OK|x: ",
        "HTTP/1.1 200 OK|a bad field|",
        "HTTP/1.1 200 OK|content-length: 5||",
        "HTTP/1.1 200 OK|content-length: -5||",
        "HTTP/1.1 200 OK|transfer-encoding: chunked||zz|"
      })
  void send_restThatNeverComes_acceptedByTheStatusLine(String said) {
    Receiver receiver = Receiver.answering(vertx, said);

    assertThat(send(receiver, LONG)).isEqualTo(new Accepted(200));
    receiver.closed().await();
  }

  @Test
  void send_statusLineAtTheLimit_isAnAnswerStill() {
    Receiver receiver = Receiver.answering(vertx, "HTTP/1.1 503 Busy|retry-after: 7|x:");

    assertThat(send(receiver, SHORT))
        .isEqualTo(new Failed("status-503", 503, Duration.ofSeconds(7)));
  }

  @Test
  void send_headOfManyKibibytes_accepted() {
    assertThat(answered("HTTP/1.1 200 OK|x: " + "x".repeat(100_000) + "||"))
        .isEqualTo(new Accepted(200));
  }

  @Test
  void send_bodyOfTenMebibytes_acceptedAndDropped() {
    Receiver receiver =
        Receiver.answering(
            vertx, "HTTP/1.1 200 OK|content-length: 10485760||" + "x".repeat(10_485_760));

    assertThat(send(receiver, LONG)).isEqualTo(new Accepted(200));
    receiver.closed().await();
  }

  /** The second answer must not be taken for that of the next parcel. */
  @Test
  void send_receiverThatAnswersTwice_eachItsOwn() {
    Receiver twice =
        Receiver.answering(
            vertx, "HTTP/1.1 500 No|content-length: 0||HTTP/1.1 200 OK|content-length: 0||");

    assertThat(send(twice, LONG)).isEqualTo(new Failed("status-500", 500, null));
    assertThat(send(twice, LONG)).isEqualTo(new Failed("status-500", 500, null));
  }

  /** The port of who ends a connection is not free for a minute. */
  @Test
  void send_receiverThatEndsTheConnection_isLetTo() {
    Promise<Void> ended = Promise.promise();
    Receiver receiver =
        Receiver.of(
            vertx,
            socket ->
                socket
                    .write(line("HTTP/1.1 200 OK|content-length: 2||ok"))
                    .compose(written -> vertx.timer(20))
                    .compose(later -> socket.end())
                    .onComplete(ended));

    assertThat(send(receiver, LONG)).isEqualTo(new Accepted(200));
    ended.future().await();
  }

  @Test
  void send_refusalBeforeTheBodyIsRead_countsAsAnswer() {
    Parcel large = new Parcel("clm_1-1", "{\"x\":\"" + "x".repeat(65_000) + "\"}");
    NetServer early =
        vertx
            .createNetServer()
            .connectHandler(
                socket ->
                    socket.handler(
                        bytes ->
                            socket.end(
                                Buffer.buffer(line("HTTP/1.1 413 Large|content-length: 0||")))))
            .listen(0, "127.0.0.1")
            .await();

    Outcome outcome =
        courier(LOOPBACK, name -> Future.failedFuture("none"))
            .send(endpoint("http://127.0.0.1:" + early.actualPort()), large, LONG)
            .await();

    // What is sent into a closed connection may end it before the answer is read.
    assertThat(outcome).isIn(new Failed("status-413", 413, null), new Failed("closed", 0, null));
  }

  @Test
  void send_portThatNobodyListensOn_refused() {
    Receiver receiver = Receiver.answering(vertx, "");
    NetServer free = vertx.createNetServer().connectHandler(s -> {}).listen(0, "127.0.0.1").await();
    int port = free.actualPort();
    free.close().await();

    assertThat(receiver.port()).isNotEqualTo(port);
    assertThat(send("http://127.0.0.1:" + port + "/", LONG))
        .isEqualTo(new Failed("refused", 0, null));
  }

  @Test
  void send_nameWithoutAddress_unresolved() {
    assertThat(send("http://game.example.com/", LONG)).isEqualTo(new Failed("unresolved", 0, null));
    assertThat(
            courier(LOOPBACK, name -> Future.succeededFuture(List.of()))
                .send(endpoint("http://game.example.com/"), PARCEL, LONG)
                .await())
        .isEqualTo(new Failed("unresolved", 0, null));
  }

  @Test
  void send_resolverThatHangs_timeout() {
    assertThat(
            courier(LOOPBACK, name -> Promise.<List<InetAddress>>promise().future())
                .send(endpoint("http://game.example.com/"), PARCEL, SHORT)
                .await())
        .isEqualTo(new Failed("timeout", 0, null));
  }

  @Test
  void send_name_connectsToItsJudgedAddress() {
    Receiver receiver = Receiver.answering(vertx, "HTTP/1.1 200 OK|content-length: 0||");
    Resolver resolver = name -> Future.succeededFuture(List.of(address("127.0.0.1")));

    assertThat(
            courier(LOOPBACK, resolver)
                .send(endpoint("http://game.example.com:" + receiver.port() + "/"), PARCEL, LONG)
                .await())
        .isEqualTo(new Accepted(200));
    assertThat(receiver.field("host")).isEqualTo("game.example.com:" + receiver.port());
  }

  @Test
  void send_firstAddressRefuses_nextIsTried() {
    Receiver receiver = Receiver.answering(vertx, "HTTP/1.1 200 OK|content-length: 0||");
    Resolver resolver =
        name -> Future.succeededFuture(List.of(address("127.0.0.2"), address("127.0.0.1")));

    assertThat(
            courier(LOOPBACK, resolver)
                .send(endpoint("http://game.example.com:" + receiver.port() + "/"), PARCEL, LONG)
                .await())
        .isEqualTo(new Accepted(200));
  }

  /** DNS rebinding: what the name was at first says nothing of what it is now. */
  @Test
  void send_nameThatChanges_isJudgedAgain() {
    Receiver receiver = Receiver.answering(vertx, "HTTP/1.1 200 OK|content-length: 0||");
    Queue<String> answers = new ArrayDeque<>(List.of("127.0.0.1", "127.0.1.1", "::1"));
    Resolver changing = name -> Future.succeededFuture(List.of(address(answers.remove())));
    WebhookCourier courier = courier(policy("127.0.0.0/24"), changing);
    Endpoint endpoint = endpoint("http://game.example.com:" + receiver.port() + "/");

    assertThat(courier.send(endpoint, PARCEL, LONG).await()).isEqualTo(new Accepted(200));
    assertThat(courier.send(endpoint, PARCEL, LONG).await())
        .isEqualTo(new Failed("address-forbidden", 0, null));
    assertThat(courier.send(endpoint, PARCEL, LONG).await())
        .isEqualTo(new Failed("address-forbidden", 0, null));
    assertThat(receiver.requests()).hasSize(1);
  }

  /** Looked up once: a second answer could be another. */
  @Test
  void send_name_isLookedUpOnce() {
    Receiver receiver = Receiver.answering(vertx, "HTTP/1.1 200 OK|content-length: 0||");
    Queue<String> answers = new ArrayDeque<>(List.of("127.0.0.1"));
    Resolver once = name -> Future.succeededFuture(List.of(address(answers.remove())));

    assertThat(
            courier(LOOPBACK, once)
                .send(endpoint("http://game.example.com:" + receiver.port() + "/"), PARCEL, LONG)
                .await())
        .isEqualTo(new Accepted(200));
    assertThat(answers).isEmpty();
  }

  @Test
  void send_oneGoodAndOneBadAddress_forbidden() {
    Receiver receiver = Receiver.answering(vertx, "HTTP/1.1 200 OK|content-length: 0||");
    Resolver both =
        name -> Future.succeededFuture(List.of(address("127.0.0.1"), address("169.254.169.254")));

    assertThat(
            courier(LOOPBACK, both)
                .send(endpoint("http://game.example.com:" + receiver.port() + "/"), PARCEL, LONG)
                .await())
        .isEqualTo(new Failed("address-forbidden", 0, null));
    assertThat(receiver.requests()).isEmpty();
  }

  /** Also what was kept under settings that took it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[fe80::1%25eth0]/",
        "http://[fe80::1%eth0]/",
        "http://2130706433/",
        "http://127.1/",
        "http://127.0.0.1./",
        "http://user@127.0.0.1/",
        "http://127.0.0.1@10.0.0.1/",
        "http://127\u30020.0.1/",
        "ftp://127.0.0.1/",
        "no url"
      })
  void send_urlThatMayNotBeKept_forbidden(String url) {
    assertThat(send(url, LONG)).isEqualTo(new Failed("address-forbidden", 0, null));
  }

  @Test
  void send_localhost_isLoopbackWhateverAResolverSays() {
    Receiver receiver = Receiver.answering(vertx, "HTTP/1.1 200 OK|content-length: 0||");

    assertThat(send("http://game.localhost:" + receiver.port() + "/", LONG))
        .isEqualTo(new Accepted(200));
    assertThat(
            courier(policy("10.0.0.0/8"), name -> Future.succeededFuture(List.of()))
                .send(endpoint("http://localhost:" + receiver.port() + "/"), PARCEL, LONG)
                .await())
        .isEqualTo(new Failed("address-forbidden", 0, null));
  }

  @Test
  void send_keysThatCannotBeHad_failsAsAnOutcome() {
    WebhookCourier courier =
        new WebhookCourier(
            vertx,
            new EgressGuard(LOOPBACK, name -> Future.failedFuture("none")),
            endpoint -> {
              throw new IllegalStateException("no key opens it");
            },
            Clock.fixed(NOW, ZoneOffset.UTC),
            new SystemTrust());

    assertThat(courier.send(endpoint("http://127.0.0.1:9/"), PARCEL, LONG).await())
        .isInstanceOf(Failed.class);
  }

  @Test
  void close_attemptUnderWay_ends() {
    WebhookCourier courier = courier(LOOPBACK, name -> Future.failedFuture("none"));
    Promise<Void> asked = Promise.promise();
    Receiver receiver = Receiver.of(vertx, socket -> asked.complete());
    Future<Outcome> outcome =
        courier.send(endpoint("http://127.0.0.1:" + receiver.port() + "/"), PARCEL, LONG);
    asked.future().await();

    courier.close().await();

    assertThat(outcome.await()).isEqualTo(new Failed("closed", 0, null));
    assertThat(
            courier
                .send(endpoint("http://127.0.0.1:" + receiver.port() + "/"), PARCEL, LONG)
                .await())
        .isInstanceOf(Failed.class);
  }

  @Test
  void toString_ofWhatIsSent_holdsNoSecret() {
    assertThat(PARCEL.toString()).doesNotContain("Drachen");
  }
}
