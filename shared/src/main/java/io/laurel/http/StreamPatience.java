package io.laurel.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resets the streams of an HTTP/2 connection whose client does not take what is sent on them. Its
 * windows say how much it takes, so without this it could leave its answers here for as long as it
 * likes, a hundred of them on each connection, and keep that alive by pings. Others on the
 * connection go on.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's are for who wants to know; nobody does.
final class StreamPatience {
  private static final Logger LOG = LoggerFactory.getLogger(StreamPatience.class);

  /** How often is looked in the time that a client has. */
  private static final int LOOKS = 4;

  private final ChannelHandlerContext context;
  private final Http2ConnectionHandler handler;
  private final Http2RemoteFlowController flow;
  private final Duration patience;
  private final Set<Integer> watched = new HashSet<>();

  private StreamPatience(
      ChannelHandlerContext context, Http2ConnectionHandler handler, Duration patience) {
    this.context = context;
    this.handler = handler;
    this.flow = handler.connection().remote().flowController();
    this.patience = patience;
  }

  /**
   * Looks at the streams of a connection until it is closed.
   *
   * @param context of Netty's handler of HTTP/2
   * @param patience how long a client may take to receive what is written at one time; up to a
   *     quarter more until that is noticed
   */
  static void watch(ChannelHandlerContext context, Duration patience) {
    StreamPatience streams =
        new StreamPatience(context, (Http2ConnectionHandler) context.handler(), patience);
    long pause = Math.max(1, patience.toMillis() / LOOKS);
    Future<?> looks =
        context
            .executor()
            .scheduleWithFixedDelay(streams::look, pause, pause, TimeUnit.MILLISECONDS);
    context.channel().closeFuture().addListener(closed -> looks.cancel(false));
  }

  private void look() {
    List<Http2Stream> unread = new ArrayList<>();
    try {
      handler
          .connection()
          .forEachActiveStream(
              stream -> {
                if (flow.hasFlowControlled(stream) && !watched.contains(stream.id())) {
                  unread.add(stream);
                }
                return true;
              });
    } catch (Http2Exception e) {
      LOG.error("The streams of a connection could not be looked at", e);
    }
    unread.forEach(this::watch);
  }

  private void watch(Http2Stream stream) {
    watched.add(stream.id());
    Future<?> end =
        context
            .executor()
            .schedule(() -> reset(stream), patience.toMillis(), TimeUnit.MILLISECONDS);
    flow.addFlowControlled(
        stream,
        new Mark(
            () -> {
              end.cancel(false);
              watched.remove(stream.id());
            }));
  }

  private void reset(Http2Stream stream) {
    handler.resetStream(context, stream.id(), Http2Error.CANCEL.code(), context.newPromise());
    context.flush();
  }

  /**
   * Stands behind what is to be sent on a stream, and tells when all of that is, or nothing will be
   * any more.
   */
  private record Mark(Runnable passed) implements Http2RemoteFlowController.FlowControlled {
    @Override
    public int size() {
      return 0;
    }

    @Override
    public void error(@Nullable ChannelHandlerContext context, @Nullable Throwable cause) {
      passed.run();
    }

    @Override
    public void writeComplete() {
      passed.run();
    }

    @Override
    public void write(@Nullable ChannelHandlerContext context, int allowedBytes) {}

    @Override
    public boolean merge(
        @Nullable ChannelHandlerContext context, Http2RemoteFlowController.FlowControlled next) {
      return false;
    }
  }
}
