package io.laurel.auth.user;

import static io.laurel.auth.Failures.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.user.UserChanges.Decision;
import io.laurel.failure.Failure;
import io.laurel.security.Role;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class UserChangesTest {
  private final InMemoryUserStore store = new InMemoryUserStore();
  private final List<User> revoked = new ArrayList<>();
  private final UserChanges changes =
      new UserChanges(
          store,
          user -> {
            revoked.add(user);
            return Future.succeededFuture();
          });
  private final User ada = Users.aUser("ada");

  @Test
  void change_written_asItIsNow() {
    store.add(ada, null).await();

    User changed =
        changes
            .change(
                ada.id(),
                UserFailures.notFound(),
                user -> new Decision.Write(Users.with(user, Role.OPERATOR), null))
            .await();

    assertThat(changed).isEqualTo(Users.with(ada, Role.OPERATOR).revised(1));
  }

  @Test
  void change_otherWriteMeanwhile_decidesAgainOnIt() {
    store.add(ada, null).await();
    AtomicInteger calls = new AtomicInteger();

    User changed =
        changes
            .change(
                ada.id(),
                UserFailures.notFound(),
                user -> {
                  if (calls.getAndIncrement() == 0) {
                    store.replace(Users.with(user, Role.AUDITOR), null).await();
                  }
                  return new Decision.Write(Users.suspended(user), null);
                })
            .await();

    assertThat(changed.roles()).containsExactly(Role.AUDITOR);
    assertThat(changed.suspended()).isTrue();
  }

  @Test
  void change_othersKeepWriting_unavailable() {
    store.add(ada, null).await();

    assertThat(
            codeOf(
                changes.change(
                    ada.id(),
                    UserFailures.notFound(),
                    user -> {
                      store.replace(user, null).await();
                      return new Decision.Write(Users.suspended(user), null);
                    })))
        .isEqualTo("unavailable");
  }

  @Test
  void change_left_asItIs() {
    store.add(ada, null).await();

    assertThat(
            changes.change(ada.id(), UserFailures.notFound(), user -> new Decision.Leave()).await())
        .isEqualTo(ada);
  }

  @Test
  void change_noSuchAccount_failsAsToldAndDecidesNothing() {
    assertThat(
            codeOf(
                changes.change(
                    "usr_none",
                    UserFailures.notFound(),
                    user -> {
                      throw new AssertionError("There is nothing to decide");
                    })))
        .isEqualTo("user-not-found");
  }

  @Test
  void change_epochRaised_revokesWhatWasWritten() {
    store.add(ada, null).await();

    User changed =
        changes.change(ada.id(), UserFailures.notFound(), UserChangesTest::withoutTokens).await();

    assertThat(revoked).containsExactly(changed);
    assertThat(store.revoking(10).await()).containsExactly(changed);
  }

  @Test
  void change_epochAsItWas_revokesNothing() {
    store.add(ada, null).await();

    changes
        .change(
            ada.id(),
            UserFailures.notFound(),
            user -> new Decision.Write(Users.suspended(user), null))
        .await();

    assertThat(revoked).isEmpty();
    assertThat(store.revoking(10).await()).isEmpty();
  }

  @Test
  void change_cannotRevoke_failsAndStaysMarked() {
    store.add(ada, null).await();
    UserChanges failing =
        new UserChanges(store, user -> Failure.unavailable("away", Duration.ZERO).asFuture());

    assertThat(
            codeOf(
                failing.change(ada.id(), UserFailures.notFound(), UserChangesTest::withoutTokens)))
        .isEqualTo("unavailable");

    assertThat(store.revoking(10).await()).extracting(User::id).containsExactly(ada.id());
  }

  private static Decision withoutTokens(User user) {
    return new Decision.Write(
        user.withStanding(user.standing().withoutTokens(), user.updatedAt()), null);
  }
}
