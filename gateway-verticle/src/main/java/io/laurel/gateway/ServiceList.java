package io.laurel.gateway;

import io.laurel.bus.Call;
import io.laurel.bus.Presence;
import io.laurel.bus.Reply;
import io.laurel.cluster.Node;
import io.laurel.cluster.Peers;
import io.laurel.launch.Host;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who answers each operation now, as this node would send to them, asked at the moment. */
final class ServiceList {
  private final Host host;
  private final Vertx vertx;
  private final Peers peers;
  private final List<String> addresses;

  ServiceList(Host host) {
    this.host = host;
    this.vertx = host.vertx();
    this.peers = Peers.of(vertx);
    this.addresses = host.contract().addresses().stream().sorted().toList();
  }

  /** The operation {@code service.list}. */
  Future<Reply> list(Call call) {
    return Future.all(addresses.stream().map(peers::serving).toList())
        .compose(
            serving -> {
              List<Set<String>> nodes = serving.list();
              Set<String> each = new TreeSet<>();
              nodes.forEach(each::addAll);
              return describe(each).map(instances -> reply(nodes, instances));
            });
  }

  private Reply reply(List<Set<String>> nodes, Map<String, JsonObject> instances) {
    JsonArray items = new JsonArray();
    for (int i = 0; i < addresses.size(); i++) {
      JsonArray serving = new JsonArray();
      new TreeSet<>(nodes.get(i)).stream().map(instances::get).forEach(serving::add);
      items.add(new JsonObject().put("address", addresses.get(i)).put("instances", serving));
    }
    return Reply.of(new JsonObject().put("items", items));
  }

  private Future<Map<String, JsonObject>> describe(Set<String> nodes) {
    List<String> each = List.copyOf(nodes);
    return Future.all(each.stream().map(this::describe).toList())
        .map(
            described -> {
              Map<String, JsonObject> instances = new TreeMap<>();
              for (int i = 0; i < each.size(); i++) {
                instances.put(each.get(i), described.resultAt(i));
              }
              return instances;
            });
  }

  private Future<JsonObject> describe(String node) {
    return Future.all(peers.about(node), healthy(node))
        .map(
            told -> {
              JsonObject instance = new JsonObject().put("node", node);
              told.<Optional<Node>>resultAt(0)
                  .ifPresent(
                      about ->
                          instance
                              .put("version", about.version())
                              .put("since", about.since().toString()));
              return instance.put("healthy", told.<Boolean>resultAt(1));
            });
  }

  private Future<Boolean> healthy(String node) {
    return node.equals(peers.self())
        ? host.readiness().failing().map(List::isEmpty)
        : Presence.isReady(vertx, node).otherwise(false);
  }
}
