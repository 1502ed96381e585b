package io.laurel.event;

import io.laurel.launch.Launcher;

/** {@code main} of the event process. */
public final class EventMain {
  private EventMain() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    Launcher.launch(new EventProgram());
  }
}
