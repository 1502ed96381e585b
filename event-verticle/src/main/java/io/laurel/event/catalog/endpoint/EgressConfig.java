package io.laurel.event.catalog.endpoint;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.net.EgressPolicy;
import io.laurel.net.Network;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where deliveries may go.
 *
 * @param policy judges URLs and addresses
 */
public record EgressConfig(EgressPolicy policy) {
  private static final String NETWORKS = "DELIVERY_ALLOWED_NETWORKS";
  private static final String PORTS = "DELIVERY_ALLOWED_PORTS";

  /**
   * Reads {@code DELIVERY_ALLOW_HTTP}, {@code DELIVERY_ALLOWED_NETWORKS} and {@code
   * DELIVERY_ALLOWED_PORTS}.
   */
  public static EgressConfig of(Settings settings) {
    return new EgressConfig(
        new EgressPolicy(
            settings.flag("DELIVERY_ALLOW_HTTP"),
            list(
                settings,
                NETWORKS,
                Network::parse,
                "addresses and networks by commas, such as 10.1.0.0/16,fd00::/8"),
            Set.copyOf(
                list(settings, PORTS, EgressConfig::port, "ports by commas, such as 443,8443"))));
  }

  private static <T> List<T> list(
      Settings settings, String key, Function<String, T> read, String form) {
    try {
      return Optional.ofNullable(settings.textOrNull(key)).stream()
          .flatMap(text -> Stream.of(text.split(",", -1)))
          .map(String::strip)
          .map(read)
          .collect(Collectors.toList());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(key + " takes " + form + "; not " + settings.text(key));
    }
  }

  private static int port(String text) {
    int port = Integer.parseInt(text);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("no port");
    }
    return port;
  }
}
