package io.laurel.launch;

import io.laurel.config.Settings;
import java.io.PrintStream;
import java.util.List;

/** What a process does instead of serving: it works, says what it did, and ends. */
public interface Command {
  /** Name for messages, as it is typed. */
  String name();

  /** As {@link Program#settings}. */
  List<String> settings();

  /**
   * Judges settings and arguments, before anything is touched.
   *
   * @throws io.laurel.config.ConfigException where an operator has to change something
   */
  void check(Settings settings);

  /**
   * Does it. Blocks; to be called on a thread that may.
   *
   * @param host not clustered
   * @param out what an operator reads
   * @return the exit code: 0 where all of it was done
   * @throws io.laurel.config.ConfigException where an operator has to change something
   */
  int run(Host host, PrintStream out);
}
