package io.laurel.bus;

import io.laurel.cluster.LinkHeaders;
import io.laurel.net.Network;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
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
 * @param delay until its address may call again, where that has called too often and only who
 *     serves the operation can tell whether it is to be refused for that; else null
 */
public record Origin(
    @Nullable String address, @Nullable String userAgent, @Nullable Duration delay) {
  /** Nothing is known, as of calls made inside the cluster. */
  public static final Origin UNKNOWN = new Origin(null, null);

  private static final String ADDRESS = "X-Client-Address";
  private static final String USER_AGENT = "User-Agent";
  private static final String WAIT = "X-Rate-Wait-Seconds";
  private static final int MAX_ADDRESS = 64;
  private static final int MAX_USER_AGENT = 256;
  private static final Pattern WHOLE_SECONDS = Pattern.compile("[0-9]{1,7}");
  private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");

  /** Cuts what is too long, and control characters. */
  public Origin {
    address = clean(address, MAX_ADDRESS);
    userAgent = clean(userAgent, MAX_USER_AGENT);
  }

  /** Of who has not called too often. */
  public Origin(@Nullable String address, @Nullable String userAgent) {
    this(address, userAgent, null);
  }

  static Origin of(MultiMap headers) {
    String peer = headers.get(LinkHeaders.PEER);
    return peer == null
        ? new Origin(headers.get(ADDRESS), headers.get(USER_AGENT), delay(headers.get(WAIT)))
        : new Origin(peer, headers.get(USER_AGENT));
  }

  private static @Nullable Duration delay(@Nullable String seconds) {
    return seconds != null && WHOLE_SECONDS.matcher(seconds).matches()
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : null;
  }

  /** The same, of an address that has to wait. */
  public Origin waiting(@Nullable Duration time) {
    return new Origin(address, userAgent, time);
  }

  /** What counts as one address: what one customer has; all that are not known count together. */
  public String network() {
    return Network.textOf(address);
  }

  void addTo(DeliveryOptions options) {
    if (address != null) {
      options.addHeader(ADDRESS, address);
    }
    if (userAgent != null) {
      options.addHeader(USER_AGENT, userAgent);
    }
    if (delay != null) {
      options.addHeader(WAIT, Long.toString(delay.toSeconds()));
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
