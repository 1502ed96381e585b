package io.laurel.auth.user;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.auth.password.PasswordSeal;
import io.laurel.auth.password.Seat;
import io.laurel.auth.password.Seat.Lane;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.failure.Failure;
import io.laurel.id.Creation;
import io.laurel.id.Ids;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opens accounts with any roles, and finds accounts. */
final class UserAdminService {
  private static final String PASSWORD = "password";
  private static final int MAX_IDS = 100;

  /** What says otherwise which accounts are listed. */
  private static final List<String> FILTERS = List.of("q", "role", "cursor");

  private final UserStore store;
  private final UserService users;
  private final PasswordSeal seal;
  private final Ids ids;

  /** A service that opens accounts through {@code users}, into the same store. */
  UserAdminService(UserStore store, UserService users, PasswordSeal seal, Ids ids) {
    this.store = store;
    this.users = users;
    this.seal = seal;
    this.ids = ids;
  }

  /**
   * Opens an account with the roles given; a machine's may have no password. Fails as {@link
   * UserService#register}, and with {@code idempotency-key-reused}.
   */
  Future<Reply> create(Call call) {
    Set<Role> roles = RoleNames.parse(call);
    if (call.textOrNull(PASSWORD) == null && !roles.equals(Set.of(Role.SERVICE))) {
      throw Failure.invalidRequest("/" + PASSWORD, "is required");
    }
    Creation creation = creation(call);
    // Of the ADMIN, who may well do it from where strangers register.
    Seat seat = new Seat(Lane.OPENING, call.principal().userId());
    NewAccount account = users.requested(call, creation, roles, seat);
    return replay(creation)
        .compose(
            replayed -> replayed.map(Future::succeededFuture).orElseGet(() -> open(call, account)));
  }

  /** A key stands for the password too, but the fingerprint must be of no use to guess it. */
  private Creation creation(Call call) {
    JsonObject sealed = call.message().copy();
    String password = call.textOrNull(PASSWORD);
    putPresent(sealed, PASSWORD, password == null ? null : seal.of(password));
    String caller = call.principal().userId();
    return Creation.of(ids, UserService.PREFIX, caller, call.operation(), sealed);
  }

  private Future<Reply> open(Call call, NewAccount account) {
    return users
        .open(account, opened -> entry(call, opened))
        .map(opened -> Reply.of(opened.toJson()))
        .recover(cause -> replayOr(account.creation(), cause));
  }

  private AuditEntry entry(Call call, User opened) {
    Change change = Change.of(opened.id(), null, opened.auditedRoles());
    return AuditEntry.of(call, change, ids, opened.createdAt());
  }

  /** Another run of the same request may have come first. */
  private Future<Reply> replayOr(Creation creation, Throwable cause) {
    return replay(creation)
        .compose(
            replayed ->
                replayed.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(cause)));
  }

  /** The account that an earlier run has opened, if one has. */
  private Future<Optional<Reply>> replay(Creation creation) {
    return creation.keyed()
        ? store
            .byId(creation.id())
            .map(user -> Optional.ofNullable(user).map(opened -> replay(creation, opened)))
        : Future.succeededFuture(Optional.empty());
  }

  private static Reply replay(Creation creation, User user) {
    creation.mustMatch(user.fingerprint());
    return Reply.replayed(user.toJson());
  }

  /**
   * One page of accounts, newest first, or those that {@code ids} names. Fails with {@code
   * invalid-cursor}, and with {@code invalid-request} for ids beside a filter, or too many.
   */
  Future<Reply> list(Call call) {
    return call.textOrNull(UserIds.FIELD) == null ? found(call) : these(call);
  }

  private Future<Reply> these(Call call) {
    for (String filter : FILTERS) {
      if (call.textOrNull(filter) != null) {
        throw Failure.invalidRequest("/" + filter, "must not stand beside `ids`");
      }
    }
    return store
        .byIds(UserIds.of(call, MAX_IDS))
        .map(users -> users.stream().sorted(User.NEWEST_FIRST).toList())
        .map(users -> reply(new Page<>(users, null), call.principal()));
  }

  private Future<Reply> found(Call call) {
    String role = call.textOrNull("role");
    String text = call.textOrNull("q");
    UserStore.Filter filter =
        new UserStore.Filter(
            role == null ? null : Role.valueOf(role),
            text == null ? null : User.normalizedEmail(text),
            seesAddresses(call.principal()));
    return store
        .list(filter, PageRequest.of(call.message()))
        .map(page -> reply(page, call.principal()));
  }

  private static Reply reply(Page<User> page, Principal reader) {
    return Reply.of(page.toJson(user -> shown(user, reader)));
  }

  /** One account. Fails with {@code user-not-found}. */
  Future<Reply> get(Call call) {
    return store
        .byId(call.text("userId"))
        .map(
            user -> {
              if (user == null) {
                throw UserFailures.notFound();
              }
              return Reply.of(shown(user, call.principal()));
            });
  }

  /** Whose account it is, and ADMIN, see all of it. */
  private static JsonObject shown(User user, Principal reader) {
    if (reader.hasAny(Role.ADMIN) || reader.userId().equals(user.id())) {
      return user.toJson();
    }
    return seesAddresses(reader) ? user.toJsonOfOthers() : user.toJsonWithoutAddress();
  }

  /** An AUDITOR reads who did what, and needs nobody's address for it. */
  private static boolean seesAddresses(Principal reader) {
    return reader.hasAny(Role.OPERATOR, Role.ADMIN);
  }
}
