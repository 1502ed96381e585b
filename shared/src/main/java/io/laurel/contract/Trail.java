package io.laurel.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The way to a value in a message. Costs nothing until somebody asks for the pointer: written at
 * each value, pointers through a long name would cost its length as often as it has values.
 *
 * @param parent the way to what holds it; null for the message itself
 * @param step name or index there
 */
record Trail(@Nullable Trail parent, Object step) {
  static final Trail ROOT = new Trail(null, "");

  Trail to(Object next) {
    return new Trail(this, next);
  }

  /** As a JSON pointer (RFC 6901). */
  String pointer() {
    Deque<String> steps = new ArrayDeque<>();
    for (Trail at = this; at.parent != null; at = at.parent) {
      steps.push(Pointers.escape(at.step.toString()));
    }
    StringBuilder pointer = new StringBuilder();
    steps.forEach(each -> pointer.append('/').append(each));
    return pointer.toString();
  }
}
