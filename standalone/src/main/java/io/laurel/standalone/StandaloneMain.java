package io.laurel.standalone;

import io.laurel.auth.userimport.ImportUsers;
import io.laurel.launch.Launcher;
import java.util.List;

/** {@code main} of the process that needs nothing else. */
public final class StandaloneMain {
  private static final List<String> DEMO = List.of("--demo");

  private StandaloneMain() {}

  /**
   * Without arguments it serves: see {@code conf/} and the environment; with {@code --demo} it
   * first fills its empty database with something to look at. With others it does what {@link
   * ImportUsers} says.
   */
  public static void main(String[] args) {
    List<String> arguments = List.of(args);
    if (arguments.isEmpty() || arguments.equals(DEMO)) {
      Launcher.launch(new StandaloneProgram(arguments.equals(DEMO)));
    } else {
      Launcher.run(new OwnDatabase(new ImportUsers(arguments)));
    }
  }
}
