package io.laurel.gateway;

import io.laurel.http.FieldList;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** What the head of a request says about its body. */
final class RequestBody {
  /** A length that was not announced. */
  static final long UNKNOWN = -1;

  private RequestBody() {}

  /** Whether one follows; an announced length of 0 is none. */
  static boolean isAnnounced(HttpServerRequest request) {
    return length(request) != 0;
  }

  /**
   * Its length in bytes; 0 for none, {@link #UNKNOWN} where it comes in chunks, or in HTTP/2 where
   * one may come and nothing says so.
   */
  static long length(HttpServerRequest request) {
    if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      return UNKNOWN;
    }
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return request.version() == HttpVersion.HTTP_2 ? UNKNOWN : 0;
    }
    // What is no number was refused before anything asks here.
    return Long.parseLong(length);
  }

  /** Whether only its end will tell whether there is one: nothing says of what type it is. */
  static boolean isUncertain(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2
        && length(request) == UNKNOWN
        && !request.headers().contains(HttpHeaders.CONTENT_TYPE);
  }

  /** Whether the client waits with it until it is asked to go on (RFC 9110, 10.1.1). */
  static boolean isWithheld(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_1_1
        && FieldList.tokens(request.headers().getAll(HttpHeaders.EXPECT)).contains("100-continue");
  }
}
