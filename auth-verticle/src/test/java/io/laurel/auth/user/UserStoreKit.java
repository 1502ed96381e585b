package io.laurel.auth.user;

import static io.laurel.auth.Failures.codeOf;
import static io.laurel.auth.user.Users.aUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.Role;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every user store does. */
abstract class UserStoreKit {
  private UserStore store;

  /** A store without accounts. */
  abstract UserStore empty();

  @BeforeEach
  void prepare() {
    store = empty();
    store.prepare().await();
    store.prepare().await();
  }

  @Test
  void add_thenFind_sameUser() {
    User ada = aUser("usr_1", "ada@example.com", "Ada");

    store.add(ada).await();

    assertThat(store.byId("usr_1").await()).isEqualTo(ada);
    assertThat(store.byEmail("ada@example.com").await()).isEqualTo(ada);
    assertThat(store.byUsername("aDA").await()).isEqualTo(ada);
  }

  @Test
  void find_unknown_null() {
    store.add(aUser("ada")).await();

    assertThat(store.byId("usr_none").await()).isNull();
    assertThat(store.byEmail("{\"$ne\": 1}").await()).isNull();
    assertThat(store.byUsername("bob").await()).isNull();
  }

  @Test
  void add_emailTaken_saysSo() {
    store.add(aUser("usr_1", "ada@example.com", "ada")).await();

    assertThat(codeOf(store.add(aUser("usr_2", "ada@example.com", "bob"))))
        .isEqualTo("email-taken");
    assertThat(store.byId("usr_2").await()).isNull();
  }

  @Test
  void add_usernameTakenInOtherSpelling_saysSo() {
    store.add(aUser("usr_1", "ada@example.com", "ada")).await();

    assertThat(codeOf(store.add(aUser("usr_2", "bob@example.com", "ADA"))))
        .isEqualTo("username-taken");
    assertThat(store.byId("usr_2").await()).isNull();
  }

  @Test
  void add_bothTaken_emailTaken() {
    store.add(aUser("usr_1", "ada@example.com", "ada")).await();

    assertThat(codeOf(store.add(aUser("usr_2", "ada@example.com", "ada"))))
        .isEqualTo("email-taken");
  }

  @Test
  void add_sameNameInParallel_oneAccount() {
    List<Future<Void>> adds =
        IntStream.range(0, 20)
            .mapToObj(i -> store.add(aUser("usr_" + i, i + "@example.com", "ada")))
            .toList();
    Future.join(adds).otherwiseEmpty().await();

    assertThat(adds).filteredOn(Future::succeeded).hasSize(1);
    assertThat(adds)
        .filteredOn(Future::failed)
        .extracting(add -> codeOf(add))
        .containsOnly("username-taken");
  }

  @Test
  void anyWith_role_onlyIfSomebodyHasIt() {
    store.add(aUser("ada")).await();
    assertThat(store.anyWith(Role.ADMIN).await()).isFalse();

    store.add(Users.with(aUser("bob"), Role.ADMIN)).await();

    assertThat(store.anyWith(Role.ADMIN).await()).isTrue();
  }
}
