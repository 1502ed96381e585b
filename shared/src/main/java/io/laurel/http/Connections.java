package io.laurel.http;

import io.laurel.net.Network;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one port: so many in all, so many of one address. One more is closed without
 * an answer; a metric counts it, and one line a minute tells.
 */
public final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final long SILENCE = TimeUnit.MINUTES.toNanos(1);

  private final String port;
  private final Bounds bounds;
  private final Predicate<InetAddress> exempt;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<Network, Integer> byAddress = new ConcurrentHashMap<>();
  private final Counter overAll;
  private final Counter overAddress;
  private final AtomicLong untold = new AtomicLong();
  private final AtomicLong toldAt = new AtomicLong(System.nanoTime() - SILENCE);

  /**
   * How many there may be.
   *
   * @param all of everybody
   * @param perAddress of one customer: an IPv4 address, or an IPv6 network of 64 bits
   */
  public record Bounds(int all, int perAddress) {}

  /**
   * No connections yet.
   *
   * @param port its name, in metrics and in the log
   * @param exempt whose connections have no bound of their own: proxies bring those of others
   */
  public Connections(
      String port, Bounds bounds, Predicate<InetAddress> exempt, MeterRegistry metrics) {
    this.port = port;
    this.bounds = bounds;
    this.exempt = exempt;
    this.overAll = refused("all", metrics);
    this.overAddress = refused("address", metrics);
    Gauge.builder("laurel_http_connections", open, AtomicInteger::get)
        .description("Open connections")
        .tag("port", port)
        .register(metrics);
  }

  private Counter refused(String bound, MeterRegistry metrics) {
    return Counter.builder("laurel_http_connections_refused")
        .description("Connections closed because there were too many")
        .tag("port", port)
        .tag("bound", bound)
        .register(metrics);
  }

  /** How many there are now. */
  int open() {
    return open.get();
  }

  /** Counts a connection until it is closed; false where it is one too many. */
  boolean admit(Channel channel) {
    if (open.incrementAndGet() > bounds.all()) {
      open.decrementAndGet();
      return refuse(overAll);
    }
    Network client = client(channel);
    if (client != null && byAddress.merge(client, 1, Integer::sum) > bounds.perAddress()) {
      release(client);
      return refuse(overAddress);
    }
    channel.closeFuture().addListener(closed -> release(client));
    return true;
  }

  private void release(@Nullable Network client) {
    open.decrementAndGet();
    if (client != null) {
      byAddress.computeIfPresent(client, (network, count) -> count == 1 ? null : count - 1);
    }
  }

  private boolean refuse(Counter counter) {
    counter.increment();
    untold.incrementAndGet();
    long now = System.nanoTime();
    long last = toldAt.get();
    if (now - last >= SILENCE && toldAt.compareAndSet(last, now)) {
      LOG.warn(
          "Too many connections to the {} port: {} closed since the last such line; bounds: {} in"
              + " all, {} of one address",
          port,
          untold.getAndSet(0),
          bounds.all(),
          bounds.perAddress());
    }
    return false;
  }

  /** Whose share a connection counts for; null for nobody's. */
  private @Nullable Network client(Channel channel) {
    InetAddress address =
        channel.remoteAddress() instanceof InetSocketAddress peer ? peer.getAddress() : null;
    return address == null || exempt.test(address) ? null : Network.ofCustomer(address);
  }
}
