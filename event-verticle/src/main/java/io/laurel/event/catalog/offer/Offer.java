package io.laurel.event.catalog.offer;

import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.reward.Reward;
import java.util.List;

/**
 * What a claim is judged by: an event and its rewards, read together.
 *
 * @param rewards oldest first
 */
public record Offer(Event event, List<Reward> rewards) {
  /** Copies the rewards. */
  public Offer {
    rewards = List.copyOf(rewards);
  }

  /**
   * Whether nothing of it was edited between it and the other one.
   *
   * @param other null for an event that is gone
   */
  boolean isSameVersionAs(Offer other) {
    return other != null
        && event.version() == other.event.version()
        && versions().equals(other.versions());
  }

  private List<Version> versions() {
    return rewards.stream().map(reward -> new Version(reward.id(), reward.version())).toList();
  }

  private record Version(String rewardId, int version) {}

  /** The reward of that id, or null. */
  public Reward reward(String id) {
    return rewards.stream().filter(reward -> reward.id().equals(id)).findFirst().orElse(null);
  }
}
