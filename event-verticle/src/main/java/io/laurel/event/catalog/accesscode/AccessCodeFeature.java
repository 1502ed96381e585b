package io.laurel.event.catalog.accesscode;

import io.laurel.bus.Endpoints;
import io.laurel.event.catalog.event.EventFeature;
import io.laurel.event.catalog.reward.RewardFeature;
import io.laurel.event.catalog.seal.SealConfig;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;

/** Codes that players enter: made, listed and voided. Claims say which are used. */
public final class AccessCodeFeature implements Feature {
  private final AccessCodeStore codes;
  private final CodeBatchStore batches;
  private final CodeGeneration generation;
  private final WordService words;
  private final BatchService service;
  private final UsedCounts used;
  private final AccessCodes accessCodes;

  /** The room at that site. */
  public AccessCodeFeature(Site site, EventFeature events, RewardFeature rewards) {
    codes =
        site.supply(
            AccessCodeStore.class, () -> new MongoAccessCodeStore(site.database(), site.audit()));
    batches =
        site.supply(
            CodeBatchStore.class, () -> new MongoCodeBatchStore(site.database(), site.audit()));
    AccessCodeConfig config = AccessCodeConfig.of(site.settings());
    CodeHashes hashes = new CodeHashes(SealConfig.of(site.settings()));
    CodedEvents coded = new CodedEvents(events, rewards);
    BatchLooks looks = new BatchLooks(batches, config.batchMaxAge(), site.nanos());
    used = new UsedCounts(config.usedMaxAge(), site.nanos());
    generation =
        new CodeGeneration(
            codes,
            batches,
            coded,
            hashes,
            config,
            new CodeGeneration.Tools(site.vertx(), site.ids(), site.random(), site.clock()));
    words = new WordService(codes, batches, coded, hashes, site.ids(), site.clock());
    service = new BatchService(batches, coded, used, looks, site.ids(), site.clock());
    accessCodes = new AccessCodes(hashes, looks, batches);
    events.onDeletion(
        eventId -> codes.dropAllOf(eventId).compose(gone -> batches.dropAllOf(eventId)));
  }

  /** What is known of codes. */
  public AccessCodes codes() {
    return accessCodes;
  }

  /** Uses are counted there; to be said before anything is listed. */
  public void countIn(UsedCodes claims) {
    used.countIn(claims);
  }

  @Override
  public Future<?> prepare() {
    return Future.all(codes.prepare(), batches.prepare());
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper
        .add("access codes", codes::sweep)
        .add("batches of access codes", batches::sweep)
        .add("unlisted words", words::sweep);
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints
        .serve("accessCode.generate", generation::generate)
        .serve("accessCode.addWord", words::addWord)
        .serve("accessCode.list", service::list)
        .serve("accessCode.void", service::makeVoid);
  }
}
