package io.laurel.event.catalog.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SerialPoolTest {
  private static final StockConfig CONFIG =
      new StockConfig(500, Duration.ofSeconds(1), Duration.ofSeconds(2));

  private long nanos;

  private SerialPool pool(FakeStock stock) {
    return new SerialPool(
        "evt", "rwd", stock, new GapScan(stock, 256), CONFIG, () -> nanos, new Random());
  }

  private static Integer take(SerialPool pool, int stock) {
    return pool.take(stock, 1).await().map(one -> one.get(0).number()).orElse(null);
  }

  @Test
  void take_untilSoldOut_everySerialOnce() {
    FakeStock stock = new FakeStock(1_000);
    SerialPool pool = pool(stock);

    Set<Integer> serials = new HashSet<>();
    for (Integer serial = take(pool, 1_000); serial != null; serial = take(pool, 1_000)) {
      assertThat(serials.add(serial)).isTrue();
      stock.held.add(serial);
    }

    assertThat(serials).hasSize(1_000).allMatch(serial -> serial >= 1 && serial <= 1_000);
    assertThat(stock.blocksTaken).isLessThan(120);
  }

  @Test
  void take_plenty_largeBlocksThenSmallerOnes() {
    FakeStock stock = new FakeStock(100_000);
    SerialPool pool = pool(stock);

    take(pool, 100_000);

    assertThat(stock.next).isEqualTo(501);
  }

  @Test
  void take_restockedWhileItScans_aUnitAndNotSoldOut() {
    FakeStock stock =
        new FakeStock(1) {
          @Override
          public Future<Set<Integer>> held(String eventId, String rewardId, Decade decade) {
            // Another took the only unit after two more were there.
            stock = 3;
            held.add(1);
            return super.held(eventId, rewardId, decade);
          }
        };
    SerialPool pool = pool(stock);
    assertThat(take(pool, 1)).isEqualTo(1);

    assertThat(take(pool, 1)).isEqualTo(2);
  }

  @Test
  void take_nodeDiedWithItsBlock_scanFindsItsSerials() {
    FakeStock stock = new FakeStock(100);
    stock.takeSerials("rwd", 100, 60).await();
    for (int serial = 1; serial <= 57; serial++) {
      stock.held.add(serial);
    }
    SerialPool pool = pool(stock);

    for (Integer serial = take(pool, 100); serial != null; serial = take(pool, 100)) {
      stock.held.add(serial);
    }

    assertThat(stock.held).hasSize(100);
  }

  @Test
  void take_freedWhileSoldOut_thatOneWithoutAScan() {
    FakeStock stock = new FakeStock(3);
    SerialPool pool = pool(stock);
    for (Integer serial = take(pool, 3); serial != null; serial = take(pool, 3)) {
      stock.held.add(serial);
    }
    int read = stock.serialsRead;

    pool.freed(2);

    assertThat(take(pool, 3)).isEqualTo(2);
    assertThat(stock.serialsRead).isEqualTo(read);
  }

  @Test
  void take_soldOut_answersWithoutAskingUntilTheVerdictIsOld() {
    FakeStock stock = new FakeStock(1);
    stock.held.add(1);
    stock.next = 2;
    SerialPool pool = pool(stock);
    assertThat(take(pool, 1)).isNull();
    int read = stock.serialsRead;

    stock.held.clear();
    assertThat(take(pool, 1)).isNull();
    assertThat(stock.serialsRead).isEqualTo(read);

    nanos += Duration.ofMillis(1_001).toNanos();
    assertThat(take(pool, 1)).isEqualTo(1);
  }

  @Test
  void take_soldOutAfterSlowScan_verdictNeverOlderThanFourSeconds() {
    FakeStock stock =
        new FakeStock(1) {
          @Override
          public io.vertx.core.Future<Set<Integer>> held(
              String eventId, String rewardId, Decade decade) {
            nanos += Duration.ofSeconds(30).toNanos();
            return super.held(eventId, rewardId, decade);
          }
        };
    stock.held.add(1);
    stock.next = 2;
    SerialPool pool = pool(stock);
    assertThat(take(pool, 1)).isNull();

    stock.held.clear();
    nanos += Duration.ofMillis(4_001).toNanos();
    assertThat(take(pool, 1)).isEqualTo(1);
  }

  @Test
  void take_restockedAfterSoldOut_atOnce() {
    FakeStock stock = new FakeStock(1);
    SerialPool pool = pool(stock);
    stock.held.add(take(pool, 1));
    assertThat(take(pool, 1)).isNull();

    stock.stock = 2;

    assertThat(take(pool, 2)).isEqualTo(2);
  }

  @Test
  void take_stockLoweredBehindItsBack_nothingAboveIt() {
    FakeStock stock = new FakeStock(5);
    SerialPool pool = pool(stock);

    for (Integer serial = take(pool, 100); serial != null; serial = take(pool, 100)) {
      stock.held.add(serial);
    }

    assertThat(stock.held).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void take_stockLoweredAndTheCounterAboveWhatIsKnown_nothingAboveIt() {
    FakeStock stock = new FakeStock(5);
    stock.next = 101;
    SerialPool pool = pool(stock);

    for (Integer serial = take(pool, 100); serial != null; serial = take(pool, 100)) {
      stock.held.add(serial);
    }

    assertThat(stock.held).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void giveBack_afterSoldOut_claimableAtOnce() {
    FakeStock stock = new FakeStock(1);
    SerialPool pool = pool(stock);
    Serial serial = pool.take(1, 1).await().orElseThrow().get(0);
    stock.held.add(1);
    assertThat(take(pool, 1)).isNull();

    pool.giveBack(serial);

    assertThat(take(pool, 1)).isEqualTo(1);
  }

  @Test
  void taken_byAnotherNode_restOfThatFillingIsLookedUpAgain() {
    FakeStock stock = new FakeStock(64);
    SerialPool pool = pool(stock);
    stock.next = 65;
    Serial first = pool.take(64, 1).await().orElseThrow().get(0);
    for (int serial = 1; serial <= 60; serial++) {
      stock.held.add(serial);
    }

    pool.taken(first);

    assertThat(take(pool, 64)).isGreaterThan(60);
  }
}
