package io.laurel.event.claims.attempt;

/** Who tried to claim what. */
public record Attempted(String eventId, String rewardId, String userId) {
  /** One text for the three; ids of ours are made of letters and digits. */
  String id() {
    return eventId + "/" + rewardId + "/" + userId;
  }
}
