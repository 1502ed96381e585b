package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
  private final BodyBudget budget = new BodyBudget(100);

  @Test
  void take_upToTheLimit_ofAllTogether() {
    BodyBudget.Share first = budget.share();
    BodyBudget.Share second = budget.share();
    assertThat(first.take(60)).isTrue();
    assertThat(second.take(40)).isTrue();
    assertThat(second.take(1)).isFalse();
    assertThat(budget.held()).isEqualTo(100);
  }

  @Test
  void take_refused_takesNothing() {
    assertThat(budget.share().take(101)).isFalse();
    assertThat(budget.held()).isZero();
  }

  @Test
  void hasRoomFor_looksAtWhatOthersHold() {
    budget.share().take(60);
    assertThat(budget.share().hasRoomFor(40)).isTrue();
    assertThat(budget.share().hasRoomFor(41)).isFalse();
  }

  @Test
  void release_givesBackOnceAndTakesNoMore() {
    budget.share().take(10);
    BodyBudget.Share share = budget.share();
    share.take(60);
    share.release();
    share.release();
    assertThat(share.take(1)).isFalse();
    assertThat(budget.held()).isEqualTo(10);
  }

  @Test
  void release_whileWorkGoesOn_waitsForItsEnd() {
    Promise<Void> work = Promise.promise();
    BodyBudget.Share share = budget.share();
    share.take(60);
    share.keepUntil(work.future());
    share.release();
    assertThat(budget.held()).isEqualTo(60);
    work.fail("whatever");
    assertThat(budget.held()).isZero();
  }

  @Test
  void workThatEnds_beforeTheRelease_givesNothingBack() {
    Promise<Void> work = Promise.promise();
    BodyBudget.Share share = budget.share();
    share.take(60);
    share.keepUntil(work.future());
    work.complete();
    assertThat(budget.held()).isEqualTo(60);
    share.release();
    assertThat(budget.held()).isZero();
  }
}
