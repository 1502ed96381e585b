package io.laurel.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.laurel.failure.Failure;
import io.vertx.core.Future;

/** What a future was refused with. */
public final class Failures {
  private Failures() {}

  /** Waits for a future that must fail with a failure of ours. */
  public static Failure failureOf(Future<?> future) {
    Throwable cause = catchThrowable(future::await);
    assertThat(cause).isInstanceOf(Failure.class);
    return (Failure) cause;
  }

  /** Its code. */
  public static String codeOf(Future<?> future) {
    return failureOf(future).code();
  }
}
