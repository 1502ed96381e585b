package io.laurel.event.insight.statistics;

import static io.laurel.event.claims.claim.ClaimDocuments.EVENT_ID;
import static io.laurel.event.claims.claim.ClaimDocuments.REQUESTED_AT;
import static io.laurel.event.claims.claim.ClaimDocuments.REWARD_ID;
import static io.laurel.event.claims.claim.ClaimDocuments.STATUS;

import io.laurel.event.claims.claim.ClaimDocuments;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoCounts;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoPages;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts claims, by the indexes of event or reward, status and time that {@link
 * io.laurel.event.insight.history.MongoClaimHistory} makes.
 */
public final class MongoClaimCounts implements ClaimCounts {
  private final MongoPages pages;
  private final MongoCounts counts;

  /** Counts in that database. */
  public MongoClaimCounts(MongoDatabase database) {
    MongoCollection claims = database.collection(ClaimDocuments.COLLECTION);
    this.pages = new MongoPages(claims, REQUESTED_AT);
    this.counts = new MongoCounts(claims);
  }

  @Override
  public Future<@Nullable Instant> oldest(String eventId) {
    List<Future<Instant>> each =
        Stream.of(ClaimStatus.values()).map(status -> oldest(eventId, status)).toList();
    return Future.all(each)
        .map(
            all ->
                each.stream()
                    .map(Future::result)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null));
  }

  private Future<@Nullable Instant> oldest(String eventId, ClaimStatus status) {
    return pages.oldest(new JsonObject().put(EVENT_ID, eventId).put(STATUS, status.name()));
  }

  @Override
  public Future<Map<ClaimStatus, Long>> ofReward(String rewardId) {
    return counts
        .by(STATUS, ClaimStatuses.any(new JsonObject().put(REWARD_ID, rewardId)), ClaimStatuses.ALL)
        .map(ClaimStatuses::byStatus);
  }
}
