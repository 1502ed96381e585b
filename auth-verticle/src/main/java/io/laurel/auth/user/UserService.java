package io.laurel.auth.user;

import io.laurel.audit.AuditEntry;
import io.laurel.auth.password.Passwords;
import io.laurel.auth.password.Seat;
import io.laurel.auth.password.Seat.Lane;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.failure.Failure;
import io.laurel.id.Creation;
import io.laurel.id.Ids;
import io.laurel.security.Role;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens accounts, and says who is signed in. */
public final class UserService {
  static final String PREFIX = "usr";

  private final UserStore store;
  private final Passwords passwords;
  private final Ids ids;
  private final Clock clock;
  private final UserNews news;
  private final ReservedNames reserved;

  /** A service that keeps accounts in {@code store}. */
  UserService(
      UserStore store,
      Passwords passwords,
      Ids ids,
      Clock clock,
      UserNews news,
      ReservedNames reserved) {
    this.store = store;
    this.passwords = passwords;
    this.ids = ids;
    this.clock = clock;
    this.news = news;
    this.reserved = reserved;
  }

  /**
   * Opens an account with the role USER. Fails with {@code email-taken}, {@code username-taken},
   * and with {@code invalid-request} for a password that is common, the address or the username.
   */
  Future<Reply> register(Call call) {
    Creation creation = new Creation(ids.next(PREFIX), null);
    Seat seat = new Seat(Lane.OPENING, call.origin().network());
    NewAccount account = requested(call, creation, Set.of(Role.USER), seat);
    return open(account, opened -> null).map(opened -> Reply.of(opened.toJson()));
  }

  /**
   * The account that a call asks for by address, username and password, if it has one. Refuses what
   * {@link #register} refuses, but for names that are taken.
   */
  NewAccount requested(Call call, Creation creation, Set<Role> roles, Seat seat) {
    String email = User.normalizedEmail(call.text("email"));
    String username = call.text("username");
    String password = call.textOrNull("password");
    reserved.refuseEmail(email);
    reserved.refuseUsername(username);
    if (password != null) {
      refuseWeak("/password", password, email, username);
    }
    return new NewAccount(creation, email, username, password, roles, seat);
  }

  /**
   * The signed-in user. Fails with {@code unauthorized} where there is no such account any more.
   */
  Future<Reply> me(Call call) {
    return active(call.principal().userId())
        .compose(
            user ->
                user == null
                    ? Failure.unauthorized().asFuture()
                    : Future.succeededFuture(Reply.of(user.toJson())));
  }

  /**
   * Whether an account may play, for who claims on its behalf. Fails with {@code user-not-found}
   * where there is none, it is suspended, or bears no USER.
   */
  Future<Reply> checkPlayer(Call call) {
    String id = call.text("userId");
    return active(id)
        .compose(
            user ->
                user != null && user.roles().contains(Role.USER)
                    ? Future.succeededFuture(Reply.of(new JsonObject().put("userId", id)))
                    : UserFailures.notFound().asFuture());
  }

  /** The account of that id; null where there is none or it is suspended. */
  public Future<@Nullable User> active(String id) {
    return store.byId(id).map(user -> user == null || user.suspended() ? null : user);
  }

  /** The account of that id, suspended or not. Fails with {@code user-not-found}. */
  public Future<User> existing(String id) {
    return store
        .byId(id)
        .compose(
            user ->
                user == null ? UserFailures.notFound().asFuture() : Future.succeededFuture(user));
  }

  /**
   * Opens an account. Fails as {@link UserStore#add}.
   *
   * @param entry gives the audit entry that tells of it, or null for none
   */
  Future<User> open(NewAccount account, Function<User, @Nullable AuditEntry> entry) {
    Creation creation = account.creation();
    Instant now = Instants.now(clock);
    return hash(account)
        .map(
            hash ->
                User.opened(
                        creation.id(),
                        account.email(),
                        account.username(),
                        hash,
                        account.roles(),
                        now)
                    .withFingerprint(creation.fingerprint()))
        .compose(user -> store.add(user, entry.apply(user)).map(user))
        .onSuccess(news::registered);
  }

  private Future<@Nullable String> hash(NewAccount account) {
    return account.password() == null
        ? Future.succeededFuture()
        : passwords.hash(account.password(), account.seat()).map(hash -> hash);
  }

  /**
   * Refuses a new password that an attacker tries first, with {@code invalid-request}.
   *
   * @param pointer of the field it stands in
   */
  public void refuseWeak(String pointer, String password, @Nullable String email, String username) {
    if (password.equalsIgnoreCase(email) || password.equalsIgnoreCase(username)) {
      throw Failure.invalidRequest(pointer, "must not be the e-mail address or the username");
    }
    passwords.refuseCommon(password, pointer);
  }
}
