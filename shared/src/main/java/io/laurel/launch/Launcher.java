package io.laurel.launch;

import io.laurel.config.Settings;
import io.laurel.config.SettingsLoader;
import io.laurel.contract.Contract;
import io.laurel.management.Readiness;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code main} of every process. */
public final class Launcher {
  private Launcher() {}

  /**
   * Starts a program and returns when it serves; the process goes on until it is told to end
   * (SIGTERM: it leaves readiness, undeploys, closes; exit code 0, or 143 where that took too
   * long).
   *
   * <p>A program that cannot start ends the process with one line on standard error: exit code 2
   * where an operator has to change something, 1 with a stack where the fault is ours.
   */
  public static void launch(Program program) {
    // At once: what follows takes seconds.
    System.out.println(titled(program) + " is starting");
    Logging.configure();
    ProgramRun run = new ProgramRun(program);
    Runtime.getRuntime().addShutdownHook(new Thread(run::stop, "shutdown"));
    Termination.exit(() -> run.stop() ? 0 : Termination.KILLED);
    try {
      run.start().await();
      print(System.out, program, run);
      program.bannerPrinted();
      logger()
          .info(
              "{} ready in {} ms",
              program.name(),
              ManagementFactory.getRuntimeMXBean().getUptime());
    } catch (Exception | LinkageError failure) {
      if (!run.stopping()) {
        System.exit(explain(System.err, program.name() + " cannot start", failure));
      }
    }
  }

  /**
   * Runs a command to its end, which is the end of the process: with the command's exit code, or as
   * {@link #launch} explains a failure.
   */
  public static void run(Command command) {
    Logging.configure();
    Vertx vertx = Vertx.vertx();
    int exitCode;
    try {
      Settings settings = new SettingsLoader(vertx).load(command.settings()).await();
      command.check(settings);
      Host host =
          new Host(vertx, settings, Contract.load(), Clock.systemUTC(), new Readiness(vertx));
      exitCode = command.run(host, System.out);
    } catch (Exception | LinkageError failure) {
      exitCode = explain(System.err, command.name() + " failed", failure);
    }
    vertx.close().await();
    System.exit(exitCode);
  }

  /** Not a constant: a logger must not be made before logging is configured. */
  private static Logger logger() {
    return LoggerFactory.getLogger(Launcher.class);
  }

  private static void print(PrintStream out, Program program, ProgramRun run) {
    out.println(titled(program));
    program.banner().forEach(line -> out.println("  " + line));
    out.println("  management " + run.managementUrl());
  }

  private static String titled(Program program) {
    return Entrance.title(program.name(), program.getClass());
  }

  /**
   * Ends the process with one line and without the usual ways of ending, which would ask what has
   * just failed. Exit code 2: an operator has to change something.
   *
   * @param grace how long requests in flight have to be refused
   */
  public static void abort(String process, String line, Duration grace) {
    System.err.println("laurel " + process + " ended: " + line);
    CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> Runtime.getRuntime().halt(2));
  }

  /**
   * Ends the process with one line, in the usual way, so that what is in flight is answered. Exit
   * code 1: a supervisor starts it again.
   */
  static void leave(String process, String why) {
    System.err.println("laurel " + process + " ended: " + why);
    // Whoever calls is part of what ends.
    new Thread(() -> System.exit(1), "leave").start();
  }

  /** Ends the process: for its arguments, or as a supervisor asked. */
  static void exit(int code) {
    System.exit(code);
  }

  private static int explain(PrintStream err, String what, Throwable failure) {
    Diagnosis diagnosis = Diagnosis.of(failure);
    err.println("laurel " + what + ": " + diagnosis.line());
    if (diagnosis.ours()) {
      failure.printStackTrace(err);
    }
    return diagnosis.exitCode();
  }
}
