package io.laurel.paging;

import java.util.Comparator;

/** From where a list runs, by (time, id). */
public enum PageOrder {
  NEWEST_FIRST,
  OLDEST_FIRST;

  private static final Comparator<Cursor> BY_TIME =
      Comparator.comparing(Cursor::at).thenComparing(Cursor::id);

  /** What stands first. */
  public Comparator<Cursor> comparator() {
    return this == OLDEST_FIRST ? BY_TIME : BY_TIME.reversed();
  }
}
