package io.laurel.embedded;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The TCP side. */
final class Listener {
  private static final String LOOPBACK = "127.0.0.1";

  private final EventLoopGroup eventLoop;
  private final ChannelGroup channels;
  private final int port;

  private Listener(EventLoopGroup eventLoop, ChannelGroup channels, Channel serverSocket) {
    this.eventLoop = eventLoop;
    this.channels = channels;
    channels.add(serverSocket);
    this.port = ((InetSocketAddress) serverSocket.localAddress()).getPort();
  }

  static Listener start(int port, Function<ChannelGroup, Pipeline> pipelines) {
    // One thread, not more: the library encodes a reply outside its locks, so a second thread
    // that changes the same document meanwhile breaks the socket.
    var eventLoop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("embedded-mongo", true), NioIoHandler.newFactory());
    var channels = new DefaultChannelGroup("embedded-mongo", eventLoop.next());
    var pipeline = pipelines.apply(channels);
    var bound =
        new ServerBootstrap()
            .group(eventLoop)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(pipeline)
            .bind(LOOPBACK, port)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      shutDown(eventLoop);
      throw new EmbeddedMongoException(
          "cannot listen on " + LOOPBACK + ":" + port + "; free the port or choose another",
          bound.cause());
    }
    pipeline.schedule(eventLoop.next());
    return new Listener(eventLoop, channels, bound.channel());
  }

  int port() {
    return port;
  }

  void stop() {
    // Queued behind the pending commit, if there is one: its replies still leave.
    eventLoop.next().execute(this::closeChannels);
    shutDown(eventLoop);
  }

  private void closeChannels() {
    var unused = channels.close();
  }

  private static void shutDown(EventLoopGroup eventLoop) {
    eventLoop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
