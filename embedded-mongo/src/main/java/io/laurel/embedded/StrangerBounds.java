package io.laurel.embedded;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a connection may cost that has not signed in: a place among few, so many bytes and so much
 * time until it greets, and anew from greeting to greeting. {@link PasswordGate} takes it away when
 * it signs in. A driver's monitoring connection never does: it greets, every ten seconds by
 * default, and all its client's connections are given up where it is closed (Server Monitoring
 * specification, "Monitors MUST NOT authenticate").
 */
final class StrangerBounds extends ChannelInboundHandlerAdapter {
  static final int MAX_BYTES = 16 * 1_024;
  static final Duration MAX_UNTIL_GREETING = Duration.ofSeconds(10);
  static final Duration MAX_BETWEEN_GREETINGS = Duration.ofSeconds(60);

  /** Where all places are taken the newest goes, so that who is there is not driven out. */
  static final class Places {
    static final int MAX = 256;
    private int taken;

    private boolean take() {
      if (taken == MAX) {
        return false;
      }
      taken++;
      return true;
    }

    private void giveBack() {
      taken--;
    }
  }

  private final Places places;
  private boolean placed;
  private int bytes;
  private @Nullable Future<?> end;

  /** Of a connection on the one thread that serves all that share these places. */
  StrangerBounds(Places places) {
    this.places = places;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    placed = places.take();
    if (placed) {
      endAfter(context, MAX_UNTIL_GREETING);
      context.fireChannelActive();
    } else {
      var unused = context.close();
    }
  }

  private void endAfter(ChannelHandlerContext context, Duration limit) {
    end =
        context
            .executor()
            .schedule(
                () -> {
                  var unused = context.close();
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  private void cancelEnd() {
    if (end != null) {
      end.cancel(false);
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

  /** The connection said who it is, and may do so again. */
  void greeted(ChannelHandlerContext context) {
    bytes = 0;
    cancelEnd();
    endAfter(context, MAX_BETWEEN_GREETINGS);
  }

  /** Where the connection has ended or signed in. */
  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (placed) {
      cancelEnd();
      places.giveBack();
    }
  }
}
