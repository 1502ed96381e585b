package io.laurel.gateway.document;

import io.laurel.http.Answer;
import io.laurel.http.Preconditions;
import io.laurel.security.Sha256;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** One document that never changes while the process runs, held in memory. */
final class Document implements Handler<RoutingContext> {
  private final String contentType;
  private final String cacheControl;
  private final @Nullable String securityPolicy;
  private final Buffer content;
  private final String tag;

  /**
   * A document.
   *
   * @param cacheControl how long others may keep it
   * @param securityPolicy what a browser may load with it; null for nothing
   */
  Document(
      String contentType, String cacheControl, @Nullable String securityPolicy, Buffer content) {
    this.contentType = contentType;
    this.cacheControl = cacheControl;
    this.securityPolicy = securityPolicy;
    this.content = content;
    this.tag = tag(content);
  }

  @Override
  public void handle(RoutingContext context) {
    Preconditions.checkMatch(context.request(), tag);
    boolean known = Preconditions.isKnown(context.request(), tag);
    HttpServerResponse response =
        context
            .response()
            .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl)
            .putHeader(HttpHeaders.ETAG, tag);
    if (securityPolicy != null) {
      response.putHeader(Answer.SECURITY_POLICY, securityPolicy);
    }
    if (known) {
      response.setStatusCode(HttpResponseStatus.NOT_MODIFIED.code()).end();
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, contentType);
      Answer.end(context.request(), content);
    }
  }

  private static String tag(Buffer content) {
    byte[] digest = Sha256.of(content.getBytes());
    return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
  }
}
