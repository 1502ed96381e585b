package io.laurel.event;

import io.laurel.bus.Endpoints;
import io.laurel.event.attempt.AttemptService;
import io.laurel.event.claim.ClaimJournal;
import io.laurel.event.claim.ClaimNews;
import io.laurel.event.claim.ClaimService;
import io.laurel.event.claim.ClaimView;
import io.laurel.event.claim.Judge;
import io.laurel.event.code.CodeService;
import io.laurel.event.decision.DecisionService;
import io.laurel.event.decision.NotesService;
import io.laurel.event.definition.DefinitionService;
import io.laurel.event.event.EventLifeService;
import io.laurel.event.history.HistoryService;
import io.laurel.event.progress.ProgressService;
import io.laurel.event.reward.RewardJournal;
import io.laurel.event.reward.RewardLifeService;
import io.laurel.event.reward.RewardService;
import io.laurel.event.reward.RewardView;
import io.laurel.event.statistics.EventCounts;
import io.laurel.event.statistics.StatisticsService;

/** Which service serves which operation, feature by feature. */
record Wiring(Parts parts, Endpoints endpoints) {
  void serveAll() {
    serveEvents();
    serveRewards();
    serveActivities();
    serveClaims();
    serveHistories();
  }

  private void serveEvents() {
    EventLifeService life =
        new EventLifeService(
            parts.stores().events(), parts.ids(), parts.clock(), parts.criteria(), parts::changed);
    endpoints
        .serve("event.create", parts.events()::create)
        .serve("event.list", parts.events()::list)
        .serve("event.get", parts.events()::get)
        .serve("event.setState", life::setState)
        .serve("event.update", life::update)
        .serve("event.delete", life::delete);
  }

  private void serveRewards() {
    DefinitionService definitions =
        new DefinitionService(parts.stores().definitions(), parts.ids(), parts.clock());
    RewardJournal journal =
        new RewardJournal(parts.ids(), parts.clock(), parts.criteria(), parts::changed);
    RewardService rewards =
        new RewardService(
            parts.stores().rewards(),
            parts.events(),
            definitions,
            new RewardView(parts.stock()),
            journal,
            parts.config().maxRewards());
    CodeService codes =
        new CodeService(parts.codes(), parts.events(), parts.stores().rewards(), journal);
    RewardLifeService life =
        new RewardLifeService(parts.stores().rewards(), parts.events(), parts.stock(), journal);
    endpoints
        .serve("definition.create", definitions::create)
        .serve("definition.list", definitions::list)
        .serve("definition.get", definitions::get)
        .serve("definition.update", definitions::update)
        .serve("reward.create", rewards::create)
        .serve("reward.list", rewards::list)
        .serve("reward.get", rewards::get)
        .serve("reward.update", life::update)
        .serve("reward.delete", life::delete)
        .serve("reward.importCodes", codes::importCodes);
  }

  private void serveActivities() {
    endpoints
        .serve("activity.record", parts.activities()::record)
        .serve("activity.checkIn", parts.activities()::checkIn);
  }

  private void serveClaims() {
    Judge judge =
        new Judge(
            parts.offers(),
            parts.activities(),
            parts.criteria(),
            parts.config().gameDay().days(),
            parts.clock());
    ClaimView view = new ClaimView(parts.codes());
    ClaimJournal journal =
        new ClaimJournal(
            parts.stores().claims(),
            parts.stock(),
            new ClaimNews(parts.announcements()),
            view,
            parts.ids(),
            parts.clock());
    ClaimService claims = new ClaimService(journal, parts.stores().attempts(), judge);
    ProgressService progress = new ProgressService(judge, parts.stores().claims(), parts.stock());
    DecisionService decisions = new DecisionService(journal);
    endpoints
        .serve("claim.submit", claims::submit)
        .serve("claim.get", claims::get)
        .serve("claim.approve", decisions::approve)
        .serve("claim.reject", decisions::reject)
        .serve("claim.revoke", decisions::revoke)
        .serve("claim.annotate", new NotesService(journal)::annotate)
        .serve("progress.mine", progress::mine)
        .serve("progress.get", progress::get);
  }

  private void serveHistories() {
    HistoryService histories =
        new HistoryService(
            parts.stores().history(), new ClaimView(parts.codes()), parts.config().exportPage());
    AttemptService attempts = new AttemptService(parts.stores().attempts(), parts.events());
    EventCounts counts =
        new EventCounts(
            parts.stores().claimCounts(),
            parts.stores().attempts(),
            parts.config().gameDay().days(),
            parts.config().statisticsMaxAge(),
            parts.clock(),
            System::nanoTime);
    StatisticsService statistics =
        new StatisticsService(
            counts,
            parts.events(),
            parts.stores().rewards(),
            parts.stock(),
            parts.config().maxRewards());
    endpoints
        .serve("claim.mine", histories::mine)
        .serve("claim.list", histories::list)
        .serve("claim.export", histories::export)
        .serve("attempt.list", attempts::list)
        .serve("event.statistics", statistics::of);
  }
}
