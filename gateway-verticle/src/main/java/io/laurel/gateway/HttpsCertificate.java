package io.laurel.gateway;

import io.laurel.config.ConfigException;
import io.laurel.schedule.Poll;
import io.laurel.security.PemPair;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ServerSSLOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of the public port, taken over anew when its files change. What does not fit
 * together is told, and the one before stays: somebody may just be writing the other file.
 */
final class HttpsCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(HttpsCertificate.class);
  private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

  private static final List<HttpVersion> VERSIONS =
      List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1);

  private final HttpsConfig config;
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
  private volatile PemPair pair;
  private volatile String complaint = "";

  /** What the files hold now. Blocks; fails with {@link ConfigException}, in one line. */
  HttpsCertificate(HttpsConfig config) {
    this.config = config;
    this.pair = config.read();
  }

  /** Has a server speak HTTPS, with HTTP/2 for who can. */
  HttpServerOptions secure(HttpServerOptions options) {
    return options
        .setSsl(true)
        .setUseAlpn(true)
        .setAlpnVersions(VERSIONS)
        .setEnabledSecureTransportProtocols(PROTOCOLS)
        .setKeyCertOptions(pair.options());
  }

  /** Tells this server too of what comes later. */
  void renew(HttpServer server) {
    servers.add(server);
  }

  /** Looks at the files again and again, as long as that Vert.x lives. */
  void watch(Vertx vertx) {
    new Poll(
            vertx,
            config.poll(),
            () ->
                vertx
                    .executeBlocking(this::look, false)
                    .onFailure(cause -> complain(String.valueOf(cause.getMessage())))
                    .mapEmpty())
        .startLater();
  }

  private synchronized boolean look() {
    PemPair read;
    try {
      read = config.read();
    } catch (ConfigException e) {
      complain(String.valueOf(e.getMessage()));
      return false;
    }
    complaint = "";
    if (read.equals(pair)) {
      return false;
    }
    pair = read;
    ServerSSLOptions options = new ServerSSLOptions();
    options
        .setKeyCertOptions(read.options())
        .setUseAlpn(true)
        .setApplicationLayerProtocols(VERSIONS.stream().map(HttpVersion::alpnName).toList())
        .setEnabledSecureTransportProtocols(PROTOCOLS);
    servers.forEach(
        server ->
            server
                .updateSSLOptions(options.copy(), true)
                .onFailure(cause -> LOG.error("A new certificate was not taken over", cause)));
    LOG.info("HTTPS goes on with a new certificate");
    return true;
  }

  private void complain(String words) {
    if (!words.equals(complaint)) {
      complaint = words;
      LOG.error("HTTPS keeps its certificate: {}", words);
    }
  }
}
