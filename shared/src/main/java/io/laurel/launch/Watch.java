package io.laurel.launch;

import io.laurel.bus.Offer;
import io.laurel.bus.Presence;
import io.laurel.bus.Presence.Found;
import io.laurel.bus.Pulse;
import io.laurel.cluster.Peers;
import io.laurel.management.Readiness;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a clustered process from inside: whether the others hear it, whether it leads as it
 * should and is ready. Who is not heard tells the others anew what it serves, and ends where that
 * does not help, to be started again. Who is not ready takes back what it offers. Runs on one event
 * loop.
 */
final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  /** Until somebody has heard it once; at a start everybody waits for that. */
  private static final Duration AT_FIRST = Duration.ofMillis(200);

  /** So long it is not ready before the others are told; a slow ping is no reason to leave. */
  private static final int UNREADY = 3;

  private final Vertx vertx;
  private final WatchConfig config;
  private final Readiness readiness;
  private final Presence presence;
  private final Lead lead;
  private final Pulse pulse;
  private final Peers peers;
  private final Offer offer;
  private final Consumer<String> end;
  private final LongSupplier nanos;

  /** When it was found that it is; null where it is not. */
  private volatile @Nullable Long heardAt;

  private volatile boolean ready;
  private volatile boolean stopped;
  private boolean onceHeard;
  private @Nullable Long missedSince;
  private int missedProbes;

  /**
   * Who is alone since a moment ago has left the others, or they have left it; it is known which
   * when they have found each other again, or have not in so many more probes: by the clock, who
   * was frozen meanwhile would have looked for somebody.
   */
  private int lonelyProbesLeft;

  private Future<Void> telling = Future.succeededFuture();
  private int unready;

  /**
   * A watch that has not begun.
   *
   * @param end ends the process, for a reason that an operator reads
   */
  Watch(Vertx vertx, WatchConfig config, Readiness readiness, Consumer<String> end) {
    this(vertx, config, readiness, end, System::nanoTime);
  }

  Watch(
      Vertx vertx,
      WatchConfig config,
      Readiness readiness,
      Consumer<String> end,
      LongSupplier nanos) {
    this.vertx = vertx;
    this.config = config;
    this.readiness = readiness;
    this.end = end;
    this.nanos = nanos;
    this.peers = Peers.of(vertx);
    this.lead = new Lead(peers, patience(config.orphans()), nanos);
    this.offer = Offer.of(vertx);
    this.presence = new Presence(vertx, () -> ready && !stopped);
    this.pulse = new Pulse(vertx, config.silence());
  }

  /** Begins; completes when the others can ask for this process. */
  Future<Void> start() {
    readiness.add(
        "heard-by-peers",
        () ->
            isHeard()
                ? Future.succeededFuture()
                : Future.failedFuture("No peer hears this process"));
    return presence
        .start()
        .onSuccess(
            known ->
                vertx.runOnContext(
                    begin -> {
                      probe();
                      pulse.start();
                    }));
  }

  /** No more of it: the process ends. Completes when the others send nothing more. */
  Future<Void> stop() {
    stopped = true;
    return offer.withdraw();
  }

  private void probe() {
    if (stopped) {
      return;
    }
    presence
        .probe()
        .compose(
            found -> {
              judge(found);
              lead.fault().ifPresent(this::finish);
              return readiness.failing();
            })
        .onSuccess(this::judge)
        .onFailure(cause -> LOG.warn("Readiness cannot be judged", cause))
        .compose(judged -> vertx.timer((isFirst() ? AT_FIRST : config.interval()).toMillis()))
        .onComplete(waited -> probe());
  }

  private boolean isFirst() {
    return !onceHeard && missedSince != null && since(missedSince).compareTo(config.interval()) < 0;
  }

  private Duration since(@Nullable Long moment) {
    return moment == null ? Duration.ZERO : Duration.ofNanos(nanos.getAsLong() - moment);
  }

  /**
   * What was found long ago says nothing: who was frozen meanwhile may have been taken out of the
   * cluster, and does not know it yet.
   */
  private boolean isHeard() {
    return heardAt != null
        && since(heardAt).compareTo(config.silence().plus(config.interval())) <= 0;
  }

  private Duration patience(int probes) {
    return config.interval().multipliedBy(probes);
  }

  private void judge(Found found) {
    if (found == Found.ALONE) {
      missedSince = null;
      if (lonelyProbesLeft > 0) {
        lonelyProbesLeft--;
        if (heardAt != null) {
          LOG.warn("The others are gone, or this process is; it is not ready until it knows");
        }
        heardAt = null;
        return;
      }
    } else {
      lonelyProbesLeft = config.misses();
    }
    if (found == Found.ALONE || found == Found.HEARD) {
      if (heardAt == null && onceHeard) {
        LOG.info("The others hear this process again");
      }
      missedSince = null;
      missedProbes = 0;
      heardAt = nanos.getAsLong();
      onceHeard = true;
      return;
    }
    if (missedSince == null) {
      missedSince = nanos.getAsLong();
    }
    if (since(missedSince).compareTo(config.interval()) >= 0) {
      // One probe may fail because who was asked is dying; this is the second.
      missedAgain(found);
    }
  }

  private void missedAgain(Found found) {
    if (heardAt != null) {
      LOG.warn("The others do not hear this process ({}); it tells them anew", found);
    }
    heardAt = null;
    // Who is blind cannot say that others do not hear it; they ask for themselves.
    Duration patience = patience(onceHeard ? config.misses() : config.startMisses());
    if (found != Found.BLIND && since(missedSince).compareTo(patience) >= 0) {
      finish(
          "the other members of the cluster have not heard it for "
              + since(missedSince).toSeconds()
              + " s, although it is one; it has to be started again");
    } else {
      tellAnew();
    }
  }

  private void finish(String why) {
    if (!stopped) {
      stopped = true;
      end.accept(why);
    }
  }

  /**
   * At the first, second, fourth, eighth probe that is missed, and once at a time: where many start
   * at once and slowly, each that tells all of itself again and again keeps the others from
   * hearing.
   */
  private void tellAnew() {
    missedProbes++;
    if (Integer.bitCount(missedProbes) == 1 && telling.isComplete()) {
      telling =
          peers
              .announceAnew()
              .onFailure(cause -> LOG.warn("The others could not be told anew", cause));
    }
  }

  private void judge(List<String> failing) {
    if (stopped || !readiness.serving()) {
      return;
    }
    if (failing.isEmpty()) {
      if (unready >= UNREADY) {
        LOG.info("Ready again: offers its operations to the others");
        offer.renew().onFailure(cause -> LOG.warn("The operations could not be offered", cause));
      }
      unready = 0;
      ready = true;
      return;
    }
    ready = false;
    unready++;
    if (unready == UNREADY) {
      LOG.warn("Not ready ({}): takes its operations back from the others", failing);
      offer
          .withdraw()
          .onFailure(cause -> LOG.warn("The operations could not be taken back", cause));
    }
  }
}
