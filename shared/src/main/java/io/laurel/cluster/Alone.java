package io.laurel.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A Vert.x without others: who is asked is here. */
final class Alone implements Peers, Shareable {
  private static final String KEY = "peers";

  private final String self = UUID.randomUUID().toString();
  private final Set<String> offered = ConcurrentHashMap.newKeySet();

  private volatile @Nullable Node said;

  private Alone() {}

  void say(Node node) {
    said = node;
  }

  static Alone of(Vertx vertx) {
    return vertx
        .sharedData()
        .<String, Alone>getLocalMap(Alone.class.getName())
        .computeIfAbsent(KEY, key -> new Alone());
  }

  @Override
  public String self() {
    return self;
  }

  @Override
  public Future<List<String>> others() {
    return Future.succeededFuture(List.of());
  }

  @Override
  public boolean isMember(String node) {
    return node.equals(self);
  }

  @Override
  public boolean hasOrphans() {
    return false;
  }

  @Override
  public Future<Optional<Node>> about(String node) {
    return Future.succeededFuture(node.equals(self) ? Optional.ofNullable(said) : Optional.empty());
  }

  @Override
  public Future<Set<String>> serving(String address) {
    return Future.succeededFuture(offered.contains(address) ? Set.of(self) : Set.of());
  }

  @Override
  public void avoid(String node) {
    // There is no other.
  }

  @Override
  public void giveUp(String node) {
    // There is no other.
  }

  @Override
  public void trust(String node) {
    // It was never avoided.
  }

  @Override
  public <T> Future<T> follow(Supplier<Future<T>> send, Set<String> avoided) {
    return send.get();
  }

  @Override
  public Future<Void> withdraw(Collection<String> addresses) {
    offered.removeAll(Set.copyOf(addresses));
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> offer(Collection<String> addresses) {
    offered.addAll(addresses);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> announceAnew() {
    return Future.succeededFuture();
  }
}
