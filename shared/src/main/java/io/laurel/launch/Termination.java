package io.laurel.launch;

import java.lang.reflect.Proxy;
import java.util.function.IntSupplier;
import org.slf4j.LoggerFactory;

/**
 * The end that a supervisor asks for by SIGTERM. Left to itself the JVM ends with 143 however well
 * that went, and what looks at exit codes takes each rolling restart for a row of crashes.
 */
final class Termination {
  /** As the shell has it: ended by signal 15. */
  static final int KILLED = 143;

  private Termination() {}

  /**
   * Exits with what {@code end} gives when SIGTERM comes. Where the JVM knows no signals, it ends
   * as it always does.
   */
  static void exit(IntSupplier end) {
    try {
      // By name: the compiler warns of a type that every JDK has and none promises.
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ends =
          Proxy.newProxyInstance(
              Termination.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getDeclaringClass() == handler) {
                  Launcher.exit(end.getAsInt());
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), ends);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      LoggerFactory.getLogger(Termination.class)
          .warn("SIGTERM cannot be listened for; it will end this process with {}", KILLED, e);
    }
  }
}
