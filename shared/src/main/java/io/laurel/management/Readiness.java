package io.laurel.management;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.util.List;
import java.util.function.Supplier;

/**
 * What must hold for this process to take traffic: that it serves, and each check that was added.
 */
public final class Readiness {
  private final HealthChecks checks;
  private volatile boolean serving;

  /** Not serving yet, no checks. */
  public Readiness(Vertx vertx) {
    checks = HealthChecks.create(vertx);
    checks.register("serving", promise -> promise.complete(serving ? Status.OK() : Status.KO()));
  }

  /**
   * Adds a check, run at each probe; at most a second, then it counts as failed.
   *
   * @param name unique in this process
   * @param check succeeds while all is well
   */
  public void add(String name, Supplier<Future<Void>> check) {
    checks.register(
        name,
        promise ->
            check
                .get()
                // Tried, because the answer may come after the second is over.
                .onComplete(
                    result -> promise.tryComplete(result.succeeded() ? Status.OK() : Status.KO())));
  }

  /** Says that everything is deployed, or, at the end, that no new traffic should come. */
  public void serving(boolean now) {
    serving = now;
  }

  /** Whether it was said that everything is deployed, and not yet that it ends. */
  public boolean serving() {
    return serving;
  }

  /** The names of the checks that do not hold now; none where this process is ready. */
  public Future<List<String>> failing() {
    return checks
        .checkStatus()
        .map(
            result ->
                result.getChecks().stream()
                    .filter(check -> !CheckResult.isUp(check))
                    .map(CheckResult::getId)
                    .sorted()
                    .toList());
  }

  HealthChecks checks() {
    return checks;
  }
}
