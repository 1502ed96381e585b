package io.laurel.config;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.net.BindException;
import java.util.Locale;

/** Opens a port that an operator chose. */
public final class Listening {
  private Listening() {}

  /**
   * Listens. Fails with {@link ConfigException} where that address cannot be had; its line names
   * the key.
   *
   * @param key the configuration key of the port, such as {@code HTTP_PORT}
   * @param port 0 takes a free one; {@link HttpServer#actualPort()} says which
   */
  public static Future<HttpServer> on(HttpServer server, String host, int port, String key) {
    return server
        .listen(port, host)
        .recover(cause -> Future.failedFuture(new ConfigException(line(host, port, key, cause))));
  }

  /** {@code http://host:port}, where an IPv6 address has its brackets (RFC 3986, RFC 6874). */
  public static String url(String host, int port) {
    return "http://" + address(host, port).replace("%", "%25");
  }

  private static String address(String host, int port) {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }

  private static String line(String host, int port, String key, Throwable cause) {
    String hint = cause instanceof BindException ? "; another process may have it" : "";
    return String.format(
        Locale.ROOT,
        "%s: cannot listen on %s (%s)%s",
        key,
        address(host, port),
        cause.getMessage(),
        hint);
  }
}
