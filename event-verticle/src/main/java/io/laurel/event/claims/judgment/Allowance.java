package io.laurel.event.claims.judgment;

import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.facts.gameday.GameDays;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How often a user may have a reward in one period: once for each of its user locks.
 *
 * @param period the day, week or month of the game, such as {@code 2026-W18}; or {@code EVENT}
 */
public record Allowance(Reward reward, String userId, String period) {
  /**
   * The allowance on a day of the game.
   *
   * @param day to which the moment of the request belongs
   */
  static Allowance of(Reward reward, String userId, LocalDate day) {
    return new Allowance(
        reward,
        userId,
        switch (reward.limit().per()) {
          case EVENT -> "EVENT";
          case DAY -> day.toString();
          case WEEK -> GameDays.weekOf(day);
          case MONTH -> GameDays.monthOf(day);
        });
  }

  /** Every lock of which one is held for each time that the user has the reward. */
  public List<String> locks() {
    return IntStream.rangeClosed(1, reward.limit().count()).mapToObj(this::lock).toList();
  }

  /** The n-th grant of the reward to the user in the period. */
  private String lock(int n) {
    return reward.id() + "@" + escaped(userId) + "/" + period + "/" + n;
  }

  /** Whatever a studio calls its players, none is another's lock, or a unit of stock. */
  private static String escaped(String userId) {
    return userId.replace("%", "%25").replace("/", "%2F").replace("@", "%40").replace("#", "%23");
  }

  /** Whether the user has it as often as it may be had. */
  public boolean isUsedUp(Set<String> held) {
    return left(held) == 0;
  }

  /** How often the user may still have it. */
  public int left(Set<String> held) {
    return free(held).size();
  }

  /**
   * So many of the locks that are not held. Claims that look at the same moment should not choose
   * the same ones.
   *
   * @param count at most as many as are {@link #left}
   * @param choice any number, another one for each claim
   */
  public List<String> chooseFree(Set<String> held, int count, int choice) {
    List<String> free = free(held);
    return IntStream.range(0, count)
        .mapToObj(i -> free.get(Math.floorMod(choice + i, free.size())))
        .toList();
  }

  private List<String> free(Set<String> held) {
    return locks().stream().filter(lock -> !held.contains(lock)).toList();
  }
}
