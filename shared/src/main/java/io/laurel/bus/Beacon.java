package io.laurel.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What nodes of one kind tell each other about themselves, again and again. Hints between processes
 * of the same make, no part of the contract: one may be lost, late, or forged by a member of the
 * cluster, so nothing that counts depends on it.
 */
public final class Beacon {
  private static final Logger LOG = LoggerFactory.getLogger(Beacon.class);

  private final Vertx vertx;
  private final String address;

  /** A beacon on the bus of {@code vertx}; {@code address} is none of the contract's. */
  public Beacon(Vertx vertx, String address) {
    this.vertx = vertx;
    this.address = address;
  }

  /** Tells all nodes, this one too; neither waits nor fails. */
  public void tell(JsonObject about) {
    try {
      vertx.eventBus().publish(address, about);
    } catch (RuntimeException e) {
      LOG.warn("{} could not be published", address, e);
    }
  }

  /**
   * Hears what nodes tell; what is no JSON object is passed over. Completes when the whole cluster
   * knows the listener, which goes with the verticle that added it.
   */
  public Future<Void> hear(Consumer<JsonObject> heard) {
    return vertx
        .eventBus()
        .consumer(
            address,
            message -> {
              if (message.body() instanceof JsonObject about) {
                heard.accept(about);
              }
            })
        .completion();
  }
}
