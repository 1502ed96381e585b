package io.laurel.event.outreach.channel;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The machine's own resolver, with its hosts file and search domains, which Vert.x's DNS client
 * does not know. It blocks, so it has threads of its own; who asks for a name that somebody waits
 * for already waits with them, so a name whose servers are silent holds one thread, not all.
 */
final class SystemResolver implements Resolver {
  private static final int THREADS = 8;

  private final WorkerExecutor threads;
  private final Map<String, Future<List<InetAddress>>> underWay = new HashMap<>();

  SystemResolver(Vertx vertx) {
    threads = vertx.createSharedWorkerExecutor("laurel-names", THREADS);
  }

  @Override
  public synchronized Future<List<InetAddress>> resolve(String name) {
    Future<List<InetAddress>> waiting = underWay.get(name);
    if (waiting != null) {
      return waiting;
    }
    Future<List<InetAddress>> addresses =
        threads.executeBlocking(() -> List.of(InetAddress.getAllByName(name)), false);
    underWay.put(name, addresses);
    return addresses.onComplete(done -> forget(name));
  }

  private synchronized void forget(String name) {
    underWay.remove(name);
  }

  Future<Void> close() {
    return threads.close();
  }
}
