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
  /** Access tokens of a session or an account were revoked. */
  public static final String SESSION_REVOKED = "auth.session.revoked";

  /** Somebody signed in. */
  public static final String USER_LOGGED_IN = "auth.user.logged-in";

  /** Somebody opened an account. */
  public static final String USER_REGISTERED = "auth.user.registered";

  /** A user has other roles now. */
  public static final String USER_ROLES_CHANGED = "auth.user.roles-changed";

  /** An event is in another state, or was edited, or one of its rewards was. */
  public static final String EVENT_STATE_CHANGED = "event.state-changed";

  /** A claim was granted: at once, or by an operator. */
  public static final String CLAIM_GRANTED = "claim.granted";

  /** An operator rejected a claim that waited. */
  public static final String CLAIM_REJECTED = "claim.rejected";

  /** An operator took back what a claim had granted. */
  public static final String CLAIM_REVOKED = "claim.revoked";

  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

  private final Vertx vertx;

  /** Announces on the bus of {@code vertx}. */
  public Announcements(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Tells everybody who listens; neither waits nor fails. */
  public void publish(String address, JsonObject message) {
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
  public Future<Void> listen(String address, Runnable heard) {
    return vertx.eventBus().consumer(address, message -> heard.run()).completion();
  }

  /**
   * Gives {@code heard} one text field of each announcement, and passes over what has none. Nobody
   * has proved what it says. Completes when the whole cluster knows the listener, which goes with
   * the verticle that added it.
   */
  public Future<Void> listenFor(String address, String field, Consumer<String> heard) {
    return vertx
        .eventBus()
        .consumer(
            address,
            message -> {
              if (message.body() instanceof JsonObject told
                  && told.getValue(field) instanceof String text) {
                heard.accept(text);
              }
            })
        .completion();
  }
}
