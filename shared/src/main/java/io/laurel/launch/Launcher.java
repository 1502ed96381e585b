package io.laurel.launch;

/** {@code main} of every process. */
public final class Launcher {
  private Launcher() {}

  /** Runs a program until the process is told to end. */
  public static void launch(Program program) {
    throw new UnsupportedOperationException(program.name());
  }
}
