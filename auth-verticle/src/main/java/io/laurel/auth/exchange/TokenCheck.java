package io.laurel.auth.exchange;

import io.laurel.auth.provider.KeySet;
import io.laurel.auth.provider.Provider;
import io.laurel.auth.provider.ProviderKeys;
import io.laurel.auth.user.External;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Proves users by tokens of trusted providers. */
final class TokenCheck {
  private final Vertx vertx;
  private final Map<String, Trusted> trusted;
  private final ClaimRules rules;
  private final Clock clock;

  /** A provider, and its keys. */
  record Trusted(Provider provider, ProviderKeys keys) {}

  /**
   * Who somebody is.
   *
   * @param name of the provider that says so
   */
  record Proved(External external, String name) {}

  /**
   * A check.
   *
   * @param trusted by issuer
   */
  TokenCheck(Vertx vertx, Map<String, Trusted> trusted, ClaimRules rules, Clock clock) {
    this.vertx = vertx;
    this.trusted = Map.copyOf(trusted);
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Of whom a token speaks. Fails with {@code invalid-credentials}, the same for whatever is wrong
   * with it, and with {@code unavailable} where its provider's keys were never to be had.
   */
  Future<Proved> prove(String text) {
    Optional<SignedToken> parsed = SignedToken.parse(text);
    String issuer = parsed.map(SignedToken::issuer).orElse(null);
    Trusted by = issuer == null ? null : trusted.get(issuer);
    return parsed.isEmpty() || by == null
        ? ExchangeFailures.invalidCredentials().asFuture()
        : prove(parsed.get(), by);
  }

  /** What costs nothing comes first: nobody is asked for keys for a token that is over. */
  private Future<Proved> prove(SignedToken token, Trusted by) {
    Provider provider = by.provider();
    Optional<String> subject =
        provider.algorithms().contains(token.algorithm())
            ? rules.subject(token.claims(), provider, clock.instant())
            : Optional.empty();
    return subject.isEmpty()
        ? ExchangeFailures.invalidCredentials().asFuture()
        : key(token, by.keys())
            .compose(key -> verify(token, key))
            .map(
                verified ->
                    new Proved(new External(provider.issuer(), subject.get()), provider.name()));
  }

  private static Future<@Nullable PublicKey> key(SignedToken token, ProviderKeys keys) {
    return keys.current()
        .compose(set -> isUnknown(token, set) ? keys.after(set) : Future.succeededFuture(set))
        .map(set -> set.find(token.keyId(), token.algorithm()).orElse(null));
  }

  private static boolean isUnknown(SignedToken token, KeySet set) {
    return token.keyId() != null && !set.knows(token.keyId());
  }

  private Future<Void> verify(SignedToken token, @Nullable PublicKey key) {
    return key == null
        ? ExchangeFailures.invalidCredentials().asFuture()
        : vertx
            .executeBlocking(() -> token.isSignedBy(key), false)
            .compose(
                verified ->
                    verified
                        ? Future.succeededFuture()
                        : ExchangeFailures.invalidCredentials().asFuture());
  }
}
