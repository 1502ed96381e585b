package io.laurel.gateway.document;

import io.laurel.http.Answer;
import io.laurel.http.Gzip;
import io.laurel.http.Preconditions;
import io.laurel.security.Sha256;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
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
  private volatile @Nullable Buffer compressed;

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
    HttpServerRequest request = context.request();
    Preconditions.checkMatch(request, tag);
    boolean known = Preconditions.isKnown(request, tag);
    HttpServerResponse response =
        context
            .response()
            .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl)
            .putHeader(HttpHeaders.ETAG, tag);
    if (isCompressible()) {
      Answer.mayBeCompressed(response);
    }
    if (securityPolicy != null) {
      response.putHeader(Answer.SECURITY_POLICY, securityPolicy);
    }
    if (known) {
      response.setStatusCode(HttpResponseStatus.NOT_MODIFIED.code()).end();
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, contentType);
      send(context);
    }
  }

  private void send(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!isCompressible() || !Gzip.isAccepted(request.headers())) {
      Answer.end(request, content);
      return;
    }
    compressed(context)
        .onSuccess(
            bytes -> {
              if (!context.response().closed()) {
                context.response().putHeader(HttpHeaders.CONTENT_ENCODING, Gzip.CODING);
                Answer.end(request, bytes);
              }
            })
        .onFailure(context::fail);
  }

  private boolean isCompressible() {
    return Gzip.isWorthwhile(content) && !contentType.startsWith("image/png");
  }

  /** Once and on a worker: a megabyte takes an event loop longer than others should wait. */
  private Future<Buffer> compressed(RoutingContext context) {
    Buffer bytes = compressed;
    return bytes != null
        ? Future.succeededFuture(bytes)
        : context
            .vertx()
            .executeBlocking(() -> Gzip.smallest(content), false)
            .onSuccess(made -> compressed = made);
  }

  private static String tag(Buffer content) {
    byte[] digest = Sha256.of(content.getBytes());
    return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
  }
}
