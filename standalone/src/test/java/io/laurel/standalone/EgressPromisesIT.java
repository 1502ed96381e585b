package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.Role;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standalone that nobody told to trust its own network, with a server there that must not hear. */
final class EgressPromisesIT {
  @TempDir private static Path directory;

  private static Receiver receiver;
  private static StandaloneProcess standalone;
  private static Vertx vertx;
  private static Api api;
  private static String admin;
  private static Campaigns campaigns;
  private static int port;

  @BeforeAll
  static void start() throws InterruptedException {
    port = Ports.inARow(1);
    receiver = new Receiver(port);
    standalone =
        StandaloneProcess.start(
            directory,
            Map.of(
                "DELIVERY_ALLOW_HTTP", "true",
                "DELIVERY_ALLOWED_PORTS", Integer.toString(port),
                "DELIVERY_SCHEDULE", "0,1"));
    vertx = Vertx.vertx();
    api = new Api(vertx, standalone.url(), 4);
    admin = api.login("admin", StandaloneProcess.ADMIN_PASSWORD);
    campaigns = new Campaigns(vertx, api, admin);
  }

  @AfterAll
  static void stop() {
    api.close();
    vertx.close().await();
    standalone.close();
    receiver.close();
  }

  /** Nothing that resolving could tell: the name is judged by its address when it is sent to. */
  @Test
  void nameOfThisMachine_addressForbiddenAndNothingIsSent() throws UnknownHostException {
    String name = InetAddress.getLocalHost().getHostName();
    assertThat(InetAddress.getAllByName(name))
        .as("the machine's own name is none that leads elsewhere")
        .allMatch(address -> address.isLoopbackAddress() || address.isSiteLocalAddress());
    Mailbox mailbox = receiver.mailbox();
    String path = mailbox.url().substring(mailbox.url().indexOf("/hooks"));
    String endpointId =
        campaigns.create(Campaigns.webhook("http://" + name + ":" + port + path)).getString("id");

    String claimId =
        campaigns.claim(
            campaigns.eventFor(endpointId),
            new Tokens(vertx, directory.resolve("data/keys")).of(Role.USER));
    JsonObject failed = campaigns.await(claimId, "FAILED");
    JsonObject tested =
        api.post("/endpoints/" + endpointId + "/test", admin, null).await().bodyAsJsonObject();

    assertThat(failed.getString("lastError")).isEqualTo("address-forbidden");
    assertThat(tested.getBoolean("delivered")).isFalse();
    assertThat(tested.getString("error")).isEqualTo("address-forbidden");
    assertThat(mailbox.heard()).isEmpty();
  }

  @Test
  void nameOfNobody_unresolved() {
    String endpointId =
        campaigns.create(Campaigns.webhook("http://nobody.invalid:" + port + "/")).getString("id");

    JsonObject tested =
        api.post("/endpoints/" + endpointId + "/test", admin, null).await().bodyAsJsonObject();

    assertThat(tested.getString("error")).isEqualTo("unresolved");
  }

  @Test
  void loopbackInEverySpelling_refusedAtUrl() {
    for (String host :
        List.of(
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f.0.0.1",
            "0x7f000001",
            "0177.0.0.1",
            "017700000001",
            "127.0.0.01",
            "[::1]",
            "[0:0:0:0:0:0:0:1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "127。0。0。1",
            "①②⑦.0.0.1",
            "localhost",
            "LocalHost.",
            "x.localhost",
            "0",
            "0.0.0.0")) {
      HttpResponse<Buffer> answer =
          api.post("/endpoints", admin, Campaigns.webhook("http://" + host + ":" + port + "/"))
              .await();
      assertThat(answer.statusCode()).as(host).isEqualTo(400);
      assertThat(
              answer
                  .bodyAsJsonObject()
                  .getJsonArray("errors")
                  .getJsonObject(0)
                  .getString("pointer"))
          .as(host)
          .isEqualTo("/url");
    }
  }
}
