package io.laurel.event.claims.claim;

import java.util.Optional;

/**
 * The lock by which a claim holds a use of a code: {@code code:<place>#<use>}.
 *
 * @param place what tells the code from all others of its event; those of a batch begin with its id
 * @param use from 1
 */
public record CodeLock(String place, int use) {
  private static final String PREFIX = "code:";

  /** The lock that a text is, if it is one of a code. */
  static Optional<CodeLock> of(String lock) {
    if (!is(lock)) {
      return Optional.empty();
    }
    String pile = lock.substring(0, lock.lastIndexOf('#'));
    return Optional.of(new CodeLock(place(pile), Locks.serial(pile, lock)));
  }

  /** Whether a text is one. */
  static boolean is(String lock) {
    return lock.startsWith(PREFIX);
  }

  /** What the uses of a code are handed out and counted under, as the units of a reward are. */
  public static String pile(String place) {
    return PREFIX + place;
  }

  /** The place of such a pile. */
  public static String place(String pile) {
    return pile.substring(PREFIX.length());
  }

  /** The same of this one. */
  public String pile() {
    return pile(place);
  }

  /** As the claim holds it. */
  public String text() {
    return Locks.stock(pile(), use);
  }
}
