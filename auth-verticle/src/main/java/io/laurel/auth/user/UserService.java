package io.laurel.auth.user;

import io.laurel.auth.password.Passwords;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.failure.Failure;
import io.laurel.id.Ids;
import io.laurel.security.Role;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/** Opens accounts, and says who is signed in. */
public final class UserService {
  private static final String PREFIX = "usr";

  private final UserStore store;
  private final Passwords passwords;
  private final Ids ids;
  private final Clock clock;

  /** A service that keeps accounts in {@code store}. */
  public UserService(UserStore store, Passwords passwords, Ids ids, Clock clock) {
    this.store = store;
    this.passwords = passwords;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Opens an account with the role USER. Fails with {@code email-taken}, {@code username-taken},
   * and with {@code invalid-request} for a password that is common, the address or the username.
   */
  public Future<Reply> register(Call call) {
    String email = User.normalizedEmail(call.text("email"));
    String username = call.text("username");
    String password = call.text("password");
    refuseReserved(email, username);
    refuseWeak("/password", password, email, username);
    return open(email, username, password, Role.USER).map(user -> Reply.of(user.toJson()));
  }

  /**
   * The signed-in user. Fails with {@code unauthorized} where there is no such account any more.
   */
  public Future<Reply> me(Call call) {
    return active(call.principal().userId())
        .compose(
            user ->
                user == null
                    ? Failure.unauthorized().asFuture()
                    : Future.succeededFuture(Reply.of(user.toJson())));
  }

  /** The account of that id; null where there is none or it is suspended. */
  public Future<User> active(String id) {
    return store.byId(id).map(user -> user == null || user.suspended() ? null : user);
  }

  Future<User> open(String email, String username, String password, Role role) {
    Instant now = Instants.now(clock);
    return passwords
        .hash(password)
        .map(hash -> User.opened(ids.next(PREFIX), email, username, hash, Set.of(role), now))
        .compose(user -> store.add(user, null).map(user));
  }

  /** Else a stranger could take the first ADMIN's name before there is one. */
  private static void refuseReserved(String email, String username) {
    if (email.equals(BootstrapAdmin.EMAIL)) {
      throw UserFailures.emailTaken();
    }
    if (User.usernameKey(username).equals(BootstrapAdmin.USERNAME)) {
      throw UserFailures.usernameTaken();
    }
  }

  /**
   * Refuses a new password that an attacker tries first, with {@code invalid-request}.
   *
   * @param pointer of the field it stands in
   */
  void refuseWeak(String pointer, String password, String email, String username) {
    if (password.equalsIgnoreCase(email) || password.equalsIgnoreCase(username)) {
      throw Failure.invalidRequest(pointer, "must not be the e-mail address or the username");
    }
    passwords.refuseCommon(password, pointer);
  }
}
