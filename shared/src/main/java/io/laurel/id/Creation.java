package io.laurel.id;

import io.laurel.failure.Failure;
import io.laurel.json.CanonicalJson;
import io.laurel.security.Sha256;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The identity of an object that is about to be made. With an {@code Idempotency-Key} the id
 * follows from caller, operation, path and key, so that a second run meets the first one's document
 * by duplicate key; the fingerprint of the request, kept in the document, tells a replay from a
 * conflict. No store of keys is needed, and none is forgotten before its object.
 *
 * @param id id of the object
 * @param fingerprint SHA-256 of the canonical request; null where no key was sent
 */
public record Creation(String id, @Nullable String fingerprint) {
  /** Name of the header, and of its field in a message. */
  public static final String KEY = "Idempotency-Key";

  /**
   * The identity for one request.
   *
   * @param caller user id of the caller
   * @param scope the operation, and the path's ids
   * @param message the admitted message; the key is its field {@value #KEY}
   */
  public static Creation of(
      Ids ids, String prefix, String caller, String scope, JsonObject message) {
    String key = message.getString(KEY);
    return key == null
        ? new Creation(ids.next(prefix), null)
        : new Creation(Ids.derived(prefix, caller, scope, key), fingerprintOf(message));
  }

  /**
   * The identity of one of several objects that the request makes.
   *
   * @param of what tells it from the others
   */
  public Creation part(Ids ids, String prefix, String... of) {
    return keyed()
        ? new Creation(
            Ids.derived(prefix, Stream.concat(Stream.of(id), Stream.of(of)).toArray(String[]::new)),
            fingerprint)
        : new Creation(ids.next(prefix), null);
  }

  /** Whether a key was sent. */
  public boolean keyed() {
    return fingerprint != null;
  }

  /**
   * Checks that the object found under this id came of the same request. Fails with {@code
   * idempotency-key-reused}.
   *
   * @param stored the fingerprint kept in that object; null for none
   */
  public void mustMatch(@Nullable String stored) {
    if (fingerprint == null || !fingerprint.equals(stored)) {
      throw Failure.unprocessable(
          "idempotency-key-reused",
          "This Idempotency-Key was used with another body; take a new key.");
    }
  }

  private static String fingerprintOf(JsonObject message) {
    JsonObject request = message.copy();
    request.remove(KEY);
    return Sha256.text(CanonicalJson.of(request).getBytes(StandardCharsets.UTF_8));
  }
}
