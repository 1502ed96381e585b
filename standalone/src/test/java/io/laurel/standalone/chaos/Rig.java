package io.laurel.standalone.chaos;

import io.laurel.security.Role;
import io.laurel.standalone.Tokens;
import io.laurel.standalone.chaos.Caller.Request;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A town, accounts in it, a clock and a report: what trials are made on. */
final class Rig implements AutoCloseable {
  static final String PASSWORD = "correct-horse-battery";
  static final Duration START = Duration.ofMinutes(3);
  private static final int ACCOUNTS = 6;

  private final Vertx vertx = Vertx.vertx();
  private final Path directory;
  private final Path results;
  private final Ground ground;
  private final Town town;
  private final Metronome metronome;
  private final Report report;
  private final List<String> logins = new ArrayList<>();

  /**
   * Starts everything at once, and waits until it serves.
   *
   * @param results directory of the report and of what the processes wrote
   */
  Rig(Ground ground, Path results)
      throws IOException, GeneralSecurityException, InterruptedException {
    this.ground = ground;
    this.results = results.toAbsolutePath();
    this.report = new Report(this.results.resolve("report.txt"));
    this.directory = Files.createTempDirectory(this.results, "data-");
    String engine = System.getenv("MONGODB_TEST_URI");
    this.town =
        new Town(vertx, ground, directory, engine == null || engine.isBlank() ? null : engine);
    this.metronome = new Metronome(vertx, town.probes()::alive);
    try {
      town.start();
      town.awaitReady(town.nodes(), START);
      openAccounts();
    } catch (InterruptedException | RuntimeException | Error failure) {
      close();
      throw failure;
    }
  }

  private void openAccounts() {
    Caller caller = new Caller(vertx, town.probes(), new Journal(metronome));
    String admin = new Tokens(vertx, town.keys()).issuedEarlier(Role.ADMIN).await();
    String prefix = "u" + UUID.randomUUID().toString().substring(0, 8) + "-";
    for (int i = 0; i < ACCOUNTS; i++) {
      String name = prefix + i;
      JsonObject account =
          new JsonObject()
              .put("email", name + "@example.com")
              .put("username", name)
              .put("password", PASSWORD)
              .put("roles", new JsonArray().add("USER"));
      caller.ask(new Request("staff", HttpMethod.POST, "/users", admin, account, name)).await();
      logins.add(name);
    }
    caller.close();
  }

  Town town() {
    return town;
  }

  Ground ground() {
    return ground;
  }

  Metronome metronome() {
    return metronome;
  }

  /** What happens in a trial. */
  @FunctionalInterface
  interface Happening {
    void happen(Trial trial) throws Exception;
  }

  /**
   * Has that happen under load, sees to it that everybody is there afterwards, reads the ledger and
   * writes the report; then fails if anything was amiss.
   */
  void trial(String name, Happening happening) throws IOException, InterruptedException {
    Trial trial = new Trial(name, vertx, town, metronome, logins);
    try {
      happening.happen(trial);
    } catch (Exception | AssertionError failure) {
      trial.amiss(failure.toString());
    }
    try {
      ground.mend();
      town.restore(START);
      trial.end();
    } catch (InterruptedException | RuntimeException | AssertionError failure) {
      trial.amiss(failure.toString());
    }
    report.add(trial);
    if (!trial.faults().isEmpty()) {
      throw new AssertionError(name + ":\n" + String.join("\n", trial.faults()));
    }
  }

  @Override
  public void close() {
    try {
      town.writeLogs(results.resolve("logs"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      metronome.stop();
      town.close();
      ground.close();
      vertx.close().await();
    }
  }
}
