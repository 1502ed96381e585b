package io.laurel.auth.password;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Those who wait in one lane: of each owner in the order they came, owners in turn, so that one who
 * comes with many delays others by one at a time. Not safe for threads.
 *
 * @param <T> what waits
 */
final class Line<T> {
  private final int limit;
  private final int limitOfOwner;
  private final Map<String, Queue<T>> owners = new LinkedHashMap<>();
  private int size;

  Line(int limit, int limitOfOwner) {
    this.limit = limit;
    this.limitOfOwner = limitOfOwner;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** Whether it found a place. */
  boolean add(String owner, T waiter) {
    Queue<T> own = owners.get(owner);
    if (size >= limit || (own == null ? 0 : own.size()) >= limitOfOwner) {
      return false;
    }
    size++;
    return owners.computeIfAbsent(owner, first -> new ArrayDeque<>()).add(waiter);
  }

  /** The next one, who leaves; to be asked only while it is not empty. */
  T poll() {
    Iterator<Map.Entry<String, Queue<T>>> first = owners.entrySet().iterator();
    Map.Entry<String, Queue<T>> next = first.next();
    String owner = next.getKey();
    Queue<T> own = next.getValue();
    first.remove();
    T waiter = own.remove();
    if (!own.isEmpty()) {
      owners.put(owner, own);
    }
    size--;
    return waiter;
  }

  /** Whether it was there, and has left. */
  boolean remove(String owner, T waiter) {
    Queue<T> own = owners.get(owner);
    if (own == null || !own.remove(waiter)) {
      return false;
    }
    if (own.isEmpty()) {
      owners.remove(owner);
    }
    size--;
    return true;
  }
}
