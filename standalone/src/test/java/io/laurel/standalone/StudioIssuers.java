package io.laurel.standalone;

import com.sun.net.httpserver.HttpServer;
import io.laurel.security.TestIssuer;
import io.laurel.security.TestIssuer.IssuerKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two issuers that a cluster trusts: a studio whose keys its operator wrote down, and a launcher
 * that publishes its own, changes them, and goes away.
 */
final class StudioIssuers {
  static final String LAUNCHER = "https://launcher.example";

  /** The studio's. */
  final IssuerKey studio = IssuerKey.rsa("s1", 2_048);

  private final AtomicInteger fetches = new AtomicInteger();
  private final HttpServer server;
  private volatile List<IssuerKey> published = List.of();

  StudioIssuers() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/jwks",
        exchange -> {
          fetches.incrementAndGet();
          byte[] keys =
              TestIssuer.keySet(published.toArray(IssuerKey[]::new))
                  .encode()
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    server.start();
  }

  /** The file that names both. */
  String file(Path directory) {
    JsonObject launcher =
        new JsonObject()
            .put("name", "launcher")
            .put("issuer", LAUNCHER)
            .put("audience", TestIssuer.AUDIENCE)
            .put("jwksUri", "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
    return TestIssuer.file(
        directory,
        new JsonArray().add(TestIssuer.entry().put("keys", TestIssuer.keys(studio))).add(launcher));
  }

  /** What the launcher publishes from now on. */
  void publish(IssuerKey... keys) {
    published = List.of(keys);
  }

  /** How often somebody asked for it. */
  int fetches() {
    return fetches.get();
  }

  /** Nobody answers any more. */
  void goAway() {
    server.stop(0);
  }
}
