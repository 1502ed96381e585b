package io.laurel.gateway;

import io.laurel.bus.Reply;
import io.laurel.contract.Operation;
import io.laurel.failure.Failure;
import io.laurel.http.Answer;
import io.laurel.http.Gzip;
import io.laurel.telemetry.LogMarks;
import io.netty.handler.codec.http2.Http2Exception;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One streamed answer. Asks for a page when the client's connection has taken the one before, so
 * that it holds one page at a time however many there are and however slowly they are read. Once
 * rows are sent no problem can be: the connection is closed without the end of the body, which no
 * client takes for a complete answer.
 */
final class RowStream {
  private static final Logger LOG = LoggerFactory.getLogger(RowStream.class);
  private static final String ITEMS = "items";
  private static final String NEXT = "nextCursor";

  private final RoutingContext context;
  private final HttpServerResponse response;
  private final Operation operation;
  private final RowFormat format;
  private final Pages pages;
  private Gzip.@Nullable Parts gzip;

  /** Asks for the page that begins at a cursor. */
  @FunctionalInterface
  interface Pages {
    Future<Reply> from(String cursor);
  }

  RowStream(RoutingContext context, Operation operation, RowFormat format, Pages pages) {
    this.context = context;
    this.response = context.response();
    this.operation = operation;
    this.format = format;
    this.pages = pages;
  }

  /** Answers, beginning with the page that has been read. */
  void begin(Reply first) {
    ResponseWriter.headers(response, operation.success(), first);
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, format.contentType())
        .putHeader("Content-Disposition", "attachment; filename=\"" + format.filename() + "\"");
    encode();
    if (context.request().method().equals(HttpMethod.HEAD)) {
      response.end();
      return;
    }
    goOn(send(response.setChunked(true), Buffer.buffer(format.writer().head())).map(sent -> first));
  }

  private void encode() {
    if (operation.isSecret()) {
      return;
    }
    Answer.mayBeCompressed(response);
    if (Gzip.isAccepted(context.request().headers())) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, Gzip.CODING);
      gzip = new Gzip.Parts();
    }
  }

  private Future<Void> send(HttpServerResponse to, Buffer text) {
    return to.write(gzip == null ? text : gzip.next(text));
  }

  /** Each page by itself: a chain of futures would grow with every one. */
  private void goOn(Future<Reply> page) {
    page.compose(this::write).onSuccess(this::next).onFailure(this::breakOff);
  }

  /** Done when the connection has taken the rows; fails when the client is gone. */
  private Future<JsonObject> write(Reply page) {
    JsonObject body = ResponseWriter.body(page);
    return send(response, format.rows(body.getJsonArray(ITEMS))).map(body);
  }

  private void next(JsonObject page) {
    String cursor = page.getString(NEXT);
    if (cursor == null) {
      response.end(gzip == null ? Buffer.buffer() : gzip.end());
    } else {
      goOn(pages.from(cursor));
    }
  }

  private void breakOff(Throwable cause) {
    if (response.closed()) {
      return;
    }
    try (var ignored = LogMarks.of(RequestLog.id(context)).mark()) {
      if (isGone(cause)) {
        // The client left while rows were written to it; its request's line says so.
        LOG.debug("The answer of {} broke off: client gone", operation.id(), cause);
      } else if (cause instanceof Failure failure) {
        LOG.warn("The answer of {} broke off: {}", operation.id(), failure.code());
      } else {
        LOG.error("The answer of {} broke off", operation.id(), cause);
      }
    }
    if (context.request().version() == HttpVersion.HTTP_2) {
      // Others are under way on that connection.
      response.reset();
    } else {
      context.request().connection().close();
    }
  }

  /** By its connection, or by its stream alone. */
  private static boolean isGone(Throwable cause) {
    return cause instanceof IOException
        || cause instanceof HttpClosedException
        || cause instanceof Http2Exception;
  }
}
