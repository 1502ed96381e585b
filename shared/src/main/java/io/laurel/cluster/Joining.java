package io.laurel.cluster;

import io.laurel.contract.Contract;
import java.time.Clock;

/**
 * Who joins.
 *
 * @param program name of what runs here, such as {@code gateway}
 * @param contract says which addresses are operations
 * @param clock certificates must be valid by it
 */
public record Joining(String program, Contract contract, Clock clock) {
  BusDoors doors(BusConfig config) {
    return new BusDoors(config, program, new Audience(contract), clock);
  }
}
