package io.laurel.auth.user;

import io.laurel.audit.AuditEntry;
import io.laurel.auth.password.Seat;
import io.laurel.config.ConfigException;
import io.laurel.id.Creation;
import io.laurel.id.Ids;
import io.laurel.security.Role;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first ADMIN, made of a bootstrap secret. There are no default credentials. */
public final class BootstrapAdmin {
  static final String USERNAME = "admin";
  static final String EMAIL = "admin@laurel.invalid";

  /** As if an ADMIN had made it. */
  private static final String ACTION = "user.create";

  private static final Logger LOG = LoggerFactory.getLogger(BootstrapAdmin.class);

  private final UserStore store;
  private final UserService users;
  private final Ids ids;
  private final Clock clock;

  /** Makes it through {@code users}, into the same store. */
  BootstrapAdmin(UserStore store, UserService users, Ids ids, Clock clock) {
    this.store = store;
    this.users = users;
    this.ids = ids;
    this.clock = clock;
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
  Future<Void> ensure(@Nullable String password) {
    if (password == null) {
      return Future.succeededFuture();
    }
    return store
        .anyWith(Role.ADMIN)
        .compose(exists -> exists ? Future.succeededFuture() : make(password));
  }

  private Future<Void> make(String password) {
    Creation creation = new Creation(ids.next(UserService.PREFIX), null);
    return users
        .open(
            new NewAccount(creation, EMAIL, USERNAME, password, Set.of(Role.ADMIN), Seat.OWN),
            this::entry)
        .<Void>map(
            admin -> {
              LOG.info("The first ADMIN is {}, username {}", admin.id(), USERNAME);
              return null;
            })
        .recover(
            cause -> UserFailures.isTaken(cause) ? acceptIfMade() : Future.failedFuture(cause));
  }

  private AuditEntry entry(User admin) {
    var change = AuditEntry.Change.of(admin.id(), null, admin.auditedRoles());
    return AuditEntry.bySystem(ACTION, change, ids, Instants.now(clock));
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
