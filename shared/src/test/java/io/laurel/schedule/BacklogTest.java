package io.laurel.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BacklogTest {
  private final Failure away = Failure.unavailable("away on purpose", Duration.ofSeconds(1));
  private final Failure refusal = Failure.conflict("refused", "Never.");

  private final Set<Integer> marked = new LinkedHashSet<>();
  private final Set<Integer> refused = new LinkedHashSet<>();
  private final List<Integer> tried = new ArrayList<>();
  private final List<Integer> messages = new ArrayList<>();
  private boolean isAway;
  private boolean marksStay;

  private final Backlog.Marks<Integer> marks =
      new Backlog.Marks<>(
          limit -> Future.succeededFuture(marked.stream().limit(limit).toList()),
          Object::toString,
          this::unmark);
  private final Backlog<Integer> backlog = Backlog.ofEach(marks, this::work);
  private final Backlog<Integer> together = Backlog.ofMany(marks, this::workOnMany);

  private Future<Void> unmark(Integer item) {
    if (marksStay) {
      return away.asFuture();
    }
    marked.remove(item);
    return Future.succeededFuture();
  }

  private Future<Void> work(Integer item) {
    tried.add(item);
    if (isAway) {
      return away.asFuture();
    }
    if (refused.contains(item)) {
      throw refusal;
    }
    return Future.succeededFuture();
  }

  private Future<Void> workOnMany(List<Integer> items) {
    messages.add(items.size());
    if (isAway) {
      return away.asFuture();
    }
    return items.stream().anyMatch(refused::contains)
        ? refusal.asFuture()
        : Future.succeededFuture();
  }

  private void mark(int from, int to) {
    IntStream.range(from, to).forEach(marked::add);
  }

  private void refuse(int from, int to) {
    IntStream.range(from, to).forEach(refused::add);
  }

  @Test
  void drain_moreThanABatch_allDone() {
    mark(0, 250);

    assertThat(backlog.drain().succeeded()).isTrue();

    assertThat(marked).isEmpty();
    assertThat(tried).hasSize(250).doesNotHaveDuplicates();
  }

  @Test
  void drain_someAreRefused_keepNoOtherWaiting() {
    mark(0, 700);
    refuse(0, 230);

    assertThat(backlog.drain().cause()).isSameAs(refusal);

    assertThat(marked).isEqualTo(refused);
    assertThat(tried).hasSize(700).doesNotHaveDuplicates();
  }

  @Test
  void drain_failedBefore_triedAgainNextRound() {
    mark(0, 3);
    refuse(1, 2);
    backlog.drain();
    refused.clear();
    tried.clear();

    assertThat(backlog.drain().succeeded()).isTrue();

    assertThat(tried).containsExactly(1);
    assertThat(marked).isEmpty();
  }

  @Test
  void drain_whatDoesTheWorkIsAway_endsAfterABatch() {
    mark(0, 250);
    isAway = true;

    assertThat(backlog.drain().cause()).isSameAs(away);

    assertThat(tried).hasSize(Backlog.BATCH);
    assertThat(marked).hasSize(250);
  }

  @Test
  void drain_marksCannotBeTakenAway_ends() {
    mark(0, 250);
    marksStay = true;

    assertThat(backlog.drain().cause()).isSameAs(away);

    assertThat(tried).hasSize(Backlog.BATCH);
  }

  @Test
  void drain_tooManyAreRefused_roundEnds() {
    mark(0, 2_000);
    refuse(0, 2_000);

    assertThat(backlog.drain().cause()).isSameAs(refusal);

    assertThat(tried).hasSize(Backlog.MAX_FAILURES).doesNotHaveDuplicates();
  }

  @Test
  void drain_underWay_notBegunAgain() {
    Promise<Void> first = Promise.promise();
    List<Integer> begun = new ArrayList<>();
    Backlog<Integer> slow =
        Backlog.ofEach(
            marks,
            item -> {
              begun.add(item);
              return first.future();
            });
    mark(0, 250);

    Future<Void> draining = slow.drain();
    assertThat(slow.drain()).isSameAs(draining);
    assertThat(begun).hasSize(Backlog.BATCH);

    first.complete();
    assertThat(draining.succeeded()).isTrue();
    assertThat(begun).hasSize(250);
  }

  @Test
  void drain_manyAtOnce_aMessageABatch() {
    mark(0, 250);

    assertThat(together.drain().succeeded()).isTrue();

    assertThat(messages).containsExactly(100, 100, 50);
    assertThat(marked).isEmpty();
  }

  @Test
  void drain_oneOfManyIsRefused_othersAreDoneByThemselves() {
    mark(0, 250);
    refuse(120, 121);

    assertThat(together.drain().cause()).isSameAs(refusal);

    assertThat(marked).containsExactly(120);
    assertThat(messages).hasSize(103).endsWith(50);
  }

  @Test
  void drain_manyWhileAway_oneMessage() {
    mark(0, 250);
    isAway = true;

    assertThat(together.drain().cause()).isSameAs(away);

    assertThat(messages).containsExactly(100);
  }

  @Test
  void settle_done_noMark() {
    mark(0, 2);

    assertThat(backlog.settle(1).succeeded()).isTrue();

    assertThat(marked).containsExactly(0);
  }

  @Test
  void settle_refused_failsAndStaysMarked() {
    mark(0, 1);
    refuse(0, 1);

    assertThat(backlog.settle(0).cause()).isSameAs(refusal);

    assertThat(marked).containsExactly(0);
  }

  @Test
  void settle_markStays_isDoneAllTheSame() {
    mark(0, 1);
    marksStay = true;

    assertThat(backlog.settle(0).succeeded()).isTrue();
    marksStay = false;
    backlog.drain();

    assertThat(tried).containsExactly(0, 0);
    assertThat(marked).isEmpty();
  }
}
