package io.laurel.gateway;

import io.laurel.contract.Operation;
import io.laurel.failure.Failure;
import io.laurel.rate.Rates;
import io.laurel.rate.Standing;
import io.laurel.security.Principal;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets in as many calls of one operation as its class allows: of an address before anybody looks at
 * a token, of its owner after that. Every answer then says what is left, of the tighter of the two.
 */
final class RateGate {
  private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
  private static final CharSequence LEFT = HttpHeaders.createOptimized("RateLimit");

  private final Operation.Rate rate;
  private final Rates rates;

  /** Judges by these buckets. */
  RateGate(Operation.Rate rate, Rates rates) {
    this.rate = rate;
    this.rates = rates;
  }

  /**
   * Takes a call of the address. Fails with {@code too-many-requests}, but not where a device may
   * have a limit of its own.
   *
   * @return null where nothing is limited
   */
  @Nullable Standing ofAddress(HttpServerRequest request, ClientAddress.Client client) {
    Standing standing = rates.take(rate.kind(), client.network());
    if (standing != null) {
      show(request, standing);
      refuse(rate.devices() ? null : standing.delay());
    }
    return standing;
  }

  /** Takes a call of who sent the token; fails with {@code too-many-requests}. */
  void ofSubject(HttpServerRequest request, @Nullable Standing address, Principal principal) {
    if (principal.isAnonymous()) {
      return;
    }
    Standing standing = rates.take(rate.kind(), subject(principal));
    if (standing != null) {
      show(request, standing.tighter(address));
      refuse(standing.delay());
    }
  }

  /** A game server's keys have limits each, whoever made them. */
  private static String subject(Principal principal) {
    return principal.isByKey() ? principal.sessionId() : principal.userId();
  }

  private static void show(HttpServerRequest request, Standing standing) {
    request.response().putHeader(POLICY, standing.policy()).putHeader(LEFT, standing.left());
  }

  private static void refuse(@Nullable Duration wait) {
    if (wait != null) {
      throw Failure.tooManyRequests(wait);
    }
  }
}
