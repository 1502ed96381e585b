package io.laurel.auth.user;

import static io.laurel.auth.Failures.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.user.UserChanges.Decision;
import io.laurel.security.Role;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class UserChangesTest {
  private final InMemoryUserStore store = new InMemoryUserStore();
  private final UserChanges changes = new UserChanges(store);
  private final User ada = Users.aUser("ada");

  @Test
  void change_written_asItIsNow() {
    store.add(ada, null).await();

    User changed =
        changes
            .change(ada.id(), user -> new Decision(Users.with(user, Role.OPERATOR), null))
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
                user -> {
                  if (calls.getAndIncrement() == 0) {
                    store.replace(Users.with(user, Role.AUDITOR), null).await();
                  }
                  return new Decision(Users.suspended(user), null);
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
                    user -> {
                      store.replace(user, null).await();
                      return new Decision(Users.suspended(user), null);
                    })))
        .isEqualTo("unavailable");
  }

  @Test
  void change_noDecision_leavesIt() {
    assertThat(changes.change("usr_none", user -> null).await()).isNull();
  }
}
