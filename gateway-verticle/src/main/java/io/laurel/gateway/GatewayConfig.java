package io.laurel.gateway;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.http.Connections;
import io.laurel.net.Network;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway is told.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param instances verticles, each with an event loop of its own
 * @param deadline how long an operation may take
 * @param maxUriBytes longest path and query, in bytes
 * @param maxHeaderBytes largest sum of header fields, in bytes
 * @param idleTimeout how long a client may take for the head of its next request, then for its
 *     whole body, and to receive its answer
 * @param connections how many may be open
 * @param trustedProxies whose {@code X-Forwarded-For} is believed
 * @param origins of pages that may call from a browser
 * @param https by what the port proves who it is; null where it speaks plain HTTP
 * @param shutdownTimeout how long requests in flight may take at the end
 */
record GatewayConfig(
    String host,
    int port,
    int instances,
    Duration deadline,
    int maxUriBytes,
    int maxHeaderBytes,
    Duration idleTimeout,
    Connections.Bounds connections,
    List<Network> trustedProxies,
    Set<String> origins,
    @Nullable HttpsConfig https,
    Duration shutdownTimeout) {
  /** Requests that one connection has under way by HTTP/2. */
  private static final int MAX_STREAMS = 100;

  /** Method, spaces and version of a request line. */
  private static final int LINE_BYTES = 20;

  /** Copies what there is several of. */
  GatewayConfig {
    trustedProxies = List.copyOf(trustedProxies);
    origins = Set.copyOf(origins);
  }

  /**
   * Reads {@code HTTP_*}, {@code HTTPS_*}, {@code REQUEST_DEADLINE_MS}, {@code TRUSTED_PROXIES},
   * {@code CORS_ORIGINS} and {@code SHUTDOWN_TIMEOUT_MS}.
   */
  static GatewayConfig of(Settings settings) {
    GatewayConfig config =
        new GatewayConfig(
            settings.text("HTTP_HOST"),
            settings.port("HTTP_PORT"),
            settings.integer("HTTP_INSTANCES", 1, 256),
            settings.millis("REQUEST_DEADLINE_MS", 100, 600_000),
            settings.integer("HTTP_MAX_URI_BYTES", 256, 65_536),
            settings.integer("HTTP_MAX_HEADER_BYTES", 1_024, 1_048_576),
            settings.seconds("HTTP_IDLE_TIMEOUT_SECONDS", 1, 3_600),
            connections(settings),
            trustedProxies(settings.textOrNull("TRUSTED_PROXIES")),
            Cors.origins(settings),
            HttpsConfig.of(settings),
            settings.millis("SHUTDOWN_TIMEOUT_MS", 0, 600_000));
    if (config.idleTimeout.compareTo(config.deadline) <= 0) {
      throw new ConfigException(
          "HTTP_IDLE_TIMEOUT_SECONDS must be longer than REQUEST_DEADLINE_MS,"
              + " or a connection is closed before its answer");
    }
    return config;
  }

  private static Connections.Bounds connections(Settings settings) {
    return new Connections.Bounds(
        settings.integer("HTTP_MAX_CONNECTIONS", 1, 1_000_000),
        settings.integer("HTTP_MAX_CONNECTIONS_PER_ADDRESS", 1, 1_000_000));
  }

  private static List<Network> trustedProxies(@Nullable String text) {
    try {
      return text == null ? List.of() : Stream.of(text.split(",")).map(Network::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "TRUSTED_PROXIES takes addresses and networks such as 10.0.0.0/8, by commas, not "
              + text);
    }
  }

  /**
   * How long an operation may take that needs more: an idle connection is closed a moment later.
   */
  Duration longestDeadline() {
    Duration longest = idleTimeout.minusSeconds(1);
    return longest.compareTo(deadline) < 0 ? deadline : longest;
  }

  /** The port as Vert.x is asked: 0 is another free one for each verticle, -1 one for all. */
  int sharedPort() {
    return port == 0 ? -1 : port;
  }

  HttpServerOptions httpServer() {
    return new HttpServerOptions()
        .setMaxInitialLineLength(maxUriBytes + LINE_BYTES)
        .setMaxHeaderSize(maxHeaderBytes)
        .setIdleTimeout(Math.toIntExact(idleTimeout.toSeconds()))
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(MAX_STREAMS)
                .setMaxHeaderListSize(maxHeaderBytes))
        // Where anything is traced: a trace begins here, or goes on.
        .setTracingPolicy(TracingPolicy.ALWAYS);
  }
}
