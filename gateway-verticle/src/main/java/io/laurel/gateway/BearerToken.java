package io.laurel.gateway;

import io.laurel.failure.Failure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** The access token of a request (RFC 6750), from the {@code Authorization} header only. */
final class BearerToken {
  private static final String SCHEME = "Bearer ";
  private static final String CHALLENGE = "Bearer realm=\"laurel\"";

  private BearerToken() {}

  /** The token; fails with {@code unauthorized} where there is none, or more than one. */
  static String of(HttpServerRequest request) {
    List<String> headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    if (headers.size() != 1 || !headers.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw Failure.unauthorized();
    }
    return withoutSpacesBefore(headers.get(0).substring(SCHEME.length()));
  }

  /** Between scheme and token RFC 9110 takes any number of spaces, and nothing else. */
  private static String withoutSpacesBefore(String text) {
    int begin = 0;
    while (begin < text.length() && text.charAt(begin) == ' ') {
      begin++;
    }
    return text.substring(begin);
  }

  /** The {@code WWW-Authenticate} header for a 401. */
  static String challenge(HttpServerRequest request, Failure failure) {
    boolean refused =
        request.headers().contains(HttpHeaders.AUTHORIZATION)
            && failure.code().equals(Failure.unauthorized().code());
    return refused ? CHALLENGE + ", error=\"invalid_token\"" : CHALLENGE;
  }
}
