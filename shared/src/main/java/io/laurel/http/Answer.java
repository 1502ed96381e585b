package io.laurel.http;

import io.laurel.failure.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** What answers of both ports have in common. */
public final class Answer {
  /** The id of a request, taken over from it and on its answer. */
  public static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");

  /** What a browser may load with a page. */
  public static final CharSequence SECURITY_POLICY =
      HttpHeaders.createOptimized("Content-Security-Policy");

  private static final CharSequence PROBLEM =
      HttpHeaders.createOptimized("application/problem+json");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence NO_CONTENT =
      HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");

  private Answer() {}

  /** Sets the headers that every answer has. CORS stays closed: there is no header for it. */
  public static void prepare(HttpServerResponse response, String requestId) {
    response
        .putHeader(REQUEST_ID, requestId)
        .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .putHeader(SECURITY_POLICY, NO_CONTENT)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer");
  }

  /** Ends a prepared answer with a problem (RFC 9457). */
  public static void refuse(HttpServerRequest request, Failure failure, JsonObject problem) {
    request.response().setStatusCode(failure.status()).putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM);
    // As text first: a buffer of JSON refuses what is no Unicode, and this must not fail.
    end(request, Buffer.buffer(problem.encode()));
  }

  /**
   * The same, compressed where the client takes that; only for what holds no secret, and has said
   * so by {@link #mayBeCompressed}.
   */
  public static void endCompressed(HttpServerRequest request, Buffer body) {
    if (Gzip.isWorthwhile(body) && Gzip.isAccepted(request.headers())) {
      request.response().putHeader(HttpHeaders.CONTENT_ENCODING, Gzip.CODING);
      end(request, Gzip.of(body));
    } else {
      end(request, body);
    }
  }

  /** Says that the answer depends on what codings its client takes; also where it has no body. */
  public static void mayBeCompressed(HttpServerResponse response) {
    vary(response, HttpHeaders.ACCEPT_ENCODING);
  }

  /** Says that the answer depends on one more header of the request. */
  public static void vary(HttpServerResponse response, CharSequence header) {
    String before = response.headers().get(HttpHeaders.VARY);
    response.putHeader(HttpHeaders.VARY, before == null ? header : before + ", " + header);
  }

  /** Ends the answer with the body, or for HEAD with its length only. */
  public static void end(HttpServerRequest request, Buffer body) {
    HttpServerResponse response = request.response();
    if (request.method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length())).end();
    } else {
      response.end(body);
    }
  }
}
