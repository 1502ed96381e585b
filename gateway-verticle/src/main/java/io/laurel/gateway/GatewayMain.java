package io.laurel.gateway;

import io.laurel.launch.Launcher;

/** {@code main} of the gateway process. */
public final class GatewayMain {
  private GatewayMain() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    Launcher.launch(new GatewayProgram());
  }
}
