package io.laurel.auth.provider;

import io.vertx.core.json.JsonObject;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of one provider at one time: those that are used, whatever else it publishes. */
public final class KeySet {
  private final List<PublicJwk> keys;

  KeySet(List<PublicJwk> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads what a provider publishes; what is no key that is used is left out.
   *
   * @throws IllegalArgumentException where it is no key set, or has more keys than that
   */
  static KeySet published(@Nullable Object document, int maxKeys) {
    if (!(document instanceof Map<?, ?> set) || !(set.get("keys") instanceof List<?> entries)) {
      throw new IllegalArgumentException("it is no JSON object with keys");
    }
    if (entries.size() > maxKeys) {
      throw new IllegalArgumentException("it has more than " + maxKeys + " keys");
    }
    List<PublicJwk> keys = new ArrayList<>();
    entries.forEach(entry -> leniently(entry).ifPresent(keys::add));
    return new KeySet(keys);
  }

  private static Optional<PublicJwk> leniently(Object entry) {
    try {
      return PublicJwk.of(object(entry));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * A member of a JSON document as the object that it has to be.
   *
   * @throws IllegalArgumentException where it is none
   */
  @SuppressWarnings("unchecked") // The names of JSON are texts.
  static JsonObject object(@Nullable Object entry) {
    if (entry instanceof Map<?, ?> members) {
      return new JsonObject((Map<String, Object>) members);
    }
    throw new IllegalArgumentException("must be an object");
  }

  /** Whether a key of that id is among them, for whatever algorithm. */
  public boolean knows(String id) {
    return keys.stream().anyMatch(key -> id.equals(key.id()));
  }

  /**
   * The one key that a token names.
   *
   * @param id its {@code kid}; null where it has none: then the only key of that algorithm
   * @return empty where there is none, or more than one
   */
  public Optional<PublicKey> find(@Nullable String id, SigningAlgorithm algorithm) {
    List<PublicJwk> found =
        keys.stream()
            .filter(key -> key.isFor(algorithm))
            .filter(key -> id == null || id.equals(key.id()))
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0).key()) : Optional.empty();
  }

  boolean hasAnyFor(SigningAlgorithm algorithm) {
    return keys.stream().anyMatch(key -> key.isFor(algorithm));
  }
}
