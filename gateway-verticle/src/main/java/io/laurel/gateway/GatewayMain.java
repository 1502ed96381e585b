package io.laurel.gateway;

import io.laurel.launch.Entrance;

/** {@code main} of the gateway process. */
public final class GatewayMain {
  private GatewayMain() {}

  /** Takes no arguments but {@code --help} and {@code --version}. */
  public static void main(String[] arguments) {
    new Entrance("gateway", GatewayMain.class, "serves HTTP in front of the bus")
        .enter(GatewayProgram::new, arguments);
  }
}
