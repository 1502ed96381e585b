package io.laurel.event.claims.claimable;

import io.laurel.bus.Deadline;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.Claim.Part;
import io.laurel.event.claims.claim.ClaimRequest;
import io.laurel.event.claims.claim.Claiming;
import io.laurel.event.claims.claim.Pass;
import io.laurel.event.claims.claimable.Claimables.Wanted;
import io.laurel.event.claims.claimable.Look.Available;
import io.laurel.event.claims.judgment.Refusal;
import io.laurel.event.claims.player.Claimant;
import io.laurel.id.Creation;
import io.laurel.id.Ids;
import io.laurel.paging.Cursor;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One call that claims all that a player can have: one claim of one unit for each reward, or for
 * each event that gives its rewards together, and each an insert of its own. The ids of the claims
 * follow from the call's, so that a call that is sent again, also while the first one runs, has
 * each reward once.
 */
final class ClaimAll {
  /** Claims of one call. */
  static final int MAX_RESULTS = 200;

  /** So many inserts are under way at once. */
  private static final int AT_ONCE = 10;

  /** Nothing is claimed by an older judgment: a pause holds within a second. */
  private static final Duration JUDGMENT_MAX_AGE = Duration.ofMillis(500);

  /**
   * What it takes.
   *
   * @param claimables looks what is to be had
   * @param claiming claims it
   * @param ids names the claims
   * @param nanos a clock that only runs forward
   */
  record Means(Claimables claimables, Claiming claiming, Ids ids, LongSupplier nanos) {}

  private final Means means;
  private final Claimant claimant;
  private final Creation call;
  private final Deadline deadline;
  private final @Nullable Instant first;
  private final Map<String, ClaimResult> results = new HashMap<>();
  private int next;
  private boolean more;

  /**
   * A call.
   *
   * @param deadline after which nothing more is claimed
   * @param known the claims that it made when it was sent before, by their places
   */
  ClaimAll(Means means, Claimant claimant, Creation call, Deadline deadline, List<Claim> known) {
    this.means = means;
    this.claimant = claimant;
    this.call = call;
    this.deadline = deadline;
    this.first = known.stream().map(Claim::requestedAt).min(Instant::compareTo).orElse(null);
    known.stream().flatMap(claim -> ClaimResult.known(claim).stream()).forEach(this::add);
  }

  /** Claims what is to be had and not among the results. Fails where the database is away. */
  Future<ClaimAll> run() {
    return from(null).map(this);
  }

  /** By their places. */
  List<ClaimResult> results() {
    return results.values().stream().sorted().toList();
  }

  /** Whether there was more than fits into one call. */
  boolean isMore() {
    return more;
  }

  private Future<Void> from(@Nullable Cursor from) {
    long begun = means.nanos().getAsLong();
    // One more than fits, to know whether there are others.
    Wanted wanted = new Wanted(claimant.userId(), room() + 1, this::isNew);
    return means.claimables().look(wanted, from).compose(look -> claim(look, begun));
  }

  private int room() {
    return Math.max(0, MAX_RESULTS - results.size());
  }

  /** A repeat claims nothing of what came after the first call. */
  private boolean isNew(Claimable claimable) {
    boolean published = first == null || claimable.event().wasPublishedBy(first);
    String eventId = claimable.event().id();
    return published
        && !results.containsKey(ClaimResult.keyOf(eventId, claimable.reward().id()))
        && !results.containsKey(ClaimResult.keyOf(eventId, null));
  }

  /** What is claimed in one: a reward, or all that an event gives. */
  private record Target(Judged judged, List<Claimable> rewards) {
    static Stream<Target> of(Available available) {
      return available.judged().isTogether()
          ? Stream.of(new Target(available.judged(), available.rewards()))
          : available.rewards().stream()
              .map(reward -> new Target(available.judged(), List.of(reward)));
    }

    String eventId() {
      return judged.event().id();
    }

    @Nullable String rewardId() {
      return judged.isTogether() ? null : rewards.get(0).reward().id();
    }
  }

  private Future<Void> claim(Look look, long begun) {
    List<Target> targets = look.found().stream().flatMap(Target::of).toList();
    more = targets.size() > room();
    return claim(look, begun, targets.stream().limit(room()).iterator());
  }

  private Future<Void> claim(Look look, long begun, Iterator<Target> left) {
    if (!left.hasNext()) {
      return more || look.next() == null ? Future.succeededFuture() : from(look.next());
    }
    List<Target> some = new ArrayList<>();
    while (left.hasNext() && some.size() < AT_ONCE) {
      some.add(left.next());
    }
    return Future.all(some.stream().map(target -> claim(look, target)).toList())
        .compose(
            claimed -> {
              claimed.<ClaimResult>list().forEach(this::add);
              boolean old = means.nanos().getAsLong() - begun > JUDGMENT_MAX_AGE.toNanos();
              return old && left.hasNext() ? from(end(left.next())) : claim(look, begun, left);
            });
  }

  private static Cursor end(Target target) {
    return new Cursor(target.judged().event().schedule().claimUntil(), target.eventId());
  }

  private Future<ClaimResult> claim(Look look, Target target) {
    int place = next++;
    String rewardId = target.rewardId();
    Creation creation =
        call.part(means.ids(), "clm", target.eventId(), rewardId == null ? "" : rewardId);
    Part part = call.keyed() ? new Part(call.id(), place, target.judged().isTogether()) : null;
    ClaimRequest request =
        new ClaimRequest(claimant, creation, part, look.held(), Pass.NONE, deadline);
    return means
        .claiming()
        .claim(
            request,
            Future.succeededFuture(
                target
                    .judged()
                    .entitlement(
                        target.rewards().stream().map(Claimable::reward).toList(), look.at())))
        .map(made -> ClaimResult.made(made.claim(), place, rewardId))
        .recover(
            cause ->
                cause instanceof Refusal refusal
                    ? Future.succeededFuture(
                        ClaimResult.refused(
                            place, target.eventId(), rewardId, refusal.failure().code()))
                    : Future.failedFuture(cause));
  }

  private void add(ClaimResult result) {
    results.put(result.key(), result);
    next = Math.max(next, result.place() + 1);
  }
}
