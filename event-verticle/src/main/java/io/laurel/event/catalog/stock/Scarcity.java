package io.laurel.event.catalog.stock;

/** What a scan has found of a stock of which too little was left, for as long as that counts. */
final class Scarcity {
  private int left;
  private int ofStock;
  private long until;

  /**
   * Says how many units nobody held.
   *
   * @param end nanoseconds, until when it counts
   */
  void found(int units, int stock, long end) {
    left = units;
    ofStock = stock;
    until = end;
  }

  /** Says that there may be more by now. */
  void forget() {
    ofStock = 0;
  }

  /** Whether so many are known not to be left of that stock, or of a smaller one. */
  boolean tells(int count, int stock, long now) {
    return count > left && ofStock >= stock && now - until < 0;
  }
}
