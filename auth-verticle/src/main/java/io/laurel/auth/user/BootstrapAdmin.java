package io.laurel.auth.user;

import io.laurel.config.ConfigException;
import io.laurel.security.Role;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first ADMIN, made of a bootstrap secret. There are no default credentials. */
public final class BootstrapAdmin {
  static final String USERNAME = "admin";
  static final String EMAIL = "admin@laurel.invalid";

  private static final Logger LOG = LoggerFactory.getLogger(BootstrapAdmin.class);

  private final UserStore store;
  private final UserService users;

  /** Makes it through {@code users}, into the same store. */
  public BootstrapAdmin(UserStore store, UserService users) {
    this.store = store;
    this.users = users;
  }

  /** Whether a name is kept for the first ADMIN, so that nobody else can stand in its way. */
  public static boolean isReserved(String email, String username) {
    return email.equals(EMAIL) || User.usernameKey(username).equals(USERNAME);
  }

  /**
   * Makes username {@code admin} an ADMIN unless some account is one. Of two processes that start
   * at once, one makes it and both succeed. Fails with {@link ConfigException} where the name
   * belongs to an account that is no ADMIN.
   *
   * @param password the bootstrap secret; null where none is given, and nothing is done
   */
  public Future<Void> ensure(String password) {
    if (password == null) {
      return Future.succeededFuture();
    }
    return store
        .anyWith(Role.ADMIN)
        .compose(exists -> exists ? Future.succeededFuture() : make(password));
  }

  private Future<Void> make(String password) {
    return users
        .open(EMAIL, USERNAME, password, Role.ADMIN)
        .<Void>map(
            admin -> {
              LOG.info("The first ADMIN is {}, username {}", admin.id(), USERNAME);
              return null;
            })
        .recover(
            cause -> UserFailures.isTaken(cause) ? acceptIfMade() : Future.failedFuture(cause));
  }

  private Future<Void> acceptIfMade() {
    return store
        .anyWith(Role.ADMIN)
        .compose(
            exists ->
                exists
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new ConfigException(
                            "BOOTSTRAP_ADMIN_PASSWORD cannot make the first ADMIN: username "
                                + USERNAME
                                + " or e-mail "
                                + EMAIL
                                + " belongs to an account that is none")));
  }
}
