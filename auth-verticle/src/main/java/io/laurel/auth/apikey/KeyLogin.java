package io.laurel.auth.apikey;

import io.laurel.auth.key.TokenSigner;
import io.laurel.auth.user.User;
import io.laurel.auth.user.UserService;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trades keys for access tokens. */
final class KeyLogin {
  private static final Logger LOG = LoggerFactory.getLogger(KeyLogin.class);

  private final ApiKeyStore store;
  private final UserService users;
  private final TokenSigner signer;
  private final Duration ttl;
  private final Clock clock;

  /**
   * Signs tokens by {@code signer}.
   *
   * @param ttl lifetime of one, where its key lives longer
   */
  KeyLogin(ApiKeyStore store, UserService users, TokenSigner signer, Duration ttl, Clock clock) {
    this.store = store;
    this.users = users;
    this.signer = signer;
    this.ttl = ttl;
    this.clock = clock;
  }

  /**
   * A token that bears SERVICE alone, whatever else its account does. Fails with {@code
   * invalid-credentials} where the key is none, has ended, or its account is suspended or no
   * SERVICE.
   */
  Future<Reply> login(Call call) {
    // Before anything is read: a revocation that is not known yet outlives what is signed.
    Instant asOf = clock.instant();
    return KeyText.parse(call.text("key"))
        .map(text -> prove(text, asOf))
        .orElseGet(() -> KeyFailures.invalidCredentials().asFuture());
  }

  private Future<Reply> prove(KeyText text, Instant asOf) {
    return store
        .byId(text.id())
        .compose(
            key ->
                key != null && key.admits(text, asOf)
                    ? users.active(key.userId()).compose(user -> issue(key, user, asOf))
                    : KeyFailures.invalidCredentials().asFuture());
  }

  private Future<Reply> issue(ApiKey key, @Nullable User user, Instant asOf) {
    Instant begin = asOf.truncatedTo(ChronoUnit.SECONDS);
    Instant end = key.atMost(begin.plus(ttl)).truncatedTo(ChronoUnit.SECONDS);
    if (user == null || !user.roles().contains(Role.SERVICE) || !end.isAfter(begin)) {
      return KeyFailures.invalidCredentials().asFuture();
    }
    Principal principal =
        new Principal(
            user.id(),
            user.username(),
            key.id(),
            Set.of(Role.SERVICE),
            user.standing().epoch(),
            end);
    return note(key, asOf)
        .compose(noted -> signer.sign(principal, begin))
        .map(
            token ->
                new JsonObject()
                    .put("accessToken", token)
                    .put("tokenType", "Bearer")
                    .put("expiresIn", Duration.between(begin, end).toSeconds()))
        .map(Reply::of);
  }

  /** Once an hour at most; that it cannot be noted keeps nobody out. */
  private Future<Void> note(ApiKey key, Instant asOf) {
    Instant hour = asOf.truncatedTo(ChronoUnit.HOURS);
    return hour.equals(key.lastUsedAt())
        ? Future.succeededFuture()
        : store
            .used(key.id(), hour)
            .recover(
                cause -> {
                  LOG.warn("That {} was used at {} is not noted", key.id(), Instants.format(hour));
                  return Future.succeededFuture();
                });
  }
}
