package io.laurel.auth;

import io.laurel.launch.Launcher;

/** Starts an auth process. */
public final class AuthMain {
  private AuthMain() {}

  /** Takes no arguments: configuration is in {@code conf/} and the environment. */
  public static void main(String[] args) {
    Launcher.launch(new AuthProgram());
  }
}
