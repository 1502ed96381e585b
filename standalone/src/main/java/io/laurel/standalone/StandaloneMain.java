package io.laurel.standalone;

import io.laurel.launch.Launcher;

/** {@code main} of the process that needs nothing else. */
public final class StandaloneMain {
  private StandaloneMain() {}

  /** Takes no arguments: see {@code conf/} and the environment. */
  public static void main(String[] args) {
    Launcher.launch(new StandaloneProgram());
  }
}
