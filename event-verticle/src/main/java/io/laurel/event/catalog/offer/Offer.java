package io.laurel.event.catalog.offer;

import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.facts.condition.Conditions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  boolean isSameVersionAs(@Nullable Offer other) {
    return other != null
        && event.version() == other.event.version()
        && versions().equals(other.versions());
  }

  private List<Version> versions() {
    return rewards.stream().map(reward -> new Version(reward.id(), reward.version())).toList();
  }

  private record Version(String rewardId, int version) {}

  /** What is asked for: by the event, then by each reward. */
  public List<Conditions> conditions() {
    return Stream.concat(Stream.of(event.conditions()), rewards.stream().map(Reward::conditions))
        .toList();
  }

  /** Whether a player is asked the same by the other one, over the same time. */
  public boolean asksTheSameAs(Offer other) {
    return event.window().equals(other.event.window()) && conditions().equals(other.conditions());
  }

  /** The reward of that id, or null. */
  public @Nullable Reward reward(String id) {
    return rewards.stream().filter(reward -> reward.id().equals(id)).findFirst().orElse(null);
  }
}
