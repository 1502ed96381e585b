package io.laurel.cache;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bounded map that forgets what was not used for longest. Not thread-safe: belongs to one event
 * loop.
 */
public final class RecentlyUsed<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int maxSize;

  /** An empty map that holds at most {@code maxSize} entries. */
  public RecentlyUsed(int maxSize) {
    super(16, 0.75f, true);
    this.maxSize = maxSize;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > maxSize;
  }
}
