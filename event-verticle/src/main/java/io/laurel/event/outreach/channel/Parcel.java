package io.laurel.event.outreach.channel;

import org.jspecify.annotations.Nullable;

/**
 * What is sent to an endpoint, the same at each attempt but for its trace.
 *
 * @param id the {@code webhook-id}: what a receiver knows it by
 * @param json the body, to the byte
 * @param trace what caused it, and on its way what the receiver is told of the attempt ({@code
 *     traceparent}); null for none
 */
public record Parcel(String id, String json, @Nullable String trace) {
  /** A parcel of no trace. */
  public Parcel(String id, String json) {
    this(id, json, null);
  }

  /** The same of another trace. */
  Parcel in(@Nullable String other) {
    return new Parcel(id, json, other);
  }

  /** Without the body, which may hold codes. */
  @Override
  public String toString() {
    return "Parcel[" + id + "]";
  }
}
