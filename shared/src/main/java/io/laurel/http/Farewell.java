package io.laurel.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection so that its client reads the last answer: says that nothing more will come, and
 * throws away for a moment what the client still sends. Closed at once with bytes unread, the
 * connection would be reset, and a client still sending lose the answer (RFC 9112, section 9.6).
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's are for who wants to know; nobody does.
final class Farewell extends ChannelInboundHandlerAdapter {
  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_SECONDS = 5;

  private int thrownAway;
  private @Nullable Future<?> end;

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    end = context.executor().schedule(() -> context.close(), MAX_SECONDS, TimeUnit.SECONDS);
    HttpRequestDecoder decoder = context.pipeline().get(HttpRequestDecoder.class);
    if (decoder != null) {
      context.pipeline().remove(decoder);
    }
    context
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            written -> {
              if (context.channel() instanceof DuplexChannel channel) {
                channel.shutdownOutput();
              }
            });
    // Vert.x may have stopped reading.
    context.channel().config().setAutoRead(true);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    thrownAway += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
    ReferenceCountUtil.release(message);
    if (thrownAway > MAX_BYTES) {
      context.close();
    }
  }

  /** A client that is gone, or never listened. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (end != null) {
      end.cancel(false);
    }
    context.fireChannelInactive();
  }
}
