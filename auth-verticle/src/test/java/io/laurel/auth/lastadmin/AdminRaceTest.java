package io.laurel.auth.lastadmin;

import static io.laurel.auth.Failures.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.auth.user.User;
import io.laurel.auth.user.UserChanges.Decision;
import io.laurel.auth.user.Users;
import io.laurel.failure.Failure;
import io.laurel.mongo.TestDatabase;
import io.laurel.security.Role;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Nodes on one database that take ADMINs away from each other. */
final class AdminRaceTest {
  private final TestDatabase test = new TestDatabase();
  private final AuditStore audit = new InMemoryAuditStore();
  private final GuardedNode first = node();
  private final GuardedNode second = node();

  private GuardedNode node() {
    return GuardedNode.of(
        Users.stored(test.database(), audit),
        new MongoGuardStore(test.database()),
        Clock.systemUTC());
  }

  @BeforeEach
  void prepare() {
    GuardStore list = new MongoGuardStore(test.database());
    Future.all(first.users().prepare(), second.users().prepare(), list.prepare(), list.prepare())
        .await();
  }

  @AfterEach
  void close() {
    test.close();
  }

  @RepeatedTest(20)
  void twoDemoteEachOther_onTwoNodes_oneRemains() {
    add("ada");
    add("bob");

    Future<User> ada = demote(first, "ada");
    Future<User> bob = demote(second, "bob");
    Future.join(ada, bob, first.repair(), second.repair()).otherwiseEmpty().await();

    assertThat(List.of(ada, bob)).filteredOn(Future::succeeded).hasSize(1);
    assertThat(codeOf(ada.failed() ? ada : bob)).isEqualTo("last-admin");
    assertThat(admins()).hasSize(1).isEqualTo(guarded());
  }

  @Test
  void everybodyIsDemotedByEverybody_onTwoNodes_oneRemains() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      names.add("user" + i);
      add("user" + i);
    }

    List<Future<?>> work = new ArrayList<>();
    for (String name : names) {
      work.add(demote(first, name));
      work.add(demote(second, name));
      work.add(second.repair());
    }
    Future.join(work).otherwiseEmpty().await();
    first.repair().await();

    assertThat(admins()).hasSize(1).isEqualTo(guarded());
  }

  private void add(String name) {
    first.users().add(Users.with(Users.aUser(name), Role.ADMIN), null).await();
  }

  private static Future<User> demote(GuardedNode node, String name) {
    return Users.changes(node.users())
        .change(
            "usr_" + name,
            Failure.unauthorized(),
            user ->
                user.roles().contains(Role.USER)
                    ? new Decision.Leave()
                    : new Decision.Write(Users.with(user, Role.USER), null));
  }

  private List<String> admins() {
    return Users.stored(test.database(), audit).admins().await().stream()
        .map(admin -> admin.user().id())
        .sorted()
        .toList();
  }

  private List<String> guarded() {
    return new MongoGuardStore(test.database()).read().await().admins().stream().sorted().toList();
  }
}
