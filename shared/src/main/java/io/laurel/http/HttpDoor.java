package io.laurel.http;

import io.laurel.bus.RequestId;
import io.laurel.failure.Failure;
import io.laurel.telemetry.LogMarks;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.http2.Http2ServerConnection;
import io.vertx.core.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a port speaks HTTP, public or not: everything that has to be right before an operation is
 * looked for. One door for all servers that share a port.
 */
public final class HttpDoor {
  /**
   * How much is read of a connection before it is another's turn. By default that is a megabyte: 20
   * 000 pipelined requests, during which nobody else on this event loop is heard.
   */
  private static final int TURN_BYTES = 2_048;

  private static final String EVERYTHING = "*";
  private static final CharSequence STRICT_TRANSPORT =
      HttpHeaders.createOptimized("Strict-Transport-Security");
  private static final CharSequence A_YEAR = HttpHeaders.createOptimized("max-age=31536000");

  private final Connections connections;
  private final Duration patience;
  private final ServerDate date;
  private final AccessLog log;

  /**
   * A door.
   *
   * @param connections how many it lets in
   * @param patience how long a client may take to receive an answer
   * @param log gets a line for each request that is answered here
   */
  public HttpDoor(Connections connections, Duration patience, Clock clock, AccessLog log) {
    this.connections = connections;
    this.patience = patience;
    this.date = new ServerDate(clock);
    this.log = log;
  }

  /** A server that does not listen yet, of requests that are well-formed and have a path. */
  public HttpServer server(
      Vertx vertx, HttpServerOptions options, Handler<HttpServerRequest> requests) {
    // Nobody needs WebSockets; their handlers fail on pipelined requests.
    options
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        // Only for who has proved who it is; before a proxy it would gain nothing.
        .setHttp2ClearTextEnabled(false);
    return vertx
        .createHttpServer(options)
        .connectionHandler(this::meet)
        .invalidRequestHandler(this::refuse)
        .requestHandler(
            request -> {
              boolean whole = prepare(request);
              if (!whole) {
                refuse(request, HttpFailures.malformedRequest());
              } else if (request.uri().equals(EVERYTHING)) {
                tellOptions(request);
              } else {
                requests.handle(request);
              }
            });
  }

  /**
   * Does for HTTP/2 what {@link Conversation} does for HTTP/1, and says over HTTPS that it is to be
   * used from now on (RFC 6797).
   *
   * @return whether what HTTP/2 does not judge itself is right
   */
  private boolean prepare(HttpServerRequest request) {
    secure(request);
    if (request.version() != HttpVersion.HTTP_2) {
      return true;
    }
    request.response().putHeader(HttpHeaders.DATE, date.now());
    String target = request.uri();
    return request.authority() != null
        && target != null
        && (target.startsWith("/")
            || (target.equals(EVERYTHING) && request.method().equals(HttpMethod.OPTIONS)));
  }

  /** Where requests are told that were answered by others. */
  public AccessLog log() {
    return log;
  }

  /** Connections that are open now. */
  public int open() {
    return connections.open();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Closed now or later, nobody waits for it.
  private void meet(HttpConnection connection) {
    // Of Vert.x's inside: its public API knows no pipeline.
    var context = ((HttpServerConnection) connection).channelHandlerContext();
    if (connections.admit(context.channel())) {
      context
          .channel()
          .config()
          .setRecvByteBufAllocator(new FixedRecvByteBufAllocator(TURN_BYTES).maxMessagesPerRead(1));
      context.pipeline().addBefore(context.name(), "patience", new Patience(patience));
      if (connection instanceof Http2ServerConnection) {
        StreamPatience.watch(context, patience);
      } else {
        context
            .pipeline()
            .addBefore(context.name(), "conversation", new Conversation(date, patience));
      }
    } else {
      context.channel().close();
    }
  }

  /**
   * Answers what could not be read as a request, so that even this is a problem with a request id.
   * Without an instance: where the path could not be read, there is none.
   */
  private void refuse(HttpServerRequest request) {
    secure(request);
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    refuse(request, failure(request));
  }

  private static void secure(HttpServerRequest request) {
    if (request.isSSL()) {
      request.response().putHeader(STRICT_TRANSPORT, A_YEAR);
    }
  }

  private void refuse(HttpServerRequest request, Failure failure) {
    long start = System.nanoTime();
    String id = begin(request);
    Answer.refuse(request, failure, failure.toProblem(id));
    log.write(
        LogMarks.of(id),
        AccessLog.Asked.NOTHING,
        failure.status(),
        became(request, failure.code()),
        start);
  }

  /** Why the head or the body of this request is no HTTP; {@code malformed-request} at least. */
  public static Failure failure(HttpServerRequest request) {
    return request.decoderResult().cause() instanceof Failure failure
        ? failure
        : HttpFailures.malformedRequest();
  }

  /** {@code OPTIONS *} asks about no path. */
  private void tellOptions(HttpServerRequest request) {
    long start = System.nanoTime();
    String id = begin(request);
    int status = HttpResponseStatus.NO_CONTENT.code();
    request.response().setStatusCode(status).end();
    log.write(
        LogMarks.of(id),
        new AccessLog.Asked(request.method().name(), EVERYTHING),
        status,
        became(request, null),
        start);
  }

  private static AccessLog.Became became(HttpServerRequest request, @Nullable String code) {
    SocketAddress peer = request.remoteAddress();
    return new AccessLog.Became(
        code, request.response().bytesWritten(), null, peer == null ? null : peer.hostAddress());
  }

  private static String begin(HttpServerRequest request) {
    String id = RequestId.orNew(request.getHeader(Answer.REQUEST_ID));
    Answer.prepare(request.response(), id);
    return id;
  }
}
