package io.laurel.auth.exchange;

import io.laurel.failure.Failure;

/** What is refused about the tokens of others. */
final class ExchangeFailures {
  private ExchangeFailures() {}

  /** The same for whatever is wrong with it: nobody learns what of a forged token was right. */
  static Failure invalidCredentials() {
    return Failure.unauthorized("invalid-credentials", "This token does not sign anybody in.");
  }

  static Failure off() {
    return Failure.notFound("exchange-off", "No issuer of tokens is trusted here.");
  }
}
