package io.laurel.standalone.demo;

import io.laurel.launch.Host;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills the demo's past behind what is served, and notes how far it came. */
final class PastVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(PastVerticle.class);
  private static final String DONE = "The demo's past is there: 30 days of it";
  private static final int A_DAY = 24;

  private final Host host;
  private final Progress progress;
  private final JsonObject script;
  private final Promise<Void> ended = Promise.promise();
  private boolean stopping;

  PastVerticle(Host host, Progress progress, JsonObject script) {
    this.host = host;
    this.progress = progress;
    this.script = script;
  }

  /** It is started once it has begun; nobody waits for the rest. */
  @Override
  public Future<?> start() {
    PastClock clock = new PastClock(progress.begunAt());
    PastService service = new PastService(host, vertx, clock);
    Past past = new Past(script, service, clock, progress);
    from(past, progress.hours())
        .onSuccess(
            done -> LOG.info(stopping ? "The demo's past goes on with the next --demo" : DONE))
        .onFailure(
            cause ->
                LOG.error("The demo's past broke off; start with --demo again to go on", cause))
        .eventually(service::close)
        .onComplete(done -> ended.complete());
    return Future.succeededFuture();
  }

  /** One hour after the other; the notebook knows whole days. */
  private Future<Void> from(Past past, int first) {
    Promise<Void> done = Promise.promise();
    step(past, first, done);
    return done.future();
  }

  /** By itself each: a chain of futures would grow with every hour. */
  private void step(Past past, int hour, Promise<Void> done) {
    if (hour == Past.HOURS || stopping) {
      done.complete();
      return;
    }
    past.hour(hour)
        .compose(happened -> (hour + 1) % A_DAY == 0 ? note(hour + 1) : Future.succeededFuture())
        .onSuccess(noted -> step(past, hour + 1, done))
        .onFailure(done::fail);
  }

  private Future<Void> note(int hours) {
    LOG.info("The demo's past: {} of 30 days", hours / A_DAY);
    return progress.happened(hours);
  }

  /** Completes when the hour that was under way has happened. */
  @Override
  public Future<?> stop() {
    stopping = true;
    return ended.future();
  }
}
