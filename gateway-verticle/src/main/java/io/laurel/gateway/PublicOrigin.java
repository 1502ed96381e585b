package io.laurel.gateway;

import io.laurel.http.FieldList;
import io.laurel.net.Addresses;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request was sent to, as its client sees it: the host it names, by the scheme of the
 * connection, or that which a trusted proxy says ({@code X-Forwarded-Proto}). Nothing of what
 * anybody may write is passed on unless it looks like a host.
 */
final class PublicOrigin implements Function<HttpServerRequest, String> {
  private static final String HTTPS = "https";
  private static final Set<String> SCHEMES = Set.of("http", HTTPS);
  private static final Pattern HOST =
      Pattern.compile(
          "(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})|\\[[0-9A-Fa-f:.]{2,45}\\])(?::[0-9]{1,5})?");

  private final ClientAddress proxies;

  PublicOrigin(ClientAddress proxies) {
    this.proxies = proxies;
  }

  /** Such as {@code https://laurel.example.com}; empty where that cannot be told. */
  @Override
  public String apply(HttpServerRequest request) {
    HostAndPort host = request.authority();
    return host == null || !HOST.matcher(host.toString()).matches()
        ? ""
        : scheme(request) + "://" + host;
  }

  private String scheme(HttpServerRequest request) {
    String forwarded = forwarded(request);
    if (forwarded != null) {
      return forwarded;
    }
    return request.isSSL() ? HTTPS : "http";
  }

  /** Of several proxies the last one wrote the last element. */
  private @Nullable String forwarded(HttpServerRequest request) {
    List<String> schemes = FieldList.tokens(request.headers().getAll("X-Forwarded-Proto"));
    if (schemes.isEmpty() || !SCHEMES.contains(schemes.get(schemes.size() - 1))) {
      return null;
    }
    boolean trusted =
        Addresses.parse(request.remoteAddress().hostAddress())
            .filter(proxies::isTrusted)
            .isPresent();
    return trusted ? schemes.get(schemes.size() - 1) : null;
  }
}
