package io.laurel.throttle;

import io.laurel.bus.Origin;
import io.laurel.net.Network;

/** What counts as one address. */
public final class ClientNetwork {
  private ClientNetwork() {}

  /** What one customer has; all those whose address is not known together. */
  public static String of(Origin origin) {
    return Network.textOf(origin.address());
  }
}
