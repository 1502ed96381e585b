package io.laurel.event.outreach.channel;

/**
 * What is sent to an endpoint, the same at each attempt.
 *
 * @param id the {@code webhook-id}: what a receiver knows it by
 * @param json the body, to the byte
 */
public record Parcel(String id, String json) {
  /** Without the body, which may hold codes. */
  @Override
  public String toString() {
    return "Parcel[" + id + "]";
  }
}
