package io.laurel.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.cluster.Node;
import io.laurel.cluster.Peers;
import io.laurel.contract.RateClass;
import io.laurel.rate.RateConfig.Limit;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RatesTest {
  private static final String ADA = "198.51.100.7";
  private static final String BOB = "198.51.100.8";

  private long seconds;
  private final Rates rates = rates(Rates.MAX_CALLERS);

  private Rates rates(int maxCallers) {
    return new Rates(
        new RateConfig(Map.of(RateClass.WRITE, new Limit(6, Duration.ofSeconds(60)))),
        () -> TimeUnit.SECONDS.toNanos(seconds),
        maxCallers);
  }

  private Standing take(String caller) {
    return rates.take(RateClass.WRITE, caller);
  }

  private long letIn(String caller) {
    return Stream.generate(() -> take(caller)).limit(100).filter(Standing::isLetIn).count();
  }

  @Test
  void take_theFirst_saysWhatIsLeftUntilAllAreBack() {
    Standing standing = take(ADA);
    assertThat(standing.policy()).isEqualTo("\"write\";q=6;w=60");
    assertThat(standing.left()).isEqualTo("\"write\";r=5;t=10");
    assertThat(standing.delay()).isNull();
  }

  @Test
  void take_theLast_saysWhenThereIsOneMore() {
    assertThat(Stream.generate(() -> take(ADA)).limit(6).reduce((one, next) -> next))
        .hasValueSatisfying(last -> assertThat(last.left()).isEqualTo("\"write\";r=0;t=10"));
  }

  @Test
  void take_oneTooMany_waitsForTheNextAndIsNotLetInSooner() {
    assertThat(letIn(ADA)).isEqualTo(6);
    seconds = 4;
    Standing refused = take(ADA);
    assertThat(refused.isLetIn()).isFalse();
    assertThat(refused.delay()).isEqualTo(Duration.ofSeconds(6));
    assertThat(refused.left()).isEqualTo("\"write\";r=0;t=6");
    seconds = 9;
    assertThat(letIn(ADA)).isZero();
    seconds = 10;
    assertThat(letIn(ADA)).isOne();
    seconds = 10_000;
    assertThat(letIn(ADA)).isEqualTo(6);
  }

  @Test
  void take_others_haveTheirOwn() {
    letIn(ADA);
    assertThat(letIn(BOB)).isEqualTo(6);
  }

  @Test
  void take_classWithoutLimit_null() {
    assertThat(rates.take(RateClass.READ, ADA)).isNull();
    assertThat(Rates.OFF.take(RateClass.AUTH, ADA)).isNull();
  }

  @Test
  void shareAmong_more_letsInLessOfWhatIsLeftToo() {
    take(BOB);
    rates.shareAmong(3);
    Standing shared = take(ADA);
    assertThat(shared.policy()).isEqualTo("\"write\";q=2;w=60");
    assertThat(shared.remaining()).isOne();
    assertThat(letIn(BOB)).isOne();
    rates.shareAmong(1);
    assertThat(take(BOB).policy()).isEqualTo("\"write\";q=6;w=60");
  }

  @Test
  void lookAround_othersOfItsKind_shareTheLimits() {
    rates.lookAround(new Others("gateway", List.of("gateway", "event", "gateway", "auth")));
    assertThat(take(ADA).policy()).isEqualTo("\"write\";q=2;w=60");
    rates.lookAround(new Others("gateway", List.of("event", "auth")));
    assertThat(take(ADA).policy()).isEqualTo("\"write\";q=6;w=60");
  }

  /** A cluster of which only the kinds of its nodes matter. */
  private record Others(String own, List<String> kinds) implements Peers {
    @Override
    public String self() {
      return "self";
    }

    @Override
    public Future<List<String>> others() {
      return Future.succeededFuture(
          IntStream.range(0, kinds.size()).mapToObj(Integer::toString).toList());
    }

    @Override
    public boolean hasOrphans() {
      return false;
    }

    @Override
    public boolean isMember(String node) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<Optional<Node>> about(String node) {
      String kind = node.equals(self()) ? own : kinds.get(Integer.parseInt(node));
      return Future.succeededFuture(Optional.of(new Node(kind, "1", Instant.EPOCH)));
    }

    @Override
    public Future<Set<String>> serving(String address) {
      return Future.succeededFuture(Set.of());
    }

    @Override
    public void avoid(String node) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void giveUp(String node) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void trust(String node) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> Future<T> follow(Supplier<Future<T>> send, Set<String> avoided) {
      return send.get();
    }

    @Override
    public Future<Void> withdraw(Collection<String> addresses) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> offer(Collection<String> addresses) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> announceAnew() {
      return Future.succeededFuture();
    }
  }

  @Test
  void take_moreCallersThanAreRemembered_forgetsWhoCalledLongestAgo() {
    Rates few = rates(2);
    Stream.of(ADA, ADA, BOB, ADA, "198.51.100.9").forEach(who -> few.take(RateClass.WRITE, who));
    assertThat(few.callers()).isEqualTo(2);
    assertThat(few.take(RateClass.WRITE, ADA).remaining()).isEqualTo(2);
    assertThat(few.take(RateClass.WRITE, BOB).remaining()).isEqualTo(5);
  }
}
