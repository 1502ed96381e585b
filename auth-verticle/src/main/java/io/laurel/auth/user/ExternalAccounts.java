package io.laurel.auth.user;

import io.laurel.failure.Failure;
import io.laurel.id.Ids;
import io.laurel.schedule.Races;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Unchanged;
import io.laurel.schedule.Races.Written;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;

/** The accounts of those who sign in elsewhere: made when they come for the first time. */
public final class ExternalAccounts {
  /** Of an id's end, which is random. */
  private static final int USUAL = 10;

  private static final int LONG = 16;

  /** One is lost to whoever makes the same account; more are chance. */
  private static final int MAX_TRIES = 4;

  private final UserStore store;
  private final Ids ids;
  private final Clock clock;
  private final UserNews news;

  /** Accounts in {@code store}. */
  ExternalAccounts(UserStore store, Ids ids, Clock clock, UserNews news) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.news = news;
  }

  /**
   * The account of who that is elsewhere, suspended or not. It is made with the role USER unless it
   * is there, without address and password; of those who ask at once one makes it, and all get it.
   *
   * @param name what its username begins with
   */
  public Future<User> of(External external, String name) {
    return Races.untilWon(MAX_TRIES, ExternalAccounts::defeat, () -> attempt(external, name));
  }

  private Future<Outcome<User>> attempt(External external, String name) {
    return store
        .byExternal(external)
        .compose(
            found ->
                found == null
                    ? open(external, name)
                    : Future.succeededFuture(new Unchanged<>(found)));
  }

  private Future<Outcome<User>> open(External external, String name) {
    String id = ids.next(UserService.PREFIX);
    return add(id, external, name, USUAL)
        .recover(
            cause ->
                UserFailures.isUsernameTaken(cause)
                    ? add(id, external, name, LONG)
                    : Future.failedFuture(cause))
        .onSuccess(news::registered)
        .<Outcome<User>>map(Written::new)
        .recover(
            cause ->
                UserFailures.isTaken(cause)
                    ? Future.succeededFuture(new Lost<>())
                    : Future.failedFuture(cause));
  }

  private Future<User> add(String id, External external, String name, int characters) {
    String username = ReservedNames.beginning(name) + id.substring(id.length() - characters);
    User user = User.external(id, external, username, Instants.now(clock));
    return store.add(user, null).map(user);
  }

  private static Failure defeat() {
    return Failure.unavailable("No account could be made; try again.", Duration.ofSeconds(1));
  }
}
