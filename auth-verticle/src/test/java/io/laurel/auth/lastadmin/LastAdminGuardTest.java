package io.laurel.auth.lastadmin;

import static io.laurel.auth.Failures.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.MutableClock;
import io.laurel.auth.user.InMemoryUserStore;
import io.laurel.auth.user.User;
import io.laurel.auth.user.UserChanges.Decision;
import io.laurel.auth.user.Users;
import io.laurel.failure.Failure;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.security.Role;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class LastAdminGuardTest {
  private final MutableClock clock = MutableClock.atPresent();
  private InMemoryUserStore accounts = new InMemoryUserStore();
  private InMemoryGuardStore guard = new InMemoryGuardStore();
  private GuardedNode node = GuardedNode.of(accounts, guard, clock);

  @Test
  void add_admin_guarded() {
    node.users().add(admin("ada"), null).await();
    node.users().add(Users.aUser("bob"), null).await();

    assertThat(guarded()).containsExactly("usr_ada");
  }

  @Test
  void replace_roleGivenTakenSuspendedEnded_listFollows() {
    node.users().add(admin("root"), null).await();
    node.users().add(Users.aUser("ada"), null).await();

    change("ada", user -> Users.with(user, Role.ADMIN));
    assertThat(guarded()).containsExactly("usr_ada", "usr_root");
    change("ada", Users::suspended);
    assertThat(guarded()).containsExactly("usr_root");
    change("ada", Users::reinstated);
    assertThat(guarded()).containsExactly("usr_ada", "usr_root");
    change("ada", user -> Users.with(user, Role.USER));
    assertThat(guarded()).containsExactly("usr_root");
  }

  @Test
  void replace_lastAdmin_refusedAndUnchanged() {
    node.users().add(admin("root"), null).await();
    node.users().add(Users.suspended(admin("ada")), null).await();
    User root = find("root");

    assertThat(codeOf(node.users().replace(Users.with(root, Role.USER), null)))
        .isEqualTo("last-admin");
    User after = find("root");
    assertThat(codeOf(node.users().replace(Users.suspended(after), null))).isEqualTo("last-admin");

    assertThat(find("root").isActiveAdmin()).isTrue();
    assertThat(guarded()).containsExactly("usr_root");
    assertThat(accounts.admins().await().get(0).leavingSince()).isNull();
  }

  @Test
  void replace_lastAdminInOtherWays_goesThrough() {
    node.users().add(admin("root"), null).await();

    User changed =
        Users.written(node.users().replace(Users.withHash(find("root"), "$other"), null));

    assertThat(changed.passwordHash()).isEqualTo("$other");
    assertThat(guarded()).containsExactly("usr_root");
  }

  @Test
  void replace_changedMeanwhile_lost() {
    node.users().add(admin("root"), null).await();
    node.users().add(admin("ada"), null).await();
    User ada = find("ada");
    change("ada", user -> Users.withHash(user, "$other"));

    assertThat(node.users().replace(Users.with(ada, Role.USER), null).await())
        .isEqualTo(new Lost<>());
    assertThat(node.users().replace(Users.withHash(ada, "$third"), null).await())
        .isEqualTo(new Lost<>());

    assertThat(find("ada").isActiveAdmin()).isTrue();
  }

  @Test
  void replace_anotherAdminNobodyHasEnteredYet_isFound() {
    node.users().add(admin("root"), null).await();
    accounts.add(admin("ada"), null).await();

    change("root", user -> Users.with(user, Role.USER));

    assertThat(guarded()).containsExactly("usr_ada");
  }

  @Test
  void add_listAway_holdsAndIsRepairedLater() {
    node = GuardedNode.of(accounts, new AwayGuardStore(), clock);
    Future<Void> added = node.users().add(admin("ada"), null);

    assertThat(added.succeeded()).isTrue();
    assertThat(guarded()).isEmpty();
    GuardedNode.of(accounts, guard, clock).repair().await();
    assertThat(guarded()).containsExactly("usr_ada");
  }

  @Test
  void demote_diesAfterAnyStep_recoveredAfterAWhile() {
    boolean dying = true;
    for (int steps = 0; dying; steps++) {
      begin(admin("root"), admin("ada"));
      dying = Interleavings.first(steps, all -> demote("ada", actor(all, clock)));
      assertGuardTrue();

      clock.advance(Duration.ofSeconds(11));
      node.repair().await();
      node.repair().await();

      assertThat(guarded()).as("after %d steps", steps).isEqualTo(activeAdmins());
      assertThat(guarded()).contains("usr_root");
      change("ada", user -> Users.with(user, Role.USER));
      assertThat(guarded()).containsExactly("usr_root");
    }
  }

  @Test
  void promote_diesAfterAnyStep_recoveredByTheNextRepair() {
    boolean dying = true;
    for (int steps = 0; dying; steps++) {
      begin(admin("root"), Users.aUser("ada"));
      dying = Interleavings.first(steps, all -> promote("ada", actor(all, clock)));
      assertGuardTrue();

      node.repair().await();

      assertThat(guarded()).as("after %d steps", steps).isEqualTo(activeAdmins());
    }
  }

  @Test
  void repair_markOfALivingChange_staysForTenSeconds() {
    begin(admin("root"), admin("ada"));
    User marked = Users.written(accounts.markLeaving(find("ada"), clock.instant()));

    clock.advance(Duration.ofSeconds(10));
    node.repair().await();
    assertThat(find("ada")).isEqualTo(marked);

    clock.advance(Duration.ofMillis(1));
    node.repair().await();
    assertThat(find("ada").revision()).isGreaterThan(marked.revision());
  }

  /** Two ADMINs demote each other, while a third node repairs. */
  @Test
  void demoteEachOther_inEveryOrder_exactlyOneRemains() {
    List<Future<?>> both = new ArrayList<>();

    int orders =
        Interleavings.all(
            steps -> {
              begin(admin("ada"), admin("bob"));
              both.clear();
              both.add(replace("ada", actor(steps, clock)));
              both.add(replace("bob", actor(steps, clock)));
              actor(steps, clock).repair();
              return () -> {
                assertGuardTrue();
                if (both.stream().allMatch(Future::isComplete)) {
                  assertThat(activeAdmins()).hasSize(1);
                  assertThat(both).filteredOn(Future::failed).hasSize(1);
                }
              };
            });

    assertThat(orders).isGreaterThan(1_000);
  }

  /** Somebody becomes ADMIN and ceases to be, while a third node repairs. */
  @Test
  void promoteAndDemote_inEveryOrder_listNamesNobodyWhoIsNone() {
    int orders =
        Interleavings.all(
            steps -> {
              begin(admin("root"), Users.aUser("ada"));
              promote("ada", actor(steps, clock));
              demote("ada", actor(steps, clock));
              actor(steps, clock).repair();
              return this::assertGuardTrue;
            });

    assertThat(orders).isGreaterThan(1_000);
  }

  /** Somebody ceases to be ADMIN, while nodes repair whose clocks run far ahead. */
  @Test
  void demote_repairedTooEarlyInEveryOrder_listNamesNobodyWhoIsNone() {
    Clock ahead = Clock.fixed(clock.instant().plusSeconds(60), ZoneOffset.UTC);
    List<Future<User>> demoted = new ArrayList<>();

    int orders =
        Interleavings.all(
            steps -> {
              begin(admin("root"), admin("ada"));
              demoted.clear();
              demoted.add(demote("ada", actor(steps, clock)));
              actor(steps, ahead).repair();
              actor(steps, ahead).repair();
              return () -> {
                assertGuardTrue();
                if (demoted.get(0).isComplete()) {
                  assertThat(find("ada").isActiveAdmin()).isFalse();
                }
              };
            });

    assertThat(orders).isGreaterThan(1_000);
  }

  /** A list that cannot be reached. */
  private static final class AwayGuardStore implements GuardStore {
    private static <T> Future<T> away() {
      return Failure.unavailable("away", Duration.ofSeconds(1)).asFuture();
    }

    @Override
    public Future<Void> prepare() {
      return away();
    }

    @Override
    public Future<Guard> read() {
      return away();
    }

    @Override
    public Future<Boolean> enter(String id, long version) {
      return away();
    }

    @Override
    public Future<Boolean> leave(String id) {
      return away();
    }
  }

  private void begin(User... users) {
    accounts = new InMemoryUserStore();
    guard = new InMemoryGuardStore();
    node = GuardedNode.of(accounts, guard, clock);
    for (User user : users) {
      node.users().add(user, null).await();
    }
  }

  private GuardedNode actor(Interleavings steps, Clock itsClock) {
    return GuardedNode.of(
        new SteppedUserStore(accounts, steps), new SteppedGuardStore(guard, steps), itsClock);
  }

  private Future<Outcome<User>> replace(String name, GuardedNode actor) {
    return actor.users().replace(Users.with(find(name), Role.USER), null);
  }

  private Future<User> demote(String name, GuardedNode actor) {
    return toRole(name, Role.USER, actor);
  }

  private Future<User> promote(String name, GuardedNode actor) {
    return toRole(name, Role.ADMIN, actor);
  }

  private static Future<User> toRole(String name, Role role, GuardedNode actor) {
    return Users.changes(actor.users())
        .change(
            "usr_" + name,
            Failure.unauthorized(),
            user ->
                user.roles().contains(role)
                    ? new Decision.Leave()
                    : new Decision.Write(Users.with(user, role), null));
  }

  private void change(String name, UnaryOperator<User> change) {
    Users.written(node.users().replace(change.apply(find(name)), null));
  }

  private User find(String name) {
    return accounts.byId("usr_" + name).await();
  }

  private static User admin(String name) {
    return Users.with(Users.aUser(name), Role.ADMIN);
  }

  private List<String> guarded() {
    return guard.read().await().admins().stream().sorted().toList();
  }

  private List<String> activeAdmins() {
    return accounts.admins().await().stream().map(admin -> admin.user().id()).sorted().toList();
  }

  private void assertGuardTrue() {
    assertThat(activeAdmins()).containsAll(guarded());
    assertThat(guarded()).isNotEmpty();
  }
}
