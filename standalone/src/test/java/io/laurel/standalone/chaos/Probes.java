package io.laurel.standalone.chaos;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a load balancer knows: it asks each node again and again whether it is ready, and sends
 * requests to the gateways that said so.
 */
final class Probes {
  private static final int INTERVAL_MS = 250;
  private static final int PATIENCE_MS = 1_000;

  private final Vertx vertx;
  private final WebClient client;
  private final List<Node> nodes;
  private final Set<Node> ready = ConcurrentHashMap.newKeySet();
  private final AtomicInteger turn = new AtomicInteger();
  private volatile boolean stopped;

  /** Begins to ask. */
  Probes(Vertx vertx, List<Node> nodes) {
    this.vertx = vertx;
    this.client = WebClient.create(vertx);
    this.nodes = List.copyOf(nodes);
    this.nodes.forEach(this::probe);
  }

  private void probe(Node node) {
    Future.join(vertx.timer(INTERVAL_MS), ask(node, "/ready").onSuccess(up -> note(node, up)))
        .onComplete(
            done -> {
              if (!stopped) {
                probe(node);
              }
            });
  }

  private void note(Node node, boolean up) {
    if (up) {
      ready.add(node);
    } else {
      ready.remove(node);
    }
  }

  private Future<Boolean> ask(Node node, String path) {
    return client
        .getAbs(node.place().managementUrl() + path)
        .timeout(PATIENCE_MS)
        .send()
        .map(answer -> answer.statusCode() == 200)
        .otherwise(false);
  }

  /** Completes once every node that runs has said that it lives, or has not in a second. */
  Future<?> alive() {
    return Future.join(nodes.stream().filter(Node::runs).map(node -> ask(node, "/live")).toList());
  }

  /** Whether it was ready when it was asked last. */
  boolean ready(Node node) {
    return ready.contains(node);
  }

  /** Nobody sends there until it says again that it is ready. */
  void refused(Node gateway) {
    ready.remove(gateway);
  }

  /** The next gateway in turn: of those that are ready, or of all if none is. */
  Node gateway() {
    List<Node> all = nodes.stream().filter(node -> node.kind() == Node.Kind.GATEWAY).toList();
    List<Node> serving = all.stream().filter(ready::contains).toList();
    List<Node> among = serving.isEmpty() ? all : serving;
    return among.get(Math.floorMod(turn.getAndIncrement(), among.size()));
  }

  void stop() {
    stopped = true;
  }
}
