package io.laurel.auth.provider;

import io.laurel.net.Destination;
import java.util.Set;

/**
 * Somebody whose word is taken for who somebody is.
 *
 * @param name what usernames of its players begin with
 * @param issuer {@code iss} of its tokens
 * @param audience {@code aud} of those that are meant for us
 * @param source where its keys come from
 * @param subjectClaim the claim that says who somebody is
 * @param algorithms by which its tokens may be signed
 */
public record Provider(
    String name,
    String issuer,
    String audience,
    Source source,
    String subjectClaim,
    Set<SigningAlgorithm> algorithms) {
  /** Copies the algorithms. */
  public Provider {
    algorithms = Set.copyOf(algorithms);
  }

  /** Where keys come from. */
  public sealed interface Source {
    /** An operator wrote them down. */
    record Written(KeySet keys) implements Source {}

    /** The provider publishes them there. */
    record Published(Destination at) implements Source {}
  }
}
