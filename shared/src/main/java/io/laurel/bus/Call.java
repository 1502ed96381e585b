package io.laurel.bus;

import io.laurel.security.Principal;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One admitted call of an operation.
 *
 * @param operation bus address of what is called
 * @param principal who calls; {@link Principal#ANONYMOUS} at most where the contract admits anyone
 * @param message parameters and body as one flat object, checked against the contract, defaults
 *     filled in
 * @param requestId id of the request, for logs and problems
 * @param origin where it comes from
 * @param deadline by when its caller wants an answer; {@link Deadline#NONE} where it did not say
 * @param token the caller's access token, for what is asked of others on its behalf; null where
 *     there is none
 */
public record Call(
    String operation,
    Principal principal,
    JsonObject message,
    String requestId,
    Origin origin,
    Deadline deadline,
    @Nullable String token) {
  /** A call whose caller did not say how long it waits, and that asks nobody on its behalf. */
  public Call(
      String operation, Principal principal, JsonObject message, String requestId, Origin origin) {
    this(operation, principal, message, requestId, origin, Deadline.NONE, null);
  }

  /** On whose behalf this call asks others. */
  public Sender sender() {
    return new Sender(token, requestId, origin);
  }

  /** A field that the contract makes text and requires, or has a default for. */
  public String text(String field) {
    return message.getString(field);
  }

  /** A field that the contract makes text; null where it is absent. */
  public @Nullable String textOrNull(String field) {
    return message.getString(field);
  }

  /**
   * A field that the contract makes a time; null where it is absent. Fails with {@code
   * invalid-request} where it is none.
   */
  public @Nullable Instant instantOrNull(String field) {
    String text = textOrNull(field);
    return text == null ? null : Instants.parse(text, "/" + field);
  }

  /** Without the token, and what may be secret in the message. */
  @Override
  public String toString() {
    return "Call[" + operation + ", " + requestId + "]";
  }
}
