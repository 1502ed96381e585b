package io.laurel.auth.credential;

import io.laurel.auth.password.Passwords;
import io.laurel.auth.password.Seat;
import io.laurel.auth.throttle.LoginThrottle;
import io.laurel.auth.throttle.Proof;
import io.laurel.auth.user.LoginAccounts;
import io.laurel.auth.user.User;
import io.laurel.bus.Origin;
import io.laurel.failure.Failure;
import io.laurel.schedule.Races.Written;
import io.laurel.security.Sha256;
import io.laurel.text.Spelling;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves users by their passwords, as often as the throttle lets it. */
public final class CredentialCheck {
  private static final Logger LOG = LoggerFactory.getLogger(CredentialCheck.class);

  /** Of addresses that were stored before {@link Spelling} was. */
  private static final Pattern EDGES = Pattern.compile("^\\s+|\\s+$");

  private final LoginAccounts accounts;
  private final Passwords passwords;
  private final LoginThrottle throttle;

  /** A check of those accounts. */
  CredentialCheck(LoginAccounts accounts, Passwords passwords, LoginThrottle throttle) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.throttle = throttle;
  }

  /**
   * The account whose login and password these are; an imported password hash is replaced by one of
   * ours. Fails with {@code invalid-credentials} and with {@code too-many-attempts}, each alike in
   * answer and time for an unknown login, a wrong password and a suspended account; and with {@code
   * unavailable} in a flood, or where attempts cannot be counted.
   *
   * @param login address, which has an {@code @}, or username, which has none
   */
  public Future<User> prove(String login, String password, Origin origin) {
    String normalized = User.normalizedEmail(login);
    return (normalized.contains("@") ? byEmail(login, normalized) : accounts.byUsername(normalized))
        .compose(user -> attempt(account(user, normalized), user, password, origin));
  }

  /** An address that was stored as it was once spelled is found by that. */
  private Future<@Nullable User> byEmail(String login, String normalized) {
    String former = formerEmail(login);
    return accounts
        .byEmail(normalized)
        .compose(
            user ->
                user == null && !former.equals(normalized)
                    ? accounts.byEmail(former)
                    : Future.succeededFuture(user));
  }

  /** As addresses were once stored: trimmed of ASCII white space only, and never composed. */
  private static String formerEmail(String email) {
    return EDGES.matcher(email).replaceAll("").toLowerCase(Locale.ROOT);
  }

  /**
   * The same for an account that is known, as before its password is changed.
   *
   * @return the user, perhaps with a new password hash and revision
   */
  public Future<User> prove(User user, String password, Origin origin) {
    return attempt(user.id(), user, password, origin);
  }

  /** One for both logins of an account; one that nobody has looks the same from outside. */
  private static String account(@Nullable User user, String login) {
    return user == null ? Sha256.text(login.getBytes(StandardCharsets.UTF_8)) : user.id();
  }

  private Future<User> attempt(
      String account, @Nullable User user, String password, Origin origin) {
    return throttle
        .attempt(account, origin, seat -> matching(user, password, seat))
        .compose(
            proof ->
                proof instanceof Proof.Right<User> right
                    ? Future.succeededFuture(right.proved())
                    : invalidCredentials().asFuture());
  }

  /** The same for unknown, wrong and suspended: nobody learns which accounts exist. */
  private static Failure invalidCredentials() {
    return Failure.unauthorized("invalid-credentials", "Login or password is wrong.");
  }

  private Future<Proof<User>> matching(@Nullable User user, String password, Seat seat) {
    return passwords
        .verify(password, user == null ? null : user.passwordHash(), seat)
        .compose(
            right ->
                right && user != null && !user.suspended()
                    ? upgraded(user, password, seat).map(Proof.Right::new)
                    : Future.succeededFuture(new Proof.Wrong<>()));
  }

  /**
   * The user, its imported hash replaced by one of ours. Not where anything of the account changed
   * meanwhile, perhaps the password: then the next login does it. Nor does it keep anybody out.
   */
  private Future<User> upgraded(User user, String password, Seat seat) {
    String stored = user.passwordHash();
    if (stored == null || !Passwords.isOutdated(stored)) {
      return Future.succeededFuture(user);
    }
    return passwords
        .hash(password, seat)
        .compose(hash -> accounts.replace(user.withPasswordHash(hash), null))
        .map(outcome -> outcome instanceof Written<User> written ? written.value() : user)
        .recover(
            cause -> {
              LOG.warn("The imported password hash of {} stays for now", user.id(), cause);
              return Future.succeededFuture(user);
            });
  }
}
