package io.laurel.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The members of a cluster. */
final class Clustered implements Peers {
  private final VertxInternal vertx;
  private final Membership membership;

  Clustered(VertxInternal vertx, Membership membership) {
    this.vertx = vertx;
    this.membership = membership;
  }

  @Override
  public String self() {
    return membership.getNodeId();
  }

  @Override
  public Future<List<String>> others() {
    List<String> nodes =
        membership.getNodes().stream().filter(node -> !node.equals(self())).toList();
    return Future.join(nodes.stream().map(this::about).toList())
        .map(
            asked -> {
              List<String> ours = new ArrayList<>();
              for (int i = 0; i < nodes.size(); i++) {
                if (asked.<Optional<Node>>resultAt(i).isPresent()) {
                  ours.add(nodes.get(i));
                }
              }
              return List.copyOf(ours);
            });
  }

  @Override
  public boolean isMember(String node) {
    return membership.getNodes().contains(node);
  }

  @Override
  public boolean hasOrphans() {
    return membership.hasOrphans();
  }

  @Override
  public Future<Optional<Node>> about(String node) {
    return membership.about(node);
  }

  @Override
  public Future<Set<String>> serving(String address) {
    Promise<Iterable<String>> asked = Promise.promise();
    membership.selector().selectForPublish(address, asked);
    return asked
        .future()
        .map(
            nodes -> {
              Set<String> each = new LinkedHashSet<>();
              if (nodes != null) {
                nodes.forEach(each::add);
              }
              return each;
            });
  }

  @Override
  public void avoid(String node) {
    membership.routes().avoid(node);
  }

  @Override
  public void giveUp(String node) {
    Routes routes = membership.routes();
    routes.avoid(node);
    for (Route route : routes.underWayTo(node)) {
      serving(Objects.requireNonNull(route.address()))
          .onSuccess(
              nodes -> {
                // Else it may still answer, and nobody else will.
                if (nodes.stream().anyMatch(other -> !routes.isAvoided(other))) {
                  route.left(node);
                }
              });
    }
  }

  @Override
  public void trust(String node) {
    membership.routes().trust(node);
  }

  @Override
  public <T> Future<T> follow(Supplier<Future<T>> send, Set<String> avoided) {
    Promise<T> answered = vertx.getOrCreateContext().promise();
    Route route = new Route(avoided, node -> answered.tryFail(new NodeLeftException(node)));
    membership
        .selector()
        .by(route, send)
        .onComplete(
            answer -> {
              membership.routes().ends(route);
              if (answer.succeeded()) {
                answered.tryComplete(answer.result());
              } else {
                answered.tryFail(answer.cause());
              }
            });
    return answered.future();
  }

  @Override
  public Future<Void> withdraw(Collection<String> addresses) {
    return membership.withdraw(addresses);
  }

  @Override
  public Future<Void> offer(Collection<String> addresses) {
    return membership.offer(addresses);
  }

  @Override
  public Future<Void> announceAnew() {
    return membership.announceAnew();
  }
}
