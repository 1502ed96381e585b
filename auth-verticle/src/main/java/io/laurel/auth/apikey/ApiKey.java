package io.laurel.auth.apikey;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.paging.Cursor;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A machine's key to an account, without the key itself.
 *
 * @param id {@code key_…}
 * @param userId whose it is
 * @param name what its ADMIN calls it
 * @param hash {@link KeyText#hash}; null once it is revoked, so that no text has it
 * @param createdAt when it was made
 * @param expiresAt when it ends by itself; null for never
 * @param lastUsedAt the hour in which it was last traded for a token; null for never
 * @param revokedAt null while it is not
 */
record ApiKey(
    String id,
    String userId,
    String name,
    @Nullable String hash,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {
  static ApiKey made(
      KeyText text, String userId, String name, Instant at, @Nullable Instant expiresAt) {
    return new ApiKey(text.id(), userId, name, text.hash(), at, expiresAt, null, null);
  }

  /** Whether its holder may sign in. */
  boolean admits(KeyText text, Instant now) {
    return revokedAt == null
        && text.hash().equals(hash)
        && (expiresAt == null || now.isBefore(expiresAt));
  }

  /** That time, or its end where this comes first. */
  Instant atMost(Instant time) {
    return expiresAt == null || time.isBefore(expiresAt) ? time : expiresAt;
  }

  Cursor cursor() {
    return new Cursor(createdAt, id);
  }

  /** As answered: the contract's {@code Key}. */
  JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("id", id)
            .put("name", name)
            .put("createdAt", Instants.format(createdAt));
    putPresent(json, "expiresAt", Instants.formatOrNull(expiresAt));
    putPresent(json, "lastUsedAt", Instants.formatOrNull(lastUsedAt));
    return json;
  }

  /** What an audit entry tells of it. */
  JsonObject audited() {
    JsonObject json = new JsonObject().put("userId", userId).put("name", name);
    putPresent(json, "expiresAt", Instants.formatOrNull(expiresAt));
    return json;
  }

  /** Without the hash. */
  @Override
  public String toString() {
    return "ApiKey[" + id + "]";
  }
}
