package io.laurel.event.outreach.channel;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Looks names up. */
public interface Resolver {
  /** All addresses of a name, at least one. Fails where it has none, for whatever reason. */
  Future<List<InetAddress>> resolve(String name);
}
