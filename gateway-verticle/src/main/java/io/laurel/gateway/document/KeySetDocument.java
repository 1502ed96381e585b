package io.laurel.gateway.document;

import io.laurel.security.KeyRing;
import io.laurel.security.TokenKey;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** The public keys of access tokens as they are now (RFC 7517, section 5). */
final class KeySetDocument implements Handler<RoutingContext> {
  private final KeyRing ring;
  private volatile Version current;

  /** The document of some keys. */
  private record Version(long number, Document document) {}

  KeySetDocument(KeyRing ring) {
    this.ring = ring;
    this.current = version(ring.keys());
  }

  @Override
  public void handle(RoutingContext context) {
    KeyRing.Keys keys = ring.keys();
    if (current.number() != keys.version()) {
      current = version(keys);
    }
    current.document().handle(context);
  }

  private static Version version(KeyRing.Keys keys) {
    JsonArray jwks = new JsonArray(keys.all().stream().map(TokenKey::toJwk).toList());
    JsonObject set = new JsonObject().put("keys", jwks);
    return new Version(
        keys.version(),
        new Document("application/jwk-set+json", PublicDocuments.A_WHILE, null, set.toBuffer()));
  }
}
