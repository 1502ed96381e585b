package io.laurel.event.claims.attempt;

import static io.laurel.event.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.claims.attempt.RefusalHourStore.Slot;
import io.laurel.event.claims.attempt.RefusalHours.Refused;
import io.laurel.mongo.StoreKit;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of counted refusals does. */
abstract class RefusalHourStoreKit extends StoreKit<RefusalHourStore> {
  RefusalHourStoreKit() {
    super(RefusalHourStore::prepare);
  }

  private static Instant hour(int hours) {
    return NOW.plus(Duration.ofHours(hours));
  }

  private static Slot slot(String eventId, int hours, String code) {
    return new Slot(eventId, hour(hours), code);
  }

  @Test
  void add_several_summedByHourAndCode() {
    store
        .add(
            "ref_1",
            Map.of(
                slot("evt_1", 0, "out-of-stock"), 3L,
                slot("evt_1", 0, "already-claimed"), 1L,
                slot("evt_1", 2, "out-of-stock"), 5L,
                slot("evt_2", 0, "out-of-stock"), 7L))
        .await();
    store.add("ref_2", Map.of(slot("evt_1", 0, "out-of-stock"), 4L)).await();

    assertThat(store.ofEvent("evt_1", hour(0), hour(2)).await())
        .containsExactlyInAnyOrder(
            new Refused(hour(0), "out-of-stock", 7), new Refused(hour(0), "already-claimed", 1));
    assertThat(store.ofAll(hour(0), hour(3)).await())
        .containsExactlyInAnyOrder(
            new Refused(hour(0), "out-of-stock", 14),
            new Refused(hour(0), "already-claimed", 1),
            new Refused(hour(2), "out-of-stock", 5));
    assertThat(store.ofEvent("evt_3", hour(0), hour(9)).await()).isEmpty();
  }

  /** An answer that was lost. */
  @Test
  void add_sameTokenAgain_countedOnce() {
    Map<Slot, Long> counts =
        Map.of(slot("evt_1", 0, "out-of-stock"), 3L, slot("evt_1", 1, "out-of-stock"), 2L);
    store.add("ref_1", counts).await();
    store.add("ref_2", Map.of(slot("evt_1", 0, "out-of-stock"), 1L)).await();
    store.add("ref_1", counts).await();

    assertThat(store.ofEvent("evt_1", hour(0), hour(9)).await())
        .containsExactlyInAnyOrder(
            new Refused(hour(0), "out-of-stock", 4), new Refused(hour(1), "out-of-stock", 2));
  }

  @Test
  void add_byManyAtOnce_eachCounted() {
    Future.all(
            IntStream.range(0, 30)
                .mapToObj(i -> store.add("ref_" + i, Map.of(slot("evt_1", 0, "x"), 1L)))
                .toList())
        .await();

    assertThat(store.ofAll(hour(0), hour(1)).await())
        .containsExactly(new Refused(hour(0), "x", 30));
  }
}
