package io.laurel.event.catalog.endpoint;

import io.laurel.event.catalog.seal.Seal;
import io.laurel.event.catalog.seal.SealConfig;
import io.laurel.failure.Failure;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the secrets of endpoints, as Standard Webhooks write them ({@code whsec_} and Base64), and
 * opens them to sign. What is kept is sealed for its endpoint.
 */
final class EndpointSecrets {
  private static final Logger LOG = LoggerFactory.getLogger(EndpointSecrets.class);
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;
  private static final int SHOWN = 4;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Seal seal;
  private final Random random;

  /**
   * A secret that was just made.
   *
   * @param shown as its receiver needs it; for one answer, and for nothing else
   */
  record Fresh(EndpointSecret kept, String shown) {
    @Override
    public String toString() {
      return "Fresh[kept=" + kept + "]";
    }
  }

  /** Secrets that these keys seal; {@code random} is one that nobody can guess. */
  EndpointSecrets(SealConfig config, Random random) {
    this.seal = new Seal(config, "endpoint secret");
    this.random = random;
  }

  /** A new one of that endpoint. */
  Fresh make(String endpointId, Instant since) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    String shown = PREFIX + Base64.getEncoder().encodeToString(key);
    String ends = shown.substring(shown.length() - SHOWN);
    return new Fresh(new EndpointSecret(ends, since, null, seal.seal(endpointId, key)), shown);
  }

  /**
   * The keys that sign what is sent at that time, newest first. Those that cannot be opened here,
   * such as by a node that was not given the newest of {@code SEAL_KEYS} yet, are logged and left
   * out. Fails with {@code unavailable} where that leaves none: nothing goes out unsigned.
   */
  List<byte[]> keys(Endpoint endpoint, Instant now) {
    List<byte[]> keys = new ArrayList<>();
    for (EndpointSecret secret : endpoint.secretsAt(now)) {
      try {
        keys.add(seal.open(endpoint.id(), secret.sealed()));
      } catch (GeneralSecurityException e) {
        LOG.error("A secret of endpoint {} cannot be opened", endpoint.id(), e);
      }
    }
    if (keys.isEmpty() && !endpoint.secrets().isEmpty()) {
      throw Failure.unavailable("No secret of this endpoint can be read right now.", RETRY_AFTER);
    }
    return List.copyOf(keys);
  }
}
