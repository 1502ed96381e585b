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

  /** Its length in bytes; 0 for none, {@link #UNKNOWN} where it comes in chunks. */
  static long length(HttpServerRequest request) {
    if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      return UNKNOWN;
    }
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    // What is no number was refused before anything asks here.
    return length == null ? 0 : Long.parseLong(length);
  }

  /** Whether the client waits with it until it is asked to go on (RFC 9110, 10.1.1). */
  static boolean isWithheld(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_1_1
        && FieldList.tokens(request.headers().getAll(HttpHeaders.EXPECT)).contains("100-continue");
  }
}
