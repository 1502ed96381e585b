package io.laurel.telemetry;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether and where traces go, by the names that OpenTelemetry gives to its settings.
 *
 * @param traces where they are sent, a URL; null where there are none
 * @param ratio of those that begin here: from 0 to 1; where a client sends its trace, it decides
 * @param queue spans that wait to be sent; more are dropped
 */
public record TracingConfig(@Nullable String traces, double ratio, int queue) {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String RATIO = "OTEL_TRACES_SAMPLER_ARG";
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /**
   * Reads {@code OTEL_EXPORTER_OTLP_ENDPOINT}, {@code OTEL_TRACES_SAMPLER_ARG} and {@code
   * OTEL_BSP_MAX_QUEUE_SIZE}.
   */
  public static TracingConfig of(Settings settings) {
    String endpoint = settings.textOrNull(ENDPOINT);
    return new TracingConfig(
        endpoint == null ? null : url(endpoint),
        ratio(settings.text(RATIO)),
        settings.integer("OTEL_BSP_MAX_QUEUE_SIZE", 512, 100_000));
  }

  /** By HTTP, at the path that collectors have for traces. */
  private static String url(String endpoint) {
    try {
      URI uri = new URI(endpoint);
      if (uri.getScheme() != null && SCHEMES.contains(uri.getScheme()) && uri.getHost() != null) {
        return endpoint.replaceAll("/+$", "") + "/v1/traces";
      }
    } catch (URISyntaxException e) {
      // Said below, without quoting what may hold a password.
    }
    throw new ConfigException(ENDPOINT + " is no URL such as http://collector:4318");
  }

  private static double ratio(String text) {
    try {
      double ratio = Double.parseDouble(text);
      if (ratio >= 0 && ratio <= 1) {
        return ratio;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new ConfigException(RATIO + " must be from 0 to 1, such as 0.1");
  }
}
