package io.laurel.auth.provider;

import io.laurel.auth.provider.Provider.Source;
import io.laurel.net.Destination;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One entry of the file of trusted issuers, field by field.
 *
 * @param entry as written
 * @param maxKeys most keys that may be written down
 */
record ProviderEntry(JsonObject entry, int maxKeys) {
  private static final String NAME = "name";
  private static final String ISSUER = "issuer";
  private static final String AUDIENCE = "audience";
  private static final String JWKS_URI = "jwksUri";
  private static final String KEYS = "keys";
  private static final String SUBJECT_CLAIM = "subjectClaim";
  private static final String ALGORITHMS = "algorithms";
  private static final Set<String> FIELDS =
      Set.of(NAME, ISSUER, AUDIENCE, JWKS_URI, KEYS, SUBJECT_CLAIM, ALGORITHMS);

  private static final Pattern NAMES = Pattern.compile("[a-z][a-z0-9]{1,20}");
  private static final int MAX_TEXT = 255;
  private static final Pattern UNSEEN = Pattern.compile("\\p{Cntrl}");

  /**
   * The provider.
   *
   * @throws EntryFault where a field is missing, unknown, or not what it has to be
   */
  Provider provider() {
    Set<String> unknown = new TreeSet<>(entry.fieldNames());
    unknown.removeAll(FIELDS);
    if (!unknown.isEmpty()) {
      throw new EntryFault("", "has an unknown field; known are " + new TreeSet<>(FIELDS));
    }
    String name = text(NAME);
    if (!NAMES.matcher(name).matches()) {
      throw new EntryFault(NAME, "must be 2 to 21 of a-z and 0-9, a letter first");
    }
    Set<SigningAlgorithm> algorithms = algorithms();
    return new Provider(
        name,
        text(ISSUER),
        text(AUDIENCE),
        source(algorithms),
        entry.containsKey(SUBJECT_CLAIM) ? text(SUBJECT_CLAIM) : "sub",
        algorithms);
  }

  private String text(String field) {
    Object value = entry.getValue(field);
    if (!(value instanceof String text)) {
      throw new EntryFault(field, entry.containsKey(field) ? "must be a text" : "is missing");
    }
    if (text.isBlank() || text.length() > MAX_TEXT || UNSEEN.matcher(text).find()) {
      throw new EntryFault(
          field, "must have 1 to " + MAX_TEXT + " characters, and none that nobody sees");
    }
    return text;
  }

  private Source source(Set<SigningAlgorithm> algorithms) {
    if (entry.containsKey(JWKS_URI) == entry.containsKey(KEYS)) {
      throw new EntryFault("", "must have either " + JWKS_URI + " or " + KEYS);
    }
    return entry.containsKey(JWKS_URI)
        ? new Source.Published(destination())
        : new Source.Written(keys(algorithms));
  }

  private Destination destination() {
    if (!(entry.getValue(JWKS_URI) instanceof String url)) {
      throw new EntryFault(JWKS_URI, "must be a text");
    }
    try {
      Destination destination = Destination.parse(url);
      if (destination.tls() || isThisMachine(destination)) {
        return destination;
      }
    } catch (IllegalArgumentException e) {
      throw new EntryFault(JWKS_URI, e.getMessage());
    }
    throw new EntryFault(JWKS_URI, "must begin with https://; http:// is for this machine alone");
  }

  private static boolean isThisMachine(Destination destination) {
    return destination.host().equals("localhost")
        || destination.address().filter(InetAddress::isLoopbackAddress).isPresent();
  }

  private KeySet keys(Set<SigningAlgorithm> algorithms) {
    JsonArray written = array(KEYS, maxKeys);
    List<PublicJwk> keys = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      try {
        PublicJwk.of(KeySet.object(written.getList().get(i))).ifPresent(keys::add);
      } catch (IllegalArgumentException e) {
        throw new EntryFault(KEYS + "/" + i, e.getMessage());
      }
    }
    KeySet set = new KeySet(keys);
    if (algorithms.stream().noneMatch(set::hasAnyFor)) {
      throw new EntryFault(
          KEYS, "must have a key of one of the algorithms; RSA of less than 2048 bits is not used");
    }
    return set;
  }

  private Set<SigningAlgorithm> algorithms() {
    if (!entry.containsKey(ALGORITHMS)) {
      return new LinkedHashSet<>(SigningAlgorithm.USUAL);
    }
    Set<SigningAlgorithm> algorithms = new LinkedHashSet<>();
    for (Object name : array(ALGORITHMS, SigningAlgorithm.values().length)) {
      SigningAlgorithm algorithm =
          name instanceof String text ? SigningAlgorithm.named(text).orElse(null) : null;
      if (algorithm == null || !algorithms.add(algorithm)) {
        throw new EntryFault(
            ALGORITHMS,
            "must be some of "
                + List.of(SigningAlgorithm.values()).stream()
                    .map(SigningAlgorithm::joseName)
                    .toList()
                + ", each once");
      }
    }
    return algorithms;
  }

  private JsonArray array(String field, int max) {
    if (entry.getValue(field) instanceof JsonArray array
        && !array.isEmpty()
        && array.size() <= max) {
      return array;
    }
    throw new EntryFault(field, "must be a list of 1 to " + max);
  }
}
