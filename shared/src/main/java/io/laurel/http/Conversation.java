package io.laurel.http;

import io.laurel.failure.Failure;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the decoder and Vert.x on one connection, and sees to what HTTP itself asks for:
 * heads that are judged before anybody acts on them, broken ones and broken bodies that are
 * answered, {@code Date} on every answer, an end for those who never end their body.
 *
 * <p>A head is refused by failing its decoder result: Vert.x then has it answered, in its turn, by
 * the handler of invalid requests. A broken body fails the decoder result of its request and ends
 * it, so that whoever reads it learns this where the body ends; Vert.x by itself would only close
 * the connection. In both cases nothing more is read from this client.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's are for who wants to know; nobody does.
final class Conversation extends ChannelDuplexHandler {
  private final ServerDate date;
  private final Duration patience;

  /** The request whose body is coming; null between them. */
  private @Nullable HttpRequest reading;

  private long asked;
  private long answered;
  private boolean over;
  private @Nullable Future<?> unread;

  /**
   * The conversation of one connection.
   *
   * @param patience how long a client may take to send what is left of a body after its answer
   */
  Conversation(ServerDate date, Duration patience) {
    this.date = date;
    this.patience = patience;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (over) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof HttpRequest head) {
      readHead(context, head);
    } else if (message instanceof HttpContent content && content.decoderResult().isFailure()) {
      ReferenceCountUtil.release(content);
      breakOff(context);
    } else {
      if (message instanceof LastHttpContent) {
        endBody();
      }
      context.fireChannelRead(message);
    }
  }

  private void readHead(ChannelHandlerContext context, HttpRequest head) {
    asked++;
    reading = head;
    Optional<Failure> refusal = RequestHead.read(head);
    if (refusal.isPresent()) {
      over = true;
      head.setDecoderResult(DecoderResult.failure(refusal.get()));
      // Vert.x answers in the version it was asked in, whichever that is.
      head.setProtocolVersion(HttpVersion.HTTP_1_1);
    }
    context.fireChannelRead(head);
  }

  private void endBody() {
    reading = null;
    if (unread != null) {
      unread.cancel(false);
      unread = null;
    }
  }

  private void breakOff(ChannelHandlerContext context) {
    over = true;
    if (reading == null) {
      return;
    }
    if (answered == asked) {
      end(context);
    } else {
      reading.setDecoderResult(DecoderResult.failure(HttpFailures.malformedRequest()));
      context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    boolean interim = false;
    if (message instanceof HttpResponse response) {
      interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      if (!interim && !response.headers().contains(HttpHeaderNames.DATE)) {
        response.headers().set(HttpHeaderNames.DATE, date.now());
      }
    }
    if (message instanceof LastHttpContent && !interim) {
      answered++;
      if (answered == asked && reading != null && unread == null) {
        unread = after(context, patience);
      }
    }
    context.write(message, promise);
  }

  private static Future<?> after(ChannelHandlerContext context, Duration time) {
    return context
        .executor()
        .schedule(() -> context.close(), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Vert.x reports so that the answer to something broken is written; it would close at once. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (over && cause instanceof Failure) {
      end(context);
    } else {
      context.fireExceptionCaught(cause);
    }
  }

  private void end(ChannelHandlerContext context) {
    context.pipeline().addBefore(context.name(), null, new Farewell());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    endBody();
    context.fireChannelInactive();
  }
}
