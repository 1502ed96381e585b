package io.laurel.event.catalog.code;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Finds how many codes a reward has. Serials have no holes, so it asks for places farther and
 * farther away, then for those between: one read where nothing was added, nine at most. A sort by
 * id would be one read too, but the embedded server would look at every code for it.
 */
final class LastSerial {
  private static final int DIGITS = 8;
  private static final int PARTS = 10;

  private final CodeStore store;
  private final String rewardId;

  LastSerial(CodeStore store, String rewardId) {
    this.store = store;
    this.rewardId = rewardId;
  }

  /**
   * The highest serial there is.
   *
   * @param known one that is there, or 0
   */
  Future<Integer> from(int known) {
    return farthest(DIGITS, i -> known + power(i))
        .compose(i -> i < 0 ? Future.succeededFuture(known) : within(known + power(i), power(i)));
  }

  /** The highest one less than ten steps away from one that is there. */
  private Future<Integer> within(int known, int step) {
    return farthest(PARTS - 1, i -> known + (i + 1) * step)
        .compose(
            i -> {
              int last = known + (i + 1) * step;
              return step == 1 ? Future.succeededFuture(last) : within(last, step / PARTS);
            });
  }

  /** The last of the places that has a code; -1 for none. */
  private Future<Integer> farthest(int places, IntUnaryOperator serial) {
    List<CodeKey> asked =
        IntStream.range(0, places)
            .mapToObj(i -> new CodeKey(rewardId, serial.applyAsInt(i)))
            .toList();
    return store
        .find(asked)
        .map(found -> found.stream().mapToInt(code -> asked.indexOf(code.key())).max().orElse(-1));
  }

  private static int power(int exponent) {
    return IntStream.range(0, exponent).reduce(1, (product, i) -> product * PARTS);
  }
}
