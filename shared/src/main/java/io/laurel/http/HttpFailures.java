package io.laurel.http;

import io.laurel.failure.Failure;

/** What HTTP itself refuses, whatever operation is asked for; the bus knows none of these. */
public final class HttpFailures {
  private HttpFailures() {}

  /** 400 {@code malformed-request}: this is no HTTP. */
  public static Failure malformedRequest() {
    return Failure.badRequest("malformed-request", "This is no well-formed HTTP request.");
  }

  /** 405 {@code method-not-allowed}. */
  public static Failure methodNotAllowed() {
    return Failure.of(
        405, "method-not-allowed", "This path does not take this method; see the Allow header.");
  }

  /** 408 {@code request-timeout}: the request did not arrive in time. */
  public static Failure requestTimeout() {
    return Failure.of(408, "request-timeout", "The request did not arrive in time.");
  }

  /** 414 {@code uri-too-long}. */
  static Failure uriTooLong() {
    return Failure.of(414, "uri-too-long", "The request line is too long.");
  }

  /** 415 {@code unsupported-media-type}; {@code detail} names what is wrong and what to send. */
  public static Failure unsupportedMediaType(String detail) {
    return Failure.of(415, "unsupported-media-type", detail);
  }

  /** 417 {@code expectation-failed}. */
  static Failure expectationFailed() {
    return Failure.of(
        417, "expectation-failed", "Only 100-continue can be expected of this server.");
  }

  /** 431 {@code header-fields-too-large}. */
  static Failure headersTooLarge() {
    return Failure.of(431, "header-fields-too-large", "The header fields are too large.");
  }

  /** 501 {@code not-implemented}: something of HTTP that this server does not know. */
  static Failure notImplemented(String detail) {
    return Failure.of(501, "not-implemented", detail);
  }

  /** 505 {@code http-version-not-supported}. */
  static Failure httpVersionNotSupported() {
    return Failure.of(505, "http-version-not-supported", "Use HTTP/1.1, or HTTP/1.0.");
  }
}
