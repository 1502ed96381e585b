package io.laurel.launch;

import io.laurel.config.Settings;
import io.laurel.contract.Contract;
import io.laurel.management.Readiness;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;

/**
 * What a process hands to its program.
 *
 * @param vertx clustered or not, as configured
 * @param settings every key the program named
 * @param contract the contract, read once
 * @param clock the time
 * @param readiness what must hold before the process is ready
 * @param metrics what the process measures of itself
 */
public record Host(
    Vertx vertx,
    Settings settings,
    Contract contract,
    Clock clock,
    Readiness readiness,
    MeterRegistry metrics) {
  /** A host whose metrics nobody reads. */
  public Host(Vertx vertx, Settings settings, Contract contract, Clock clock, Readiness readiness) {
    this(vertx, settings, contract, clock, readiness, new SimpleMeterRegistry());
  }

  /** The same host with other settings. */
  public Host with(Settings others) {
    return new Host(vertx, others, contract, clock, readiness, metrics);
  }
}
