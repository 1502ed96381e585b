package io.laurel.auth.exchange;

import io.laurel.auth.session.SignIns;
import io.laurel.auth.user.ExternalAccounts;
import io.laurel.auth.user.User;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;

/** Trades the tokens of others for ours (in the spirit of RFC 8693). */
final class ExchangeService {
  private final TokenCheck check;
  private final ExternalAccounts accounts;
  private final SignIns signIns;
  private final Clock clock;

  ExchangeService(TokenCheck check, ExternalAccounts accounts, SignIns signIns, Clock clock) {
    this.check = check;
    this.accounts = accounts;
    this.signIns = signIns;
    this.clock = clock;
  }

  /**
   * Begins a session, as a login does; the account is made where it is the first one. Fails with
   * {@code invalid-credentials}, also for an account that is suspended, and with {@code
   * unavailable}.
   */
  Future<Reply> exchange(Call call) {
    // Before anything is read: a revocation that is not known yet outlives what is signed.
    Instant asOf = clock.instant();
    return check
        .prove(call.text("token"))
        .compose(proved -> accounts.of(proved.external(), proved.name()))
        .compose(user -> signIn(call, user, asOf));
  }

  private Future<Reply> signIn(Call call, User user, Instant asOf) {
    return user.suspended()
        ? ExchangeFailures.invalidCredentials().asFuture()
        : signIns.begin(user, call.origin(), asOf);
  }
}
