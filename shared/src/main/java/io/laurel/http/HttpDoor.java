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
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Clock;
import java.time.Duration;

/**
 * How a port speaks HTTP/1, public or not: everything that has to be right before an operation is
 * looked for. One door for all servers that share a port.
 */
public final class HttpDoor {
  /**
   * How much is read of a connection before it is another's turn. By default that is a megabyte: 20
   * 000 pipelined requests, during which nobody else on this event loop is heard.
   */
  private static final int TURN_BYTES = 2_048;

  private static final String EVERYTHING = "*";

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
        // HTTP/2 is a proxy's business; here its bounds would be a second set to keep.
        .setHttp2ClearTextEnabled(false);
    return vertx
        .createHttpServer(options)
        .connectionHandler(this::meet)
        .invalidRequestHandler(this::refuse)
        .requestHandler(
            request -> {
              if (request.uri().equals(EVERYTHING)) {
                tellOptions(request);
              } else {
                requests.handle(request);
              }
            });
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
      context
          .pipeline()
          .addBefore(context.name(), "conversation", new Conversation(date, patience));
    } else {
      context.channel().close();
    }
  }

  /**
   * Answers what could not be read as a request, so that even this is a problem with a request id.
   * Without an instance: where the path could not be read, there is none.
   */
  private void refuse(HttpServerRequest request) {
    long start = System.nanoTime();
    String id = begin(request);
    Failure failure = failure(request);
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    Answer.refuse(request, failure, failure.toProblem(id));
    log.write(LogMarks.of(id), AccessLog.Asked.NOTHING, failure.status(), start);
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
        LogMarks.of(id), new AccessLog.Asked(request.method().name(), EVERYTHING), status, start);
  }

  private static String begin(HttpServerRequest request) {
    String id = RequestId.orNew(request.getHeader(Answer.REQUEST_ID));
    Answer.prepare(request.response(), id);
    return id;
  }
}
