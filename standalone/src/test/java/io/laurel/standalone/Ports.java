package io.laurel.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for those who must name them before somebody listens. */
public final class Ports {
  /** Below those that systems give to who does not ask for one: nobody takes them meanwhile. */
  private static final int FIRST = 20_000;

  private static final int END = 30_000;
  private static final int MAX_TRIES = 1_000;

  private Ports() {}

  /** The first of {@code count} that follow each other and are free on loopback. */
  public static int inARow(int count) {
    for (int i = 0; i < MAX_TRIES; i++) {
      int first = ThreadLocalRandom.current().nextInt(FIRST, END - count);
      if (allFree(first, count)) {
        return first;
      }
    }
    throw new AssertionError("No " + count + " free ports in a row");
  }

  private static boolean allFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        if (!socket.isBound()) {
          return false;
        }
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
