package io.laurel.embedded;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection that failed. The library's own handler logs the stack of each client that
 * went away without a word as an error.
 */
final class QuietFailures extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(QuietFailures.class);

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("connection {} ended: {}", context.channel().id(), cause.toString());
    } else {
      LOG.warn("closing connection {}: {}", context.channel().id(), cause.toString());
    }
    var unused = context.close();
  }
}
