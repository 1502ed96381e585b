package io.laurel.bus;

import io.laurel.cluster.LinkHeaders;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a call comes from: as the gateway saw it, or the node itself that called past the gateways.
 * Where the bus has certificates, nobody else can say it. Good for counting and for showing a user
 * own sessions, never for admitting anybody.
 *
 * @param address IP address of the client; null where the sender gave none, as a bus member may
 * @param userAgent the client's {@code User-Agent}, cut to {@value #MAX_USER_AGENT} characters;
 *     null where it sent none
 */
public record Origin(@Nullable String address, @Nullable String userAgent) {
  /** Nothing is known, as of calls made inside the cluster. */
  public static final Origin UNKNOWN = new Origin(null, null);

  private static final String ADDRESS = "X-Client-Address";
  private static final String USER_AGENT = "User-Agent";
  private static final int MAX_ADDRESS = 64;
  private static final int MAX_USER_AGENT = 256;
  private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");

  /** Cuts what is too long, and control characters. */
  public Origin {
    address = clean(address, MAX_ADDRESS);
    userAgent = clean(userAgent, MAX_USER_AGENT);
  }

  static Origin of(MultiMap headers) {
    String peer = headers.get(LinkHeaders.PEER);
    return new Origin(peer == null ? headers.get(ADDRESS) : peer, headers.get(USER_AGENT));
  }

  void addTo(DeliveryOptions options) {
    if (address != null) {
      options.addHeader(ADDRESS, address);
    }
    if (userAgent != null) {
      options.addHeader(USER_AGENT, userAgent);
    }
  }

  private static @Nullable String clean(@Nullable String text, int max) {
    if (text == null) {
      return null;
    }
    String printable = UNPRINTABLE.matcher(text).replaceAll("");
    String cut = printable.length() > max ? printable.substring(0, max) : printable;
    return cut.isEmpty() ? null : cut;
  }
}
