package io.laurel.rate;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.local.LocalBucket;
import io.github.bucket4j.local.LocalBucketBuilder;
import io.laurel.cache.RecentlyUsed;
import io.laurel.cluster.Node;
import io.laurel.cluster.Peers;
import io.laurel.config.Settings;
import io.laurel.contract.RateClass;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Token buckets of one process, one for each class and whoever called lately. Who was not heard of
 * for longest is forgotten, so that their number has a bound. Safe from any thread.
 */
public final class Rates {
  /** How many callers are remembered. */
  static final int MAX_CALLERS = 100_000;

  /** Of a process that limits nothing. */
  public static final Rates OFF = new Rates(new RateConfig(Map.of()), System::nanoTime);

  private static final Logger LOG = LoggerFactory.getLogger(Rates.class);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final RateConfig config;
  private final TimeMeter time;

  /** Guarded by itself: held for one look at a time. */
  private final Map<String, Buckets> callers;

  private volatile Map<RateClass, Shared> shares;
  private volatile int parts = 1;

  /**
   * A limit as this process has it.
   *
   * @param policy as answers bear it
   * @param tokenNanos how long until one more call
   */
  private record Shared(
      RateConfig.Limit limit, String policy, long tokenNanos, Bandwidth bandwidth) {
    static Shared of(RateClass kind, RateConfig.Limit limit) {
      long nanos = limit.within().toNanos();
      Bandwidth bandwidth =
          Bandwidth.builder()
              .capacity(limit.count())
              .refillGreedy(limit.count(), limit.within())
              .build();
      return new Shared(
          limit,
          name(kind) + ";q=" + limit.count() + ";w=" + limit.within().toSeconds(),
          nanos / limit.count(),
          bandwidth);
    }

    LocalBucket bucket(TimeMeter time) {
      return new LocalBucketBuilder().withCustomTimePrecision(time).addLimit(bandwidth).build();
    }

    BucketConfiguration configuration() {
      return BucketConfiguration.builder().addLimit(bandwidth).build();
    }
  }

  /** Those of one caller; guarded by itself. */
  private static final class Buckets {
    private final Map<RateClass, LocalBucket> byClass = new EnumMap<>(RateClass.class);
    private final Map<RateClass, Shared> made = new EnumMap<>(RateClass.class);
  }

  /**
   * Nobody has called yet, and nobody shares the limits.
   *
   * @param nanos a clock that only runs forward
   */
  public Rates(RateConfig config, LongSupplier nanos) {
    this(config, nanos, MAX_CALLERS);
  }

  Rates(RateConfig config, LongSupplier nanos, int maxCallers) {
    this.config = config;
    this.callers = new RecentlyUsed<>(maxCallers);
    this.time =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return nanos.getAsLong();
          }

          @Override
          public boolean isWallClockBased() {
            return false;
          }
        };
    this.shares = shares(1);
  }

  /**
   * Those of a process, which shares its limits with all others of its kind in the cluster; it
   * looks how many there are now and again, for as long as that Vert.x, or the verticle that makes
   * this, lives.
   */
  public static Rates shared(Vertx vertx, Settings settings) {
    Rates rates = new Rates(RateConfig.of(settings), System::nanoTime);
    Peers peers = Peers.of(vertx);
    rates.lookAround(peers);
    vertx.setPeriodic(LOOK.toMillis(), now -> rates.lookAround(peers));
    return rates;
  }

  void lookAround(Peers peers) {
    Future.all(peers.about(peers.self()), peers.others())
        .compose(
            seen ->
                Future.all(seen.<List<String>>resultAt(1).stream().map(peers::about).toList())
                    .map(others -> ofKind(seen.resultAt(0), others.list())))
        .onSuccess(this::shareAmong)
        .onFailure(cause -> LOG.warn("It is not known how many share the limits", cause));
  }

  private static int ofKind(Optional<Node> own, List<Optional<Node>> others) {
    String kind = own.map(Node::kind).orElse("");
    return 1
        + (int)
            others.stream()
                .flatMap(Optional::stream)
                .filter(node -> node.kind().equals(kind))
                .count();
  }

  /** Lets in a part of each limit from now on: that many processes let in the others. */
  void shareAmong(int processes) {
    if (processes != parts) {
      parts = processes;
      shares = shares(processes);
    }
  }

  private Map<RateClass, Shared> shares(int processes) {
    Map<RateClass, Shared> each = new EnumMap<>(RateClass.class);
    config
        .limits()
        .forEach((kind, limit) -> each.put(kind, Shared.of(kind, limit.share(processes))));
    return each;
  }

  private static String name(RateClass kind) {
    return '"' + kind.label() + '"';
  }

  /**
   * Takes a call of a caller, where there is one left; null where nothing is limited.
   *
   * @param caller who calls, in words that nobody else can have
   */
  public @Nullable Standing take(RateClass kind, String caller) {
    Shared shared = shares.get(kind);
    if (shared == null) {
      return null;
    }
    Buckets buckets;
    synchronized (callers) {
      buckets = callers.computeIfAbsent(caller, heard -> new Buckets());
    }
    ConsumptionProbe probe;
    synchronized (buckets) {
      probe = bucket(buckets, kind, shared).tryConsumeAndReturnRemaining(1);
    }
    return standing(kind, shared, probe);
  }

  private LocalBucket bucket(Buckets buckets, RateClass kind, Shared shared) {
    LocalBucket bucket = buckets.byClass.get(kind);
    if (bucket == null) {
      bucket = shared.bucket(time);
      buckets.byClass.put(kind, bucket);
    } else if (!shared.equals(buckets.made.get(kind))) {
      bucket.replaceConfiguration(shared.configuration(), TokensInheritanceStrategy.PROPORTIONALLY);
    } else {
      return bucket;
    }
    buckets.made.put(kind, shared);
    return bucket;
  }

  private static Standing standing(RateClass kind, Shared shared, ConsumptionProbe probe) {
    if (!probe.isConsumed()) {
      long wait = seconds(probe.getNanosToWaitForRefill());
      return new Standing(shared.policy(), name(kind), 0, wait, Duration.ofSeconds(wait));
    }
    long left = probe.getRemainingTokens();
    long full = probe.getNanosToWaitForReset();
    long nanos = left > 0 ? full : full - (shared.limit().count() - 1) * shared.tokenNanos();
    return new Standing(shared.policy(), name(kind), left, seconds(nanos), null);
  }

  /** Rounded up: whoever waits as long is not early. */
  private static long seconds(long nanos) {
    return Math.max(1, (nanos + SECOND - 1) / SECOND);
  }

  /** How many callers are remembered. */
  int callers() {
    synchronized (callers) {
      return callers.size();
    }
  }
}
