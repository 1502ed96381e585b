package io.laurel.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.spi.cluster.ClusteredNode;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RouteSelectorTest {
  private static final String ADDRESS = "thing.get";

  private final Routes routes = new Routes();
  private final RouteSelector selector = new RouteSelector(routes);
  private final List<String> lost = new ArrayList<>();

  /** What the cluster says: for seconds it may still name one that is gone. */
  private record Registered(List<String> nodes) implements ClusteredNode {
    @Override
    public String getNodeId() {
      return "self";
    }

    @Override
    public void getRegistrations(String address, Completable<List<RegistrationInfo>> done) {
      done.succeed(nodes.stream().map(node -> new RegistrationInfo(node, 1, false)).toList());
    }

    @Override
    public NodeInfo getNodeInfo() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void getNodeInfo(String nodeId, Completable<NodeInfo> done) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> getNodes() {
      return nodes;
    }
  }

  private @Nullable String chosen(Set<String> avoided) {
    Promise<String> chosen = Promise.promise();
    Future<String> sent =
        selector.by(
            new Route(avoided, lost::add),
            () -> {
              selector.selectForSend(ADDRESS, chosen);
              return chosen.future();
            });
    return sent.await();
  }

  private void registered(String... nodes) {
    selector.init(new Registered(List.of(nodes)));
    selector.eventBusStarted();
  }

  @Test
  void select_oneHasLeft_isTheOtherEachTime() {
    registered("dead", "alive");
    routes.nodeLeft("dead");

    for (int i = 0; i < 4; i++) {
      assertThat(chosen(Set.of())).isEqualTo("alive");
    }
    assertThat(lost).isEmpty();
  }

  @Test
  void select_theOnlyOneHasLeft_isNobody() {
    registered("dead");
    routes.nodeLeft("dead");

    assertThat(chosen(Set.of())).isNull();
    assertThat(chosen(Set.of("dead"))).isNull();
    assertThat(lost).isEmpty();
  }

  @Test
  void select_theOnlyOneIsAvoided_isThatOne() {
    registered("slow");
    routes.avoid("slow");

    assertThat(chosen(Set.of("slow"))).isEqualTo("slow");
  }

  @Test
  void select_twoAvoided_isWhomTheCallHasNotLost() {
    registered("slow", "tried");
    routes.avoid("slow");

    assertThat(chosen(Set.of("tried"))).isEqualTo("slow");
  }
}
