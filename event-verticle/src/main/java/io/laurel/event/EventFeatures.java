package io.laurel.event;

import io.laurel.config.Settings;
import io.laurel.event.catalog.accesscode.AccessCodeConfig;
import io.laurel.event.catalog.accesscode.AccessCodeFeature;
import io.laurel.event.catalog.code.CodeFeature;
import io.laurel.event.catalog.copy.CopyFeature;
import io.laurel.event.catalog.definition.DefinitionFeature;
import io.laurel.event.catalog.endpoint.EgressConfig;
import io.laurel.event.catalog.endpoint.EndpointConfig;
import io.laurel.event.catalog.endpoint.EndpointFeature;
import io.laurel.event.catalog.event.EventFeature;
import io.laurel.event.catalog.offer.OfferConfig;
import io.laurel.event.catalog.offer.OfferFeature;
import io.laurel.event.catalog.preview.PreviewFeature;
import io.laurel.event.catalog.reward.RewardConfig;
import io.laurel.event.catalog.reward.RewardFeature;
import io.laurel.event.catalog.seal.SealConfig;
import io.laurel.event.catalog.stock.StockConfig;
import io.laurel.event.catalog.stock.StockFeature;
import io.laurel.event.claims.attempt.AttemptFeature;
import io.laurel.event.claims.claim.ClaimFeature;
import io.laurel.event.claims.claimable.ClaimableFeature;
import io.laurel.event.claims.decision.DecisionFeature;
import io.laurel.event.claims.player.PlayerConfig;
import io.laurel.event.claims.player.PlayerFeature;
import io.laurel.event.claims.redemption.RedemptionConfig;
import io.laurel.event.claims.redemption.RedemptionFeature;
import io.laurel.event.facts.activity.ActivityConfig;
import io.laurel.event.facts.activity.ActivityFeature;
import io.laurel.event.facts.condition.ConditionFeature;
import io.laurel.event.facts.gameday.GameDayConfig;
import io.laurel.event.insight.history.HistoryConfig;
import io.laurel.event.insight.history.HistoryFeature;
import io.laurel.event.insight.overview.OverviewFeature;
import io.laurel.event.insight.progress.ProgressFeature;
import io.laurel.event.insight.statistics.StatisticsConfig;
import io.laurel.event.insight.statistics.StatisticsFeature;
import io.laurel.event.outreach.channel.CircuitConfig;
import io.laurel.event.outreach.delivery.DeliveryConfig;
import io.laurel.event.outreach.delivery.DeliveryFeature;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import java.util.List;

/** The rooms of the event service, in the order in which one builds on the other. */
public final class EventFeatures {
  private EventFeatures() {}

  /** All of them, at that site. */
  public static List<Feature> of(Site site) {
    var conditions = new ConditionFeature(site);
    var activities = new ActivityFeature(site);
    var events = new EventFeature(site, conditions);
    var definitions = new DefinitionFeature(site);
    var endpoints = new EndpointFeature(site);
    var stock = new StockFeature(site);
    var rewards = new RewardFeature(site, conditions, events, definitions, endpoints, stock);
    var codes = new CodeFeature(site, events, rewards);
    var accessCodes = new AccessCodeFeature(site, events, rewards);
    var offers = new OfferFeature(site, events, rewards);
    var players = new PlayerFeature(site);
    var attempts = new AttemptFeature(site, events, players);
    var claims =
        new ClaimFeature(
            site,
            new ClaimFeature.Ground(
                conditions, activities, offers, stock, codes, attempts, players));
    var histories = new HistoryFeature(site, claims, players);
    var statistics = new StatisticsFeature(site, events, rewards, stock, attempts);
    var overview =
        new OverviewFeature(
            site,
            new OverviewFeature.Ground(
                events, rewards, stock, endpoints, players, histories, statistics));
    return List.of(
        conditions,
        activities,
        events,
        definitions,
        endpoints,
        stock,
        rewards,
        codes,
        accessCodes,
        offers,
        new CopyFeature(site, events, rewards, offers),
        new PreviewFeature(site, conditions, events, rewards, endpoints, stock),
        players,
        attempts,
        claims,
        new ClaimableFeature(site, offers, stock, players, claims),
        new RedemptionFeature(site, accessCodes, players, claims),
        new DecisionFeature(site, claims),
        new ProgressFeature(claims, stock),
        histories,
        statistics,
        overview,
        new DeliveryFeature(site, endpoints, codes, claims, overview));
  }

  /** Judges what they would read, before anything is opened. */
  static void check(Settings settings) {
    GameDayConfig.of(settings);
    ActivityConfig.of(settings);
    StockConfig.of(settings);
    RewardConfig.of(settings);
    SealConfig.check(settings);
    AccessCodeConfig.of(settings);
    EndpointConfig.of(settings);
    EgressConfig.of(settings);
    CircuitConfig.of(settings);
    OfferConfig.of(settings);
    PlayerConfig.of(settings);
    RedemptionConfig.of(settings);
    HistoryConfig.of(settings);
    StatisticsConfig.of(settings);
    DeliveryConfig.of(settings);
  }
}
