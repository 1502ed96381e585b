package io.laurel.cluster;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.impl.clustered.ClusteredEventBus;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import java.lang.reflect.Field;
import java.util.Map;

/**
 * Holds what Vert.x keeps to itself of its bus: the server that others call, the client that calls
 * them, and the links that are open. There is no other way to see who is at the other end, to take
 * over a new certificate, or to end a link: options of the bus go through JSON on their way, which
 * loses whatever is no file. A Vert.x that keeps them otherwise does not start here.
 */
final class BusGrip {
  private final ClusteredEventBus bus;

  private BusGrip(ClusteredEventBus bus) {
    this.bus = bus;
  }

  /** The bus of a Vert.x that joins a cluster. */
  static BusGrip on(Vertx vertx) {
    if (vertx.eventBus() instanceof ClusteredEventBus clustered) {
      return new BusGrip(clustered);
    }
    throw new IllegalStateException("This bus is not clustered");
  }

  /** Made, and not listening yet while the address is asked for. */
  NetServer server() {
    return (NetServer) get("server");
  }

  /** From now on every link is made by that client. */
  void dialBy(NetClient client) {
    try {
      field("client").set(bus, client);
    } catch (IllegalAccessException e) {
      throw changed("client", e);
    }
  }

  /** The next message to that node makes a new link; the old one stays open. */
  void forgetLink(String nodeId) {
    ((Map<?, ?>) get("outboundConnections")).remove(nodeId);
  }

  private Object get(String name) {
    try {
      return field(name).get(bus);
    } catch (IllegalAccessException e) {
      throw changed(name, e);
    }
  }

  private static Field field(String name) {
    try {
      Field field = ClusteredEventBus.class.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw changed(name, e);
    }
  }

  private static IllegalStateException changed(String name, Exception cause) {
    return new IllegalStateException("This Vert.x keeps the bus's " + name + " otherwise", cause);
  }
}
