package io.laurel.auth.key;

import io.laurel.audit.AuditEntry;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * The access token of calls that the system makes itself: of nobody's account, with the role
 * SERVICE. Belongs to one event loop.
 */
final class SystemToken {
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  /** So much of it is left when a call begins. */
  private static final Duration RESERVE = Duration.ofMinutes(1);

  private final TokenSigner signer;
  private final Clock clock;
  private Future<String> token = Future.failedFuture("none yet");
  private Instant renewAt = Instant.MIN;

  /** Signed by {@code signer}. */
  SystemToken(TokenSigner signer, Clock clock) {
    this.signer = signer;
    this.clock = clock;
  }

  /** One that is good for a minute at least. */
  Future<String> get() {
    Instant now = clock.instant();
    if (token.failed() || !now.isBefore(renewAt)) {
      String name = AuditEntry.SYSTEM;
      Instant end = now.plus(LIFETIME);
      token = signer.sign(new Principal(name, name, name, Set.of(Role.SERVICE), 0, end), now);
      renewAt = end.minus(RESERVE);
    }
    return token;
  }
}
