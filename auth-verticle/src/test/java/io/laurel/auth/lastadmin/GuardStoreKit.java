package io.laurel.auth.lastadmin;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.lastadmin.GuardStore.Guard;
import io.laurel.mongo.StoreKit;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every guard store does. */
abstract class GuardStoreKit extends StoreKit<GuardStore> {
  GuardStoreKit() {
    super(GuardStore::prepare);
  }

  @Test
  void prepare_again_keepsTheList() {
    store.enter("usr_1", 0).await();

    store.prepare().await();

    assertThat(store.read().await().admins()).containsExactly("usr_1");
  }

  @Test
  void read_new_empty() {
    assertThat(store.read().await().admins()).isEmpty();
  }

  @Test
  void enter_asRead_standsThereOnce() {
    Guard read = store.read().await();

    assertThat(store.enter("usr_1", read.version()).await()).isTrue();
    assertThat(store.enter("usr_2", read.version()).await()).isTrue();
    assertThat(store.enter("usr_1", read.version()).await()).isTrue();

    assertThat(store.read().await().admins()).containsExactlyInAnyOrder("usr_1", "usr_2");
    store.leave("usr_1").await();
    assertThat(store.read().await().admins()).containsExactly("usr_2");
  }

  @Test
  void enter_somebodyLeftSince_doesNot() {
    long read = store.read().await().version();
    enter("usr_1", "usr_2");
    store.leave("usr_2").await();

    assertThat(store.enter("usr_2", read).await()).isFalse();

    assertThat(store.read().await().admins()).containsExactly("usr_1");
  }

  @Test
  void leave_notOnTheList_voidsAnEnteringOnItsWay() {
    enter("usr_1");
    long read = store.read().await().version();

    assertThat(store.leave("usr_2").await()).isTrue();

    assertThat(store.enter("usr_2", read).await()).isFalse();
  }

  @Test
  void leave_nobodyElse_staysAndVersionToo() {
    assertThat(store.leave("usr_1").await()).isFalse();
    enter("usr_1");
    Guard before = store.read().await();

    assertThat(store.leave("usr_1").await()).isFalse();

    assertThat(store.read().await()).isEqualTo(before);
  }

  @Test
  void leave_twoAtOnce_oneStays() {
    enter("usr_1", "usr_2");

    List<Future<Boolean>> leaves = Stream.of("usr_1", "usr_2").map(store::leave).toList();

    assertThat(leaves).extracting(leave -> leave.await()).containsExactlyInAnyOrder(true, false);
    assertThat(store.read().await().admins()).hasSize(1);
  }

  private void enter(String... ids) {
    long version = store.read().await().version();
    for (String id : ids) {
      store.enter(id, version).await();
    }
  }
}
