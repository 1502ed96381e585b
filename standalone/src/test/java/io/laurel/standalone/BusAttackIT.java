package io.laurel.standalone;

import static io.laurel.standalone.PlainMember.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.cluster.TestAuthority;
import io.laurel.security.Role;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A4: who reaches the cluster's ports, and whoever has a certificate of a member, can neither hear
 * nor say what is not theirs.
 */
@Tag(SharedCluster.TAG)
final class BusAttackIT {
  private static final int CALLS = 60;
  private static final List<String> ADDRESSES =
      List.of("auth.me", "auth.login", "claim.submit", "event.list", "auth.refresh");

  @TempDir static Path directory;

  private static ClusterOfProcesses cluster;
  private static Vertx vertx;
  private static Api api;
  private static Accounts accounts;
  private static String player;

  @BeforeAll
  static void start() {
    cluster = SharedCluster.get();
    vertx = Vertx.vertx();
    api = new Api(vertx, cluster.url(), 4);
    accounts = new Accounts(api, api.login("admin", ClusterOfProcesses.ADMIN_PASSWORD));
    player = accounts.tokenOf(Role.USER);
  }

  @AfterAll
  static void stop() {
    api.close();
    vertx.close().await();
  }

  /** Registers where others are served, and answers itself; returns what it heard. */
  private static Queue<String> lieInWait(PlainMember attacker) {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    for (String address : ADDRESSES) {
      attacker.consume(
          address,
          message -> {
            heard.add(address + " " + message.headers().entries() + " " + message.body());
            message.reply(new JsonObject().put("forged", true));
          });
    }
    return heard;
  }

  private static void assertEverybodyIsServed() {
    for (int i = 0; i < CALLS; i++) {
      var me = api.get("/auth/me", player).await();
      assertThat(me.statusCode()).as(me.bodyAsString()).isEqualTo(200);
      assertThat(me.bodyAsJsonObject().containsKey("forged")).isFalse();
      assertThat(api.get("/events", player).await().statusCode()).isEqualTo(200);
    }
    String name = accounts.open(Role.USER).getString("username");
    for (int i = 0; i < 4; i++) {
      assertThat(api.login(name, Accounts.PASSWORD)).isNotEmpty();
    }
  }

  @Test
  void memberAtAddressesOfTheContract_hearsNothing() {
    try (PlainMember attacker = new PlainMember(cluster)) {
      Queue<String> heard = lieInWait(attacker);

      assertEverybodyIsServed();

      assertThat(heard).isEmpty();
    }
  }

  @Test
  void memberWithoutTls_hearsNothingAndIsNotHeard() {
    try (PlainMember attacker =
        new PlainMember(cluster, new EventBusOptions().setHost("127.0.0.1"))) {
      Queue<String> heard = lieInWait(attacker);

      assertEverybodyIsServed();

      assertThat(heard).isEmpty();
    }
  }

  @Test
  void memberOfAnotherAuthority_hearsNothingAndIsNotHeard() {
    new TestAuthority().issue(directory, "auth");
    EventBusOptions bus = PlainMember.bus(TestAuthority.settings(directory)).setTrustAll(true);
    try (PlainMember attacker = new PlainMember(cluster, bus)) {
      Queue<String> heard = lieInWait(attacker);

      assertEverybodyIsServed();

      assertThat(heard).isEmpty();
    }
  }

  /** Signed for by the right authority, as something that is no node. */
  @Test
  void memberOfNoKind_hearsNothingAndIsNotHeard() {
    EventBusOptions bus = PlainMember.bus(TestAuthority.settings("guest"));
    try (PlainMember attacker = new PlainMember(cluster, bus)) {
      Queue<String> heard = lieInWait(attacker);

      assertEverybodyIsServed();

      assertThat(heard).isEmpty();
    }
  }

  /**
   * The bytes of a good call, as somebody without a certificate would write them or write them
   * again.
   */
  @Test
  void goodCall_withoutACertificate_doesNothing() {
    String staff = accounts.tokenOf(Role.ADMIN);
    String eventId = api.publishedEvent(staff, 5);
    try (PlainMember observer = new PlainMember(cluster)) {
      byte[] call =
          BusBytes.call(
              "claim.submit",
              new JsonObject().put("eventId", eventId),
              "Authorization",
              "Bearer " + player);
      Map<String, String> own = TestAuthority.settings("member");
      new TestAuthority().issue(directory, "gateway");
      for (SocketAddress node : observer.others()) {
        send(new ConnectOptions().setRemoteAddress(node), call);
        send(tls(node).setSslOptions(trusting(own)), call);
        ClientSSLOptions foreign = trusting(own);
        foreign.setKeyCertOptions(keyCert(TestAuthority.settings(directory)));
        send(tls(node).setSslOptions(foreign), call);
        ClientSSLOptions guest = trusting(own);
        guest.setKeyCertOptions(keyCert(TestAuthority.settings("guest")));
        send(tls(node).setSslOptions(guest), call);
      }
      assertThat(api.claim(eventId, player, "once").await().statusCode()).isEqualTo(201);

      // The same bytes by the hand of a member are a call.
      ClientSSLOptions member = trusting(own);
      member.setKeyCertOptions(keyCert(own));
      String other = api.publishedEvent(staff, 5);
      byte[] good =
          BusBytes.call(
              "claim.submit",
              new JsonObject().put("eventId", other),
              "Authorization",
              "Bearer " + player);
      observer.others().forEach(node -> send(tls(node).setSslOptions(member), good));
      vertx.timer(1_000).await();
      assertThat(api.claim(other, player, "twice").await().statusCode()).isEqualTo(409);
    }
  }

  private static ConnectOptions tls(SocketAddress node) {
    return new ConnectOptions().setRemoteAddress(node).setSsl(true);
  }

  private static ClientSSLOptions trusting(Map<String, String> files) {
    ClientSSLOptions options = new ClientSSLOptions().setHostnameVerificationAlgorithm("");
    options
        .setTrustOptions(new PemTrustOptions().addCertPath(files.get("BUS_CA")))
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"));
    return options;
  }

  private static PemKeyCertOptions keyCert(Map<String, String> files) {
    return new PemKeyCertOptions()
        .setCertPath(files.get("BUS_CERTIFICATE"))
        .setKeyPath(files.get("BUS_KEY"));
  }

  /** Sends it if there is anybody to send it to, and waits a moment for what may come of it. */
  private static void send(ConnectOptions to, byte[] bytes) {
    var client = vertx.createNetClient(new NetClientOptions());
    client
        .connect(to)
        .compose(
            (NetSocket socket) ->
                socket.write(Buffer.buffer(bytes)).compose(written -> vertx.timer(300)))
        .otherwiseEmpty()
        .await();
    client.close().await();
  }

  @Test
  void memberThatNamesAClientAddress_isKnownByItsOwn() {
    String name = accounts.open(Role.USER).getString("username");
    JsonObject credentials = new JsonObject().put("login", name).put("password", Accounts.PASSWORD);
    try (PlainMember member = new PlainMember(cluster)) {
      String token =
          member
              .ask(
                  "auth.login",
                  null,
                  credentials,
                  "X-Client-Address",
                  "203.0.113.7",
                  "X-Bus-Peer",
                  "203.0.113.8")
              .await()
              .getString("accessToken");

      assertThat(api.get("/auth/sessions", token).await().bodyAsString())
          .contains("127.0.0.1")
          .doesNotContain("203.0.113");
    }
  }

  @Test
  void memberThatSendsTooMuch_refusedAsAtTheGateway() {
    try (PlainMember member = new PlainMember(cluster)) {
      JsonObject large = new JsonObject().put("login", "ann").put("password", "x".repeat(100_000));

      JsonObject refused = problem(member.ask("auth.login", null, large));

      assertThat(refused.getInteger("status")).isEqualTo(413);
      assertThat(refused.getString("code")).isEqualTo("payload-too-large");
    }
  }

  @Test
  void memberThatForgesHints_isNotHeard() {
    try (PlainMember member = new PlainMember(cluster)) {
      member.tell("auth.session.revoked", new JsonObject().put("userId", "usr_none"));
      member.tell("event.state-changed", new JsonObject().put("eventId", "evt_none"));
      member.tell("_event.delivery.nodes", new JsonObject().put("node", "none"));

      Eventually.see(
          vertx,
          Duration.ofSeconds(30),
          cluster::said,
          said -> said.stream().anyMatch(line -> line.contains("says on the bus what it may not")));
    }
  }
}
