package io.laurel.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection unless all that is written to it is taken in time. By what is written, not by
 * what is taken: a byte now and then would keep an idle timeout quiet, and so would requests.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's are for who wants to know; nobody does.
final class Patience extends ChannelOutboundHandlerAdapter {
  private final Duration patience;
  private boolean watched;

  /**
   * That of one connection.
   *
   * @param patience how long a client may take to receive what is written at one time
   */
  Patience(Duration patience) {
    this.patience = patience;
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    context.flush();
    if (!watched && isPending(context)) {
      watch(context);
    }
  }

  private static boolean isPending(ChannelHandlerContext context) {
    var pending = context.channel().unsafe().outboundBuffer();
    return pending != null && pending.size() > 0;
  }

  private void watch(ChannelHandlerContext context) {
    watched = true;
    Future<?> end =
        context
            .executor()
            .schedule(() -> context.close(), patience.toMillis(), TimeUnit.MILLISECONDS);
    context
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            taken -> {
              end.cancel(false);
              // Not at once: this entry itself is still being taken off.
              context.executor().execute(() -> goOn(context));
            });
  }

  private void goOn(ChannelHandlerContext context) {
    watched = false;
    if (context.channel().isActive() && isPending(context)) {
      watch(context);
    }
  }
}
