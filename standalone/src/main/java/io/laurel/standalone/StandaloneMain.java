package io.laurel.standalone;

import io.laurel.auth.userimport.ImportUsers;
import io.laurel.launch.Launcher;
import java.util.List;

/** {@code main} of the process that needs nothing else. */
public final class StandaloneMain {
  private StandaloneMain() {}

  /**
   * Without arguments it serves: see {@code conf/} and the environment. With them it does what
   * {@link ImportUsers} says.
   */
  public static void main(String[] args) {
    if (args.length == 0) {
      Launcher.launch(new StandaloneProgram());
    } else {
      Launcher.run(new OwnDatabase(new ImportUsers(List.of(args))));
    }
  }
}
