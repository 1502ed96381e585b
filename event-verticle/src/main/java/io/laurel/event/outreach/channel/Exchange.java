package io.laurel.event.outreach.channel;

import io.laurel.net.Destination;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One request over a connection of its own, and what is read of the answer, all within a limit.
 * Belongs to one context. Completes with the answer so far, or fails with {@link Fault.Met}.
 */
final class Exchange {
  /** More are not tried: each has its share of the limit. */
  private static final int MOST_ADDRESSES = 3;

  /**
   * How long the rest of an answer is waited for, once its status is there. Not at all would do,
   * but who is cut off in the middle of an answer may take that for a client that gave up.
   */
  private static final long REST_MS = 1_000;

  /**
   * How long the receiver may take to end the connection, as it was asked to. Who ends it keeps its
   * port for a minute, and there are 28 000 for each receiver.
   */
  private static final long LINGER_MS = 250;

  private final Vertx vertx;
  private final NetClient client;
  private final ClientSSLOptions tls;
  private final Destination to;
  private final Buffer request;
  private final Duration limit;
  private final Promise<Answer> promise = Promise.promise();
  private final Promise<Void> closed = Promise.promise();
  private final Answer answer = new Answer();
  private @Nullable NetSocket socket;
  private Fault ending = Fault.CLOSED;

  Exchange(
      Vertx vertx,
      NetClient client,
      ClientSSLOptions tls,
      Destination to,
      Buffer request,
      Duration limit) {
    this.vertx = vertx;
    this.client = client;
    this.tls = tls;
    this.to = to;
    this.request = request;
    this.limit = limit;
  }

  /** Begins. */
  Future<Answer> with(Supplier<Future<List<InetAddress>>> addresses) {
    Context context = vertx.getOrCreateContext();
    context.runOnContext(
        begun -> {
          endAfter(limit.toMillis(), Fault.TIMEOUT);
          addresses
              .get()
              .onComplete(
                  // Whoever looked the name up may have another context.
                  found -> context.runOnContext(here -> connect(found.result(), found.cause())));
        });
    return promise.future();
  }

  private void connect(@Nullable List<InetAddress> addresses, @Nullable Throwable cause) {
    if (addresses == null) {
      end(cause instanceof Fault.Met met ? met.fault() : Fault.UNRESOLVED);
    } else {
      int tried = Math.min(addresses.size(), MOST_ADDRESSES);
      connect(addresses.subList(0, tried), (int) Math.max(1, limit.toMillis() / tried));
    }
  }

  /** To the first of them that takes connections: nothing is sent before. */
  private void connect(List<InetAddress> addresses, int share) {
    if (promise.future().isComplete()) {
      return;
    }
    // What it throws, as a closed client does, is a failure as well.
    Future.succeededFuture(options(addresses.get(0), share))
        .compose(client::connect)
        .onSuccess(this::connected)
        .onFailure(
            cause -> {
              Fault fault = whileConnecting(cause);
              if (fault == Fault.TLS || addresses.size() == 1) {
                end(fault);
              } else {
                connect(addresses.subList(1, addresses.size()), share);
              }
            });
  }

  private ConnectOptions options(InetAddress address, int millis) {
    // The engine takes the name for SNI and for the certificate from what is the host here. It
    // sends none that has no dot, so that one is given in so many words.
    boolean dotless = to.address().isEmpty() && to.host().indexOf('.') < 0;
    return new ConnectOptions()
        .setRemoteAddress(
            SocketAddress.inetSocketAddress(new InetSocketAddress(address, to.port())))
        .setHost(to.host())
        .setPort(to.port())
        .setSsl(to.tls())
        .setSniServerName(dotless ? to.host() : null)
        .setSslOptions(
            tls.copy()
                .setSslHandshakeTimeout(Math.max(1, limit.toMillis()))
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS))
        .setTimeout(millis);
  }

  private void connected(NetSocket connected) {
    if (promise.future().isComplete()) {
      connected.close();
      return;
    }
    socket = connected;
    connected.exceptionHandler(
        cause -> ending = cause instanceof SSLException ? Fault.TLS : Fault.CLOSED);
    connected.closeHandler(
        end -> {
          settle(ending);
          closed.complete();
        });
    connected.handler(this::read);
    connected.write(request).onFailure(cause -> connected.close());
  }

  private void read(Buffer bytes) {
    boolean first = answer.status().isEmpty();
    if (promise.future().isComplete()) {
      // Of an answer that was over.
      end(Fault.CLOSED);
    } else if (answer.read(bytes)) {
      if (answer.isOver()) {
        settle(Fault.CLOSED);
        long timer = vertx.setTimer(LINGER_MS, late -> end(Fault.CLOSED));
        closed.future().onComplete(ended -> vertx.cancelTimer(timer));
      } else {
        end(Fault.CLOSED);
      }
    } else if (first && answer.status().isPresent()) {
      endAfter(REST_MS, Fault.TIMEOUT);
    }
  }

  private void endAfter(long millis, Fault fault) {
    long timer = vertx.setTimer(Math.max(1, millis), late -> end(fault));
    promise.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private void end(Fault fault) {
    settle(fault);
    if (socket != null) {
      socket.close();
    }
  }

  /** An answer that has its status is one, whatever ended it. */
  private void settle(Fault fault) {
    if (answer.status().isPresent()) {
      promise.tryComplete(answer);
    } else {
      promise.tryFail(fault.met());
    }
  }

  private static Fault whileConnecting(Throwable cause) {
    boolean tls = false;
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof ConnectTimeoutException || at instanceof SslHandshakeTimeoutException) {
        return Fault.TIMEOUT;
      }
      tls |= at instanceof SSLException;
    }
    if (cause instanceof IllegalStateException) {
      return Fault.CLOSED;
    }
    return tls ? Fault.TLS : Fault.REFUSED;
  }
}
