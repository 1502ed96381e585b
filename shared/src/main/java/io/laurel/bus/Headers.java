package io.laurel.bus;

/** Headers of a bus message: the same names as over HTTP. */
final class Headers {
  static final String AUTHORIZATION = "Authorization";
  static final String REQUEST_ID = "X-Request-Id";

  /** For how many milliseconds the caller waits; a hint, which an answer may use up. */
  static final String WITHIN = "X-Within-Ms";

  static final String BEARER = "Bearer ";

  private Headers() {}
}
