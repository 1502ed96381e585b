package io.laurel.event.facts.activity;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What one node knows of the subjects of one day since it looked at them. It says how many more may
 * be opened before the next look, and remembers those that were let in while anybody is under way:
 * a look may have been too early to see them. Belongs to one thread at a time.
 */
final class SubjectRoom {
  private final int max;
  private final int grace;
  private final Set<String> letIn = new HashSet<>();
  private int left;
  private boolean full;
  private int underWay;
  private int looks;

  /**
   * A room of which nothing is known, so that one has to look.
   *
   * @param max subjects of the day, at most
   * @param grace subjects that may be opened between two looks, at most
   */
  SubjectRoom(int max, int grace) {
    this.max = max;
    this.grace = grace;
  }

  /** Whether the day was seen to have all it can have; subjects never go, so it stays so. */
  boolean isFull() {
    return full;
  }

  /** How often it was looked into. */
  int looks() {
    return looks;
  }

  /** Somebody is under way, from before he looks or writes. */
  void enter() {
    underWay++;
  }

  /** Takes places for all of these, as if none of them were there, or for none. */
  boolean take(Set<String> subjects) {
    if (full || subjects.size() > left) {
      return false;
    }
    left -= subjects.size();
    letIn.addAll(subjects);
    return true;
  }

  /**
   * Lets in, in their order, as many as there is room for.
   *
   * @param wanted which are to be opened unless they are there
   * @param there all subjects that the day was seen to have
   * @return those for which there is no room
   */
  Set<String> letIn(Collection<String> wanted, Set<String> there) {
    Set<String> all = new HashSet<>(there);
    all.addAll(letIn);
    Set<String> refused = new LinkedHashSet<>();
    for (String subject : wanted) {
      if (all.contains(subject) || all.size() < max) {
        all.add(subject);
        letIn.add(subject);
      } else {
        refused.add(subject);
      }
    }
    looks++;
    full = there.size() >= max;
    left = Math.max(0, Math.min(max - all.size(), grace));
    return refused;
  }

  /**
   * Those of them that are not there, of a day that is full.
   *
   * @param there which of these the day was seen to have
   */
  Set<String> strangers(Collection<String> wanted, Set<String> there) {
    Set<String> strangers = new LinkedHashSet<>(wanted);
    strangers.removeAll(there);
    strangers.removeAll(letIn);
    return strangers;
  }

  /**
   * Somebody is done.
   *
   * @param unused places that were taken at the time of that many looks, and not needed
   */
  void leave(int unused, int looksThen) {
    if (looksThen == looks) {
      left += unused;
    }
    if (--underWay == 0) {
      letIn.clear();
    }
  }
}
