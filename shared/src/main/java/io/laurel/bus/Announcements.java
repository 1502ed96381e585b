package io.laurel.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened, told on the bus to whoever listens, as the contract's {@code webhooks} describe
 * it. Hints, never the only record of anything: one may be lost, come late, come twice or be
 * forged.
 */
public final class Announcements {
  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

  private final Vertx vertx;

  /** Announces on the bus of {@code vertx}. */
  public Announcements(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Tells everybody who listens; neither waits nor fails. */
  public void publish(Announcement kind, JsonObject message) {
    publish(vertx, kind.address(), message);
  }

  static void publish(Vertx vertx, String address, JsonObject message) {
    try {
      vertx.eventBus().publish(address, message);
    } catch (RuntimeException e) {
      LOG.warn("{} could not be published", address, e);
    }
  }

  /**
   * Calls {@code heard} at each announcement; what it says is not passed on, because nobody has
   * proved it. Completes when the whole cluster knows the listener, which goes with the verticle
   * that added it.
   */
  public Future<Void> listen(Announcement kind, Runnable heard) {
    return vertx.eventBus().consumer(kind.address(), message -> heard.run()).completion();
  }

  /**
   * Gives {@code heard} one text field of each announcement, and passes over what has none. Nobody
   * has proved what it says. Completes when the whole cluster knows the listener, which goes with
   * the verticle that added it.
   */
  public Future<Void> listenFor(Announcement kind, String field, Consumer<String> heard) {
    return vertx
        .eventBus()
        .consumer(
            kind.address(),
            message -> {
              if (message.body() instanceof JsonObject told
                  && told.getValue(field) instanceof String text) {
                heard.accept(text);
              }
            })
        .completion();
  }
}
