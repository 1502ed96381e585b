package io.laurel.event.outreach.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.catalog.endpoint.Channel;
import io.laurel.event.catalog.endpoint.Endpoint;
import io.laurel.event.catalog.endpoint.EndpointTerms;
import io.laurel.event.outreach.channel.Outcome.Accepted;
import io.laurel.event.outreach.channel.Outcome.Failed;
import io.laurel.net.Addresses;
import io.laurel.net.EgressPolicy;
import io.laurel.net.Network;
import io.laurel.net.SystemTrust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebhookTlsTest {
  private static final String PASSWORD = "changeit";
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Parcel PARCEL = new Parcel("clm_1-1", "{}");
  private static final String OK = "HTTP/1.1 200 OK|content-length: 0||";

  @TempDir static Path directory;

  private static PfxOptions certificate;

  private final Vertx vertx = Vertx.vertx();

  @BeforeAll
  static void certify() throws Exception {
    Path file = directory.resolve("game.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "game",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=game",
                "-ext",
                "san=dns:game.example.com,dns:rewards,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    certificate = new PfxOptions().setPath(file.toString()).setPassword(PASSWORD);
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Receiver receiver() {
    NetServerOptions options =
        new NetServerOptions().setSsl(true).setSni(true).setKeyCertOptions(certificate);
    return Receiver.of(vertx, options, socket -> socket.write(OK.replace("|", "\r\n")));
  }

  private Outcome send(String host, Receiver receiver, TrustOptions trust, Duration limit) {
    EgressPolicy policy =
        new EgressPolicy(false, List.of(Network.parse("127.0.0.0/8")), Set.of(receiver.port()));
    Resolver resolver =
        name -> Future.succeededFuture(List.of(Addresses.parse("127.0.0.1").orElseThrow()));
    WebhookCourier courier =
        new WebhookCourier(
            vertx,
            new EgressGuard(policy, resolver),
            endpoint -> List.of(new byte[32]),
            Clock.systemUTC(),
            trust);
    String url = "https://" + host + ":" + receiver.port() + "/";
    Endpoint endpoint =
        new Endpoint(
            "end_1",
            new EndpointTerms("Game", Channel.WEBHOOK, url, null, 10, true),
            List.of(),
            1,
            Instant.EPOCH,
            Instant.EPOCH,
            null);
    return courier.send(endpoint, PARCEL, limit).await();
  }

  @Test
  void send_trustedCertificateOfTheName_acceptedAndTheNameIsSeen() {
    Receiver receiver = receiver();

    assertThat(send("game.example.com", receiver, certificate, LONG)).isEqualTo(new Accepted(200));
    assertThat(receiver.serverNames()).containsExactly("game.example.com");
    assertThat(receiver.field("host")).isEqualTo("game.example.com:" + receiver.port());
  }

  @Test
  void send_nameWithoutDot_isSeenToo() {
    Receiver receiver = receiver();

    assertThat(send("rewards", receiver, certificate, LONG)).isEqualTo(new Accepted(200));
    assertThat(receiver.serverNames()).containsExactly("rewards");
  }

  @Test
  void send_certificateOfTheAddress_accepted() {
    Receiver receiver = receiver();

    assertThat(send("127.0.0.1", receiver, certificate, LONG)).isEqualTo(new Accepted(200));
    assertThat(receiver.serverNames()).isEmpty();
  }

  @Test
  void send_certificateOfAnotherName_tls() {
    Receiver receiver = receiver();

    assertThat(send("other.example.com", receiver, certificate, LONG))
        .isEqualTo(new Failed("tls", 0, null));
    assertThat(send("127.0.0.2", receiver, certificate, LONG))
        .isIn(new Failed("tls", 0, null), new Failed("refused", 0, null));
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void send_certificateThatSignsItself_tls() {
    Receiver receiver = receiver();

    assertThat(send("game.example.com", receiver, new SystemTrust(), LONG))
        .isEqualTo(new Failed("tls", 0, null));
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void send_receiverWithoutTls_tls() {
    Receiver plain = Receiver.of(vertx, socket -> {});
    Receiver talking =
        Receiver.connected(vertx, socket -> socket.write("220 mail.example.com ESMTP\r\n"));

    assertThat(send("game.example.com", talking, certificate, LONG))
        .isEqualTo(new Failed("tls", 0, null));
    assertThat(send("game.example.com", plain, certificate, Duration.ofMillis(300)))
        .isEqualTo(new Failed("timeout", 0, null));
    plain.closed().await();
  }
}
