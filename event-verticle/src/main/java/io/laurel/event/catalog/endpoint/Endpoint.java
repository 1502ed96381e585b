package io.laurel.event.catalog.endpoint;

import io.laurel.paging.Cursor;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where rewards are delivered to.
 *
 * @param terms what its administrators wrote
 * @param secrets newest first, at most two; none on the bus
 * @param version from 1; each change is a new one
 * @param fingerprint of the request that made it, where that bore an {@code Idempotency-Key}; else
 *     null
 */
public record Endpoint(
    String id,
    EndpointTerms terms,
    List<EndpointSecret> secrets,
    int version,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String fingerprint) {
  /** Copies the secrets. */
  public Endpoint {
    secrets = List.copyOf(secrets);
  }

  /** Its next version, with other terms. */
  Endpoint with(EndpointTerms others, Instant at) {
    return new Endpoint(id, others, secrets, version + 1, createdAt, at, fingerprint);
  }

  /**
   * Its next version, with one more secret. That before signs beside it for a while, those before
   * that no longer.
   */
  Endpoint with(EndpointSecret secret, Duration overlap) {
    Instant at = secret.since();
    List<EndpointSecret> both = List.of(secret, secrets.get(0).endingAt(at.plus(overlap)));
    return new Endpoint(id, terms, both, version + 1, createdAt, at, fingerprint);
  }

  /** The secrets that sign what is sent at that time, newest first. */
  List<EndpointSecret> secretsAt(Instant now) {
    return secrets.stream().filter(secret -> secret.signsAt(now)).toList();
  }

  /** Where a list goes on after it. */
  Cursor cursor() {
    return new Cursor(createdAt, id);
  }

  /** As an audit entry tells of it at that time. */
  JsonObject toJson(Instant now) {
    JsonArray shown = new JsonArray();
    secretsAt(now).forEach(secret -> shown.add(secret.toJson()));
    return new JsonObject()
        .put("id", id)
        .mergeIn(terms.toJson())
        .put("secrets", shown)
        .put("version", version)
        .put("createdAt", Instants.format(createdAt))
        .put("updatedAt", Instants.format(updatedAt));
  }
}
