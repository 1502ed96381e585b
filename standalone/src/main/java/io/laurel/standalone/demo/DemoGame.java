package io.laurel.standalone.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The game that the demo's rewards reach: a consumer on the bus, as a game server that is a member
 * of the cluster has one. It is there as long as the process.
 */
final class DemoGame {
  /** Where it listens. */
  static final String ADDRESS = "demo.game";

  private static final Logger LOG = LoggerFactory.getLogger(DemoGame.class);

  private DemoGame() {}

  /** Takes whatever comes. A real one gives the reward first, once for each {@code webhook-id}. */
  static Future<Void> open(Vertx vertx) {
    return vertx
        .eventBus()
        .<JsonObject>consumer(
            ADDRESS,
            message -> {
              LOG.debug(
                  "The demo's game takes {} {}",
                  message.headers().get("webhook-id"),
                  message.body().getString("type"));
              message.reply(null);
            })
        .completion();
  }
}
