package io.laurel.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What nodes of one kind tell each other about themselves, again and again. Hints between processes
 * of the same make, no part of the contract: one may be lost, late, or forged by a member of the
 * cluster, so nothing that counts depends on it.
 */
public final class Beacon {
  private final Vertx vertx;
  private final String address;
  private @Nullable MessageConsumer<Object> listener;

  /** A beacon on the bus of {@code vertx}; {@code address} is none of the contract's. */
  public Beacon(Vertx vertx, String address) {
    this.vertx = vertx;
    this.address = address;
  }

  /** Tells all nodes, this one too; neither waits nor fails. */
  public void tell(JsonObject about) {
    Announcements.publish(vertx, address, about);
  }

  /**
   * Hears what nodes tell; what is no JSON object is passed over. Completes when the whole cluster
   * knows the listener, which goes with the verticle that added it; one at most.
   */
  public Future<Void> hear(Consumer<JsonObject> heard) {
    MessageConsumer<Object> consumer =
        vertx
            .eventBus()
            .consumer(
                address,
                message -> {
                  if (message.body() instanceof JsonObject about) {
                    heard.accept(about);
                  }
                });
    listener = consumer;
    return consumer.completion();
  }

  /** Hears nothing more, and tells the others one last thing. */
  public Future<Void> leave(JsonObject about) {
    Future<Void> deaf = listener == null ? Future.succeededFuture() : listener.unregister();
    return deaf.onComplete(gone -> tell(about));
  }
}
