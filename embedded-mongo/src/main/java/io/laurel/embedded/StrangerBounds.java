package io.laurel.embedded;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;

/**
 * What a connection may cost before it has signed in: so many bytes, so much time. {@link
 * PasswordGate} takes it away then.
 */
final class StrangerBounds extends ChannelInboundHandlerAdapter {
  static final int MAX_BYTES = 16 * 1_024;
  private static final int MAX_SECONDS = 10;

  private int bytes;

  @Override
  public void channelActive(ChannelHandlerContext context) {
    var unused =
        context.executor().schedule(() -> endUnlessRemoved(context), MAX_SECONDS, TimeUnit.SECONDS);
    context.fireChannelActive();
  }

  private static void endUnlessRemoved(ChannelHandlerContext context) {
    if (!context.isRemoved()) {
      var unused = context.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var read = (ByteBuf) message;
    bytes += read.readableBytes();
    if (bytes > MAX_BYTES) {
      read.release();
      var unused = context.close();
    } else {
      context.fireChannelRead(read);
    }
  }
}
