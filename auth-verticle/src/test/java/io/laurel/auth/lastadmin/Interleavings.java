package io.laurel.auth.lastadmin;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs the same story in every order in which its steps can happen. A story starts several actors
 * whose every access to a store is a {@link #step}; one step happens at a time, and which of those
 * that wait is next is tried out from first to last.
 */
final class Interleavings {
  private final List<Runnable> waiting = new ArrayList<>();
  private final List<Integer> choices = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();

  private Interleavings() {}

  /** Tells a story once: starts its actors, and gives what must hold after each step. */
  interface Story {
    Runnable begin(Interleavings steps);
  }

  /**
   * Tells the story in every order.
   *
   * @return in how many orders
   */
  static int all(Story story) {
    Interleavings steps = new Interleavings();
    int orders = 0;
    do {
      steps.tell(story);
      orders++;
    } while (steps.nextOrder());
    return orders;
  }

  /** Tells the story up to that many steps, first come, first served; the rest never happens. */
  static boolean first(int count, Consumer<Interleavings> story) {
    Interleavings steps = new Interleavings();
    story.accept(steps);
    for (int i = 0; i < count; i++) {
      if (steps.waiting.isEmpty()) {
        return false;
      }
      steps.waiting.remove(0).run();
    }
    return !steps.waiting.isEmpty();
  }

  /** Something that happens at once, sometime. */
  <T> Future<T> step(Supplier<Future<T>> access) {
    Promise<T> done = Promise.promise();
    waiting.add(() -> access.get().onComplete(done));
    return done.future();
  }

  private void tell(Story story) {
    waiting.clear();
    Runnable invariant = story.begin(this);
    for (int i = 0; !waiting.isEmpty(); i++) {
      if (i == choices.size()) {
        choices.add(0);
        widths.add(0);
      }
      widths.set(i, waiting.size());
      waiting.remove((int) choices.get(i)).run();
      invariant.run();
    }
  }

  /** The next choices, as the digits of a counter whose last one counts first. */
  private boolean nextOrder() {
    while (!choices.isEmpty()) {
      int last = choices.size() - 1;
      int next = choices.get(last) + 1;
      if (next < widths.get(last)) {
        choices.set(last, next);
        return true;
      }
      choices.remove(last);
      widths.remove(last);
    }
    return false;
  }
}
