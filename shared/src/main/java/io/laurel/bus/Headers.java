package io.laurel.bus;

/** Headers of a bus message: the same names as over HTTP. */
final class Headers {
  static final String AUTHORIZATION = "Authorization";
  static final String REQUEST_ID = "X-Request-Id";
  static final String BEARER = "Bearer ";

  private Headers() {}
}
