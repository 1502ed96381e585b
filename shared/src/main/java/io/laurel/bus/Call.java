package io.laurel.bus;

import io.laurel.security.Principal;
import io.vertx.core.json.JsonObject;

/**
 * One admitted call of an operation.
 *
 * @param principal who calls; {@link Principal#ANONYMOUS} at most where the contract admits anyone
 * @param message parameters and body as one flat object, checked against the contract, defaults
 *     filled in
 * @param requestId id of the request, for logs and problems
 */
public record Call(Principal principal, JsonObject message, String requestId) {
  /** A field that the contract makes text; null where it is optional and absent. */
  public String text(String field) {
    return message.getString(field);
  }
}
