package io.laurel.bus;

import io.laurel.cluster.Peers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks each of the other processes again and again for a sign of life. Who gives none for a while
 * gets nothing any more while there are others, long before the cluster takes it out: what is
 * frozen keeps its connections, and whoever is sent there waits for nothing. The same for who says
 * that it is not ready, only that what it has already is left to it.
 */
public final class Pulse {
  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

  /** So often it is asked before its silence means anything. */
  private static final int BEATS = 4;

  private final Vertx vertx;
  private final Duration silence;
  private final LongSupplier nanos;
  private final Peers peers;
  private final long beat;
  private final Map<String, Long> heard = new ConcurrentHashMap<>();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();
  private long beaten;
  private volatile boolean stopped;

  /**
   * That of a process, once for each.
   *
   * @param silence how long another one may say nothing
   */
  public Pulse(Vertx vertx, Duration silence) {
    this(vertx, silence, System::nanoTime);
  }

  Pulse(Vertx vertx, Duration silence, LongSupplier nanos) {
    this.vertx = vertx;
    this.silence = silence;
    this.nanos = nanos;
    this.peers = Peers.of(vertx);
    this.beat = silence.toMillis() / BEATS;
  }

  /** Begins, on the event loop that calls this. */
  public void start() {
    beaten = nanos.getAsLong();
    beat();
  }

  /** Asks nobody any more. */
  public void stop() {
    stopped = true;
  }

  private void beat() {
    if (stopped) {
      return;
    }
    forgiveOwnDelay();
    Future.succeededFuture()
        .compose(begun -> peers.others())
        .onSuccess(this::ask)
        .onFailure(cause -> LOG.debug("Nobody knows who else is there", cause))
        .transform(asked -> vertx.timer(beat))
        .onComplete(waited -> beat());
  }

  /**
   * Who was frozen itself, or had no processor, has heard nobody, and that says nothing of them.
   */
  private void forgiveOwnDelay() {
    long now = nanos.getAsLong();
    long late = now - beaten - Duration.ofMillis(beat).toNanos();
    if (late > 0) {
      heard.replaceAll((node, at) -> at + late);
    }
    beaten = now;
  }

  private void ask(List<String> others) {
    heard.keySet().retainAll(others);
    silent.retainAll(others);
    for (String node : others) {
      judge(node);
      Presence.isReady(vertx, node, silence).onSuccess(ready -> hears(node, ready));
    }
  }

  /** Only of who was heard once: a start takes as long as it takes. */
  private void judge(String node) {
    Long at = heard.get(node);
    if (at != null && nanos.getAsLong() - at > silence.toNanos() && silent.add(node)) {
      LOG.warn(
          "Node {} has said nothing for {} ms; others are asked instead", node, silence.toMillis());
      peers.giveUp(node);
    }
  }

  private void hears(String node, boolean ready) {
    heard.put(node, nanos.getAsLong());
    if (silent.remove(node)) {
      LOG.info("Node {} is heard again", node);
    }
    if (ready) {
      peers.trust(node);
    } else {
      peers.avoid(node);
    }
  }
}
