package io.laurel.standalone.chaos;

import java.util.List;

/**
 * Where one process lives.
 *
 * @param firstPort the first of four that are its own
 * @param entering the words of a command that runs there, before those of the process
 */
record Place(String host, int firstPort, List<String> entering) {
  static final int PORTS = 4;

  /** What the others talk to: a node's bus, or the database. */
  int bus() {
    return firstPort;
  }

  /** One above the bus, as the defaults are. */
  int membership() {
    return firstPort + 1;
  }

  int http() {
    return firstPort + 2;
  }

  int management() {
    return firstPort + 3;
  }

  String httpUrl() {
    return "http://" + host + ":" + http();
  }

  String managementUrl() {
    return "http://" + host + ":" + management();
  }
}
