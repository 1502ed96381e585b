package io.laurel.auth;

import io.laurel.auth.userimport.ImportUsers;
import io.laurel.launch.Launcher;
import java.util.List;

/** Starts an auth process, or imports users. */
public final class AuthMain {
  private AuthMain() {}

  /**
   * Without arguments it serves: configuration is in {@code conf/} and the environment. With them
   * it does what {@link ImportUsers} says.
   */
  public static void main(String[] args) {
    if (args.length == 0) {
      Launcher.launch(new AuthProgram());
    } else {
      Launcher.run(new ImportUsers(List.of(args)));
    }
  }
}
