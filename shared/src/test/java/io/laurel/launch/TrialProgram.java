package io.laurel.launch;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.List;

/** The smallest program: says where it is on the bus, and how it ends. */
final class TrialProgram implements Program {
  /** Its {@code main}; a class of its own, as every process has. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) {
      new Entrance("trial", TrialProgram.class, "tries").enter(TrialProgram::new, args);
    }
  }

  @Override
  public String name() {
    return "trial";
  }

  @Override
  public List<String> settings() {
    return List.of("process", "cluster");
  }

  @Override
  public void check(Settings settings) {
    if (settings.text("TOKEN_AUDIENCE").equals("mistaken")) {
      throw new ConfigException("TOKEN_AUDIENCE takes another name");
    }
  }

  @Override
  public Future<Void> deploy(Host host) {
    // Any key does to choose the trial.
    return switch (host.settings().text("TOKEN_ISSUER")) {
      case "operator" -> throw new ConfigException("TOKEN_ISSUER takes another name");
      case "fault" -> Future.failedFuture(new IllegalStateException("a fault of ours"));
      case "caller" -> call(host);
      default ->
          host.vertx()
              .deployVerticle(new TrialVerticle(host.settings().text("TOKEN_ISSUER")))
              .mapEmpty();
    };
  }

  private static Future<Void> call(Host host) {
    return host.vertx()
        .eventBus()
        .<String>request("trial.who", "")
        .onSuccess(reply -> System.out.println("answered by " + reply.body()))
        .mapEmpty();
  }

  @Override
  public List<String> banner() {
    return List.of("a word to the operator");
  }

  private static final class TrialVerticle extends VerticleBase {
    private static final Duration DRAINING = Duration.ofMillis(300);

    private final String name;
    private MessageConsumer<String> consumer;

    private TrialVerticle(String name) {
      this.name = name;
    }

    @Override
    public Future<?> start() {
      consumer = vertx.eventBus().consumer("trial.who", message -> message.reply(name));
      return consumer.completion();
    }

    @Override
    public Future<?> stop() {
      return consumer
          .unregister()
          .compose(gone -> vertx.timer(DRAINING.toMillis()))
          .onSuccess(drained -> System.out.println("drained"));
    }
  }
}
