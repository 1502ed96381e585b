package io.laurel.cluster;

import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may be at an address of the bus: an operation's is served by nodes of one kind, what begins
 * with {@code _} is between the nodes, and anybody may listen at the others.
 */
final class Audience {
  private static final String BETWEEN_NODES = "_";

  /** Vert.x's own; a reply's cannot be guessed. */
  private static final String REPLIES = "__vertx.reply.";

  private static final String VERTX = "__vertx";

  private final Map<String, Operation> operations = new HashMap<>();
  private final Map<String, Set<NodeKind>> servers = new HashMap<>();

  Audience(Contract contract) {
    for (Operation operation : contract.operations()) {
      String address = operation.address();
      if (address != null) {
        operations.put(address, operation);
        servers.put(address, Set.of(server(operation)));
      }
    }
  }

  private static NodeKind server(Operation operation) {
    String unit = operation.server();
    NodeKind kind = unit == null ? null : NodeKind.named(unit);
    if (kind == null || !NodeKind.SERVICES.contains(kind)) {
      throw new IllegalStateException(
          "No kind of node serves "
              + operation.address()
              + ": x-served-by of its tag says "
              + unit);
    }
    return kind;
  }

  /** The kinds of nodes to which a message may go that is sent there; null for any. */
  @Nullable Set<NodeKind> at(String address) {
    Set<NodeKind> server = servers.get(address);
    if (server != null) {
      return server;
    }
    return isBetweenNodes(address) ? NodeKind.SERVICES : null;
  }

  /** The operation that is called there; null where none is. */
  @Nullable Operation operation(String address) {
    return operations.get(address);
  }

  static boolean isBetweenNodes(String address) {
    return address.startsWith(BETWEEN_NODES) && !address.startsWith(VERTX);
  }

  static boolean isReply(String address) {
    return address.startsWith(REPLIES);
  }
}
