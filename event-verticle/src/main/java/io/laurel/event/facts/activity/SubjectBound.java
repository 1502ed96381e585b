package io.laurel.event.facts.activity;

import io.laurel.cache.RecentlyUsed;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many subjects a day may have, held by one node without asking the database each time. It
 * counts what it opened itself: an eighth of the bound goes in unseen, then one has to look, and
 * again after each further eighth. So the first facts of a day are written at once, and the bound
 * is exceeded by what was opened unseen after others had filled the day: an eighth for each other
 * node, and once more for each start of this one.
 *
 * <p>What was opened unseen is counted by hash in a table of fixed size. Days that share a place
 * make one look too early, never too late; a table of the days used last would forget, and whoever
 * sends for many players in turn would never be held. Thread-safe.
 */
final class SubjectBound {
  /** The bound by this is what may be opened between two looks. */
  static final int SHARE = 8;

  /** Two megabytes; so many days a node counts apart before some look too early. */
  private static final int PLACES = 1 << 20;

  /** Days with many subjects that are known at once, of some 250 bytes each. */
  private static final int MAX_ROOMS = 50_000;

  private final int max;
  private final int grace;
  private final char[] opened;
  private final Map<SubjectDay, SubjectRoom> rooms;
  private long openedInAll;

  /** What has to be seen before the write. */
  enum Look {
    /** Nothing. */
    NONE,
    /** Which of the subjects in question are there. */
    SUBJECTS,
    /** All subjects of the day. */
    DAY
  }

  /**
   * A batch under way to the subjects of one day.
   *
   * @param room null where the day is counted by its hash
   * @param taken places that it took, without a look
   * @param looks of the room, when it took them
   */
  record Turn(SubjectDay day, @Nullable SubjectRoom room, Look look, int taken, int looks) {}

  /**
   * A bound at which nothing was opened.
   *
   * @param max subjects of one user, type and day, at most
   */
  SubjectBound(int max) {
    this(max, PLACES, MAX_ROOMS);
  }

  SubjectBound(int max, int places, int maxRooms) {
    this.max = max;
    this.grace = max / SHARE;
    this.opened = new char[places];
    this.rooms = new RecentlyUsed<>(maxRooms);
  }

  /** Takes places for these subjects, or says what has to be seen first. Ends by {@link #leave}. */
  synchronized Turn enter(SubjectDay day, Set<String> subjects) {
    SubjectRoom room = rooms.get(day);
    int place = place(day);
    if (room == null && opened[place] + subjects.size() <= grace) {
      count(place, subjects.size());
      return new Turn(day, null, Look.NONE, subjects.size(), 0);
    }
    if (room == null) {
      room = new SubjectRoom(max, grace);
      rooms.put(day, room);
    }
    room.enter();
    if (room.take(subjects)) {
      return new Turn(day, room, Look.NONE, subjects.size(), room.looks());
    }
    return new Turn(day, room, room.isFull() ? Look.SUBJECTS : Look.DAY, 0, 0);
  }

  /**
   * Lets in, in their order, as many as there is room for.
   *
   * @param there what was seen, as the turn asked for it
   * @return those for which there is no room
   */
  synchronized Set<String> seen(Turn turn, Collection<String> subjects, Set<String> there) {
    SubjectRoom room = turn.room();
    if (room == null) {
      throw new IllegalStateException("There was nothing to be seen");
    }
    return turn.look() == Look.DAY ? room.letIn(subjects, there) : room.strangers(subjects, there);
  }

  /** Gives back what was taken and not needed. */
  synchronized void leave(Turn turn, int needed) {
    int unused = Math.max(0, turn.taken() - needed);
    if (turn.room() == null) {
      count(place(turn.day()), -unused);
    } else {
      turn.room().leave(unused, turn.looks());
    }
  }

  private int place(SubjectDay day) {
    int hash = day.hashCode() * 0x9E3779B9;
    return Math.floorMod(hash ^ hash >>> 15, opened.length);
  }

  /** Begins anew before most days would look too early. */
  private void count(int place, int by) {
    int before = opened[place];
    opened[place] = (char) Math.max(0, before + by);
    openedInAll += opened[place] - before;
    if (openedInAll > (long) opened.length * grace / SHARE) {
      Arrays.fill(opened, '\0');
      openedInAll = 0;
    }
  }
}
