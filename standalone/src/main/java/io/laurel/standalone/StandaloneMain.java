package io.laurel.standalone;

import io.laurel.auth.userimport.ImportUsers;
import io.laurel.launch.Entrance;

/** {@code main} of the process that needs nothing else. */
public final class StandaloneMain {
  private StandaloneMain() {}

  /**
   * Without arguments it serves: see {@code conf/} and the environment; with {@code --demo} it
   * first fills its empty database with something to look at. With others it does what {@link
   * ImportUsers} says.
   */
  public static void main(String[] args) {
    new Entrance(
            "standalone", StandaloneMain.class, "serves everything, with a database of its own")
        .option(
            "--demo",
            "the same, on an empty database that is filled with something to look at",
            () -> new StandaloneProgram(true))
        .command(
            ImportUsers.NAME,
            ImportUsers.TAKES,
            ImportUsers.MEANING,
            arguments -> new OwnDatabase(new ImportUsers(arguments)))
        .enter(() -> new StandaloneProgram(false), args);
  }
}
