package io.laurel.standalone.chaos;

import io.laurel.standalone.Ports;
import java.util.List;

/** One address for all, each with ports of its own; needs no rights, and cannot be cut. */
final class Loopback implements Ground {
  private final int firstPort;

  /** Ground for so many processes. */
  Loopback(int places) {
    this.firstPort = Ports.inARow(places * Place.PORTS);
  }

  @Override
  public Place place(int number) {
    return new Place("127.0.0.1", firstPort + number * Place.PORTS, List.of());
  }

  @Override
  public void cut(Place from, Place to) {
    throw new UnsupportedOperationException("Loopback cannot be cut");
  }

  @Override
  public void mend() {
    // Nothing was cut.
  }

  @Override
  public void close() {
    // Nothing was made.
  }
}
