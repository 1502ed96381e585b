package io.laurel.event.outreach.channel;

import io.laurel.net.Destination;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A parcel as a request of HTTP (RFC 9112), signed.
 *
 * @param to nothing in it can end a line: {@link Destination} takes no such URL
 * @param timestamp of this attempt, seconds since 1970
 * @param keys at least one, newest first
 */
record WebhookRequest(
    Destination to, String agent, Parcel parcel, long timestamp, List<byte[]> keys) {
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  /** As it goes over the wire. */
  Buffer bytes() {
    byte[] body = parcel.json().getBytes(StandardCharsets.UTF_8);
    String head =
        "POST "
            + to.target()
            + " HTTP/1.1\r\n"
            + field("host", host())
            + field("user-agent", agent)
            + field("content-type", "application/json")
            + field("content-length", Integer.toString(body.length))
            + field("webhook-id", parcel.id())
            + field("webhook-timestamp", Long.toString(timestamp))
            + field(
                "webhook-signature",
                StandardWebhooks.signature(parcel.id(), timestamp, parcel.json(), keys))
            + (parcel.trace() == null ? "" : field("traceparent", parcel.trace()))
            + field("connection", "close")
            + "\r\n";
    return Buffer.buffer(head, StandardCharsets.US_ASCII.name()).appendBytes(body);
  }

  private static String field(String name, String value) {
    return name + ": " + value + "\r\n";
  }

  private String host() {
    String host = to.host().indexOf(':') < 0 ? to.host() : "[" + to.host() + "]";
    return to.port() == (to.tls() ? HTTPS : HTTP) ? host : host + ":" + to.port();
  }

  /** Without signatures and URL. */
  @Override
  public String toString() {
    return "WebhookRequest[" + to + ", " + parcel + "]";
  }
}
