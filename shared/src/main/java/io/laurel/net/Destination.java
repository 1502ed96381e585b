package io.laurel.net;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a URL of the web leads, taken apart once, so that who judges it and who connects cannot
 * read it differently. What two readers could take for two hosts is no destination at all: only
 * ASCII, no user information, no fragment, no percent signs in a host, no zone, no dot at its end,
 * and an IPv4 address in no spelling but {@code 192.0.2.1}.
 *
 * @param tls whether it is {@code https}
 * @param host a name or an address, in lower case, IPv6 without brackets
 * @param port 443 or 80 where none is written
 * @param target path and query, as a request line has them
 */
public record Destination(boolean tls, String host, int port, String target) {
  private static final int MAX_LENGTH = 2_000;
  private static final int MAX_NAME = 253;
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  private static final Pattern ASCII = Pattern.compile("[!-~]*");
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:\\[(?<v6>[0-9A-Fa-f:.]+)]|(?<name>[0-9A-Za-z.-]+))(?::(?<port>[0-9]*))?");
  private static final Pattern LABEL = Pattern.compile("[0-9a-z]([0-9a-z-]{0,61}[0-9a-z])?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException where it is none; the message says what it has to be
   */
  public static Destination parse(String url) {
    if (url.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("must have at most " + MAX_LENGTH + " characters");
    }
    if (!ASCII.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "must be ASCII: a name in the form of xn--, everything else percent-encoded");
    }
    return of(uri(url));
  }

  private static URI uri(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("must be a valid URL", e);
    }
  }

  private static Destination of(URI uri) {
    boolean tls = "https".equalsIgnoreCase(uri.getScheme());
    if (!tls && !"http".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("must begin with https://");
    }
    if (uri.getRawFragment() != null) {
      throw new IllegalArgumentException("must have no fragment");
    }
    Matcher authority = authority(uri.getRawAuthority());
    return new Destination(tls, host(authority), port(authority, tls), target(uri));
  }

  private static Matcher authority(@Nullable String text) {
    if (text != null && text.indexOf('@') >= 0) {
      throw new IllegalArgumentException("must have no user information");
    }
    Matcher matcher = AUTHORITY.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("must name a host, by a name or an address");
    }
    return matcher;
  }

  private static String host(Matcher authority) {
    boolean named = authority.group("v6") == null;
    String host = authority.group(named ? "name" : "v6").toLowerCase(Locale.ROOT);
    boolean read = named ? isHost(host) : host.indexOf(':') >= 0 && isAddress(host);
    if (!read) {
      throw new IllegalArgumentException(
          "must name a host, by a name without a dot at its end, an address such as 192.0.2.1,"
              + " or one such as [2001:db8::1]");
    }
    return host;
  }

  private static boolean isAddress(String text) {
    return Addresses.parse(text).isPresent();
  }

  /**
   * What ends in a number is an IPv4 address to all who follow the <a
   * href="https://url.spec.whatwg.org/#ends-in-a-number-checker">URL standard</a>, and to libc:
   * {@code 2130706433}, {@code 0x7f.1}, {@code 0177.0.0.1}. So it has to be one as it is read by
   * everybody.
   */
  private static boolean isHost(String host) {
    if (IPV4.matcher(host).matches()) {
      return true;
    }
    String[] labels = host.split("\\.", -1);
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    return host.length() <= MAX_NAME && !NUMBER.matcher(labels[labels.length - 1]).matches();
  }

  private static int port(Matcher authority, boolean tls) {
    String port = authority.group("port");
    if (port == null || port.isEmpty()) {
      return tls ? HTTPS : HTTP;
    }
    if (port.length() > 5 || Integer.parseInt(port) > 65_535) {
      throw new IllegalArgumentException("must have a port below 65536");
    }
    return Integer.parseInt(port);
  }

  private static String target(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  /** The host where it is an address; empty where it is a name, which somebody has to look up. */
  public Optional<InetAddress> address() {
    return Addresses.parse(host);
  }

  /** Whether the name is kept for the machine itself, whatever a resolver says (RFC 6761). */
  public boolean isLocalhost() {
    return host.equals("localhost") || host.endsWith(".localhost");
  }

  /** Without the target: it may hold a secret. */
  @Override
  public String toString() {
    return "Destination[" + host + ":" + port + "]";
  }
}
