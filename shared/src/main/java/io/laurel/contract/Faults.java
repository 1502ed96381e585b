package io.laurel.contract;

import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import java.util.ArrayList;
import java.util.List;

/** Faults of one message as they are found, up to as many as are told: then nobody looks on. */
final class Faults {
  private final List<Fault> found = new ArrayList<>();

  boolean isFull() {
    return found.size() >= Failure.MAX_FAULTS;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  void add(Trail at, String detail) {
    if (!isFull()) {
      found.add(new Fault(at.pointer(), detail));
    }
  }

  void addAll(Faults others, String subject) {
    for (Fault fault : others.found) {
      if (!isFull()) {
        found.add(new Fault(fault.pointer(), subject + fault.detail()));
      }
    }
  }

  /** Fails with {@code invalid-request} where there is one. */
  void throwIfAny() {
    Failure.throwIfAny(found);
  }
}
