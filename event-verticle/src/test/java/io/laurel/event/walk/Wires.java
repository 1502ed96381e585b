package io.laurel.event.walk;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What lies between processes and their stores: every command that was sent and not carried out
 * yet. The walk decides which of them comes next, which gets lost, and whose answer does; so one
 * seed is one interleaving, on one thread.
 */
final class Wires {
  private final Random random;
  private final BiConsumer<Object, String> told;
  private final List<Command> underWay = new ArrayList<>();

  /**
   * Nothing is under way yet.
   *
   * @param told of what a process sent, and what became of it
   */
  Wires(Random random, BiConsumer<Object, String> told) {
    this.random = random;
    this.told = told;
  }

  /**
   * One call of a store's method by a process.
   *
   * @param name of the method, with what it was given
   * @param effect carries it out
   */
  private record Command(
      Object process, String name, Supplier<Future<Object>> effect, Promise<Object> answer) {
    void carryOut(boolean answered) {
      Future<Object> result = effect.get();
      if (answered) {
        result.onComplete(answer);
      }
    }
  }

  /** The store as that process sees it: what it asks is carried out when its turn comes. */
  <T> T between(Object process, Class<T> type, T store) {
    InvocationHandler send =
        (proxy, method, arguments) -> {
          Promise<Object> answer = Promise.promise();
          underWay.add(
              new Command(
                  process,
                  nameOf(method, arguments),
                  () -> call(store, method, arguments),
                  answer));
          return answer.future();
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, send));
  }

  @SuppressWarnings("unchecked")
  private static Future<Object> call(Object store, Method method, Object... arguments) {
    try {
      return (Future<Object>) method.invoke(store, arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("A store threw instead of failing", e);
    }
  }

  private static String nameOf(Method method, Object... arguments) {
    return method.getName() + (arguments == null ? "" : Arrays.toString(arguments));
  }

  boolean isIdle() {
    return underWay.isEmpty();
  }

  /** Carries out one command, whichever, and answers it. */
  void carryOutOne() {
    Command command = takeOne();
    told.accept(command.process(), "is answered " + command.name());
    command.carryOut(true);
  }

  /** Tells the sender of one command that it failed, which is true or not. */
  void failOne() {
    Command command = takeOne();
    boolean done = random.nextBoolean();
    told.accept(command.process(), "is told wrong about " + command.name() + ", done " + done);
    if (done) {
      command.carryOut(false);
    }
    command.answer().fail(Failure.unavailable("The database is away.", Duration.ofSeconds(1)));
  }

  /** Ends a process: each of its commands is carried out or not, and none is answered. */
  void kill(Object process) {
    List<Command> last = underWay.stream().filter(command -> command.process() == process).toList();
    underWay.removeAll(last);
    last.stream()
        .filter(command -> random.nextBoolean())
        .forEach(command -> command.carryOut(false));
  }

  private Command takeOne() {
    return underWay.remove(random.nextInt(underWay.size()));
  }
}
