package io.laurel.http;

import io.laurel.failure.Failure;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What HTTP/1 itself says of a request's head, whatever it asks for: version, framing, host, target
 * and expectations (RFC 9110, RFC 9112). The decoder before it takes several things that no two
 * servers read alike.
 */
final class RequestHead {
  private static final String CHUNKED = HttpHeaderValues.CHUNKED.toString();
  private static final String CONTINUE = HttpHeaderValues.CONTINUE.toString();
  private static final String CLOSE = HttpHeaderValues.CLOSE.toString();
  private static final String KEEP_ALIVE = HttpHeaderValues.KEEP_ALIVE.toString();
  private static final String PROTOCOL = "HTTP";
  private static final String NAMELESS = "";
  private static final String ANY_TARGET = "*";
  private static final Pattern ABSOLUTE =
      Pattern.compile("(?i:https?)://(?<authority>[^/?#]*)(?<rest>[^#]*)");

  private RequestHead() {}

  /**
   * Judges a head. What it says by a list, or by an absolute target, is then said plainly: {@code
   * Connection} is {@code close} or {@code keep-alive} where that was on its list, {@code Expect}
   * is {@code 100-continue} or absent, the target begins with its path.
   *
   * @return why it is refused; empty where it is right
   */
  static Optional<Failure> read(HttpRequest head) {
    return version(head)
        .or(() -> length(head))
        .or(() -> framing(head))
        .or(() -> undecoded(head))
        .or(() -> host(head))
        .or(() -> target(head))
        .or(() -> expectation(head))
        .or(() -> connection(head));
  }

  private static Optional<Failure> version(HttpRequest head) {
    if (isOf(head, HttpVersion.HTTP_1_1) || isOf(head, HttpVersion.HTTP_1_0)) {
      return Optional.empty();
    }
    return Optional.of(
        head.protocolVersion().protocolName().equals(PROTOCOL)
            ? HttpFailures.httpVersionNotSupported()
            : HttpFailures.malformedRequest());
  }

  private static Optional<Failure> length(HttpRequest head) {
    Throwable cause = head.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      return Optional.of(HttpFailures.uriTooLong());
    }
    return cause instanceof TooLongHttpHeaderException
        ? Optional.of(HttpFailures.headersTooLarge())
        : Optional.empty();
  }

  /** RFC 9112, section 6.1; whoever reads such a head otherwise reads another request in it. */
  private static Optional<Failure> framing(HttpRequest head) {
    HttpHeaders headers = head.headers();
    List<String> lines = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    List<String> codings = FieldList.tokens(lines);
    if (isOld(head)
        || headers.contains(HttpHeaderNames.CONTENT_LENGTH)
        || codings.isEmpty()
        || codings.stream().filter(CHUNKED::equals).count() > 1) {
      return Optional.of(HttpFailures.malformedRequest());
    }
    return codings.equals(List.of(CHUNKED))
        ? Optional.empty()
        : Optional.of(
            HttpFailures.notImplemented("The only transfer coding taken here is chunked."));
  }

  private static Optional<Failure> undecoded(HttpRequest head) {
    // The decoder takes a line that begins with its colon.
    return head.decoderResult().isSuccess() && !head.headers().contains(NAMELESS)
        ? Optional.empty()
        : Optional.of(HttpFailures.malformedRequest());
  }

  private static Optional<Failure> host(HttpRequest head) {
    List<String> hosts = head.headers().getAll(HttpHeaderNames.HOST);
    boolean right = hosts.size() == 1 ? isAuthority(hosts.get(0)) : hosts.isEmpty() && isOld(head);
    return right ? Optional.empty() : Optional.of(HttpFailures.malformedRequest());
  }

  private static boolean isAuthority(String text) {
    return !text.isEmpty() && HostAndPort.parseAuthority(text, -1) != null;
  }

  /** RFC 9112, section 3.2. */
  private static Optional<Failure> target(HttpRequest head) {
    String target = head.uri();
    if (head.method().equals(HttpMethod.CONNECT)) {
      return Optional.of(HttpFailures.notImplemented("This server is no proxy."));
    }
    if (target.startsWith("/")
        || (target.equals(ANY_TARGET) && head.method().equals(HttpMethod.OPTIONS))) {
      return Optional.empty();
    }
    Matcher absolute = ABSOLUTE.matcher(target);
    if (!absolute.matches() || !isAuthority(absolute.group("authority"))) {
      return Optional.of(HttpFailures.malformedRequest());
    }
    // Section 3.2.2: what the Host line says does not count then.
    head.headers().set(HttpHeaderNames.HOST, absolute.group("authority"));
    head.setUri(relative(head.method(), absolute.group("rest")));
    return Optional.empty();
  }

  private static String relative(HttpMethod method, String rest) {
    if (rest.isEmpty() && method.equals(HttpMethod.OPTIONS)) {
      return ANY_TARGET;
    }
    return rest.startsWith("/") ? rest : "/" + rest;
  }

  /** RFC 9110, section 10.1.1; HTTP/1.0 has no interim answers. */
  private static Optional<Failure> expectation(HttpRequest head) {
    HttpHeaders headers = head.headers();
    List<String> expected = FieldList.tokens(headers.getAll(HttpHeaderNames.EXPECT));
    if (isOld(head) || expected.isEmpty()) {
      headers.remove(HttpHeaderNames.EXPECT);
      return Optional.empty();
    }
    if (!expected.stream().allMatch(CONTINUE::equals)) {
      return Optional.of(HttpFailures.expectationFailed());
    }
    headers.set(HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE);
    return Optional.empty();
  }

  private static Optional<Failure> connection(HttpRequest head) {
    HttpHeaders headers = head.headers();
    List<String> options = FieldList.tokens(headers.getAll(HttpHeaderNames.CONNECTION));
    if (options.contains(CLOSE)) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (options.contains(KEEP_ALIVE)) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    return Optional.empty();
  }

  private static boolean isOld(HttpRequest head) {
    return isOf(head, HttpVersion.HTTP_1_0);
  }

  /** By identity, as Vert.x does: the decoder takes {@code http/1.1} for equal, which is none. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isOf(HttpRequest head, HttpVersion version) {
    return head.protocolVersion() == version;
  }
}
