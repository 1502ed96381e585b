package io.laurel.event;

import io.laurel.launch.Entrance;

/** {@code main} of the event process. */
public final class EventMain {
  private EventMain() {}

  /** Takes no arguments but {@code --help} and {@code --version}. */
  public static void main(String[] arguments) {
    new Entrance("event", EventMain.class, "serves events and claims on the bus")
        .enter(EventProgram::new, arguments);
  }
}
