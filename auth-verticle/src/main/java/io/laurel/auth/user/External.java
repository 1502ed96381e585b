package io.laurel.auth.user;

import io.vertx.core.json.JsonObject;

/**
 * Who somebody is where she signs in, if not here.
 *
 * @param issuer the provider, by its own name for itself
 * @param subject she, by the provider's name for her; data, compared as it is
 */
public record External(String issuer, String subject) {
  /** As answered. */
  JsonObject toJson() {
    return new JsonObject().put("issuer", issuer).put("subject", subject);
  }

  /** Without both, which no log may hold. */
  @Override
  public String toString() {
    return "External";
  }
}
