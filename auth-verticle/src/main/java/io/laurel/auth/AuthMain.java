package io.laurel.auth;

import io.laurel.auth.userimport.ImportUsers;
import io.laurel.launch.Entrance;

/** Starts an auth process, or imports users. */
public final class AuthMain {
  private AuthMain() {}

  /**
   * Without arguments it serves: configuration is in {@code conf/} and the environment. With them
   * it does what {@link ImportUsers} says.
   */
  public static void main(String[] args) {
    new Entrance("auth", AuthMain.class, "serves accounts, sessions and tokens on the bus")
        .command(ImportUsers.NAME, ImportUsers.TAKES, ImportUsers.MEANING, ImportUsers::new)
        .enter(AuthProgram::new, args);
  }
}
