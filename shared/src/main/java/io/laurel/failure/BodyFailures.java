package io.laurel.failure;

/** What is refused of a body at either door, before anybody reads it. */
public final class BodyFailures {
  private BodyFailures() {}

  /** 413 {@code payload-too-large}; {@code limit} in bytes. */
  public static Failure payloadTooLarge(long limit) {
    return Failure.of(413, "payload-too-large", "The body is larger than " + limit + " bytes.");
  }
}
