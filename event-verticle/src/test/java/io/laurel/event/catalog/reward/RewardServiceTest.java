package io.laurel.event.catalog.reward;

import static io.laurel.event.Calls.byOperator;
import static io.laurel.event.Calls.codeOf;
import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.InMemoryAuditStore;
import io.laurel.bus.Reply;
import io.laurel.event.Fixtures;
import io.laurel.event.catalog.definition.DefinitionService;
import io.laurel.event.catalog.definition.InMemoryDefinitionStore;
import io.laurel.event.catalog.endpoint.Directories;
import io.laurel.event.catalog.event.ClaimRules;
import io.laurel.event.catalog.event.ClaimRules.Approval;
import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventService;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.event.InMemoryEventStore;
import io.laurel.event.catalog.stock.Stock;
import io.laurel.event.catalog.stock.StockConfig;
import io.laurel.event.claims.claim.InMemoryClaimStore;
import io.laurel.event.facts.condition.Criteria;
import io.laurel.id.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RewardServiceTest {
  private final InMemoryAuditStore audit = new InMemoryAuditStore();
  private final InMemoryEventStore events = new InMemoryEventStore(audit);
  private final InMemoryRewardStore rewards = new InMemoryRewardStore(audit);
  private final Ids ids = Ids.by(CLOCK);
  private final Criteria criteria = Fixtures.criteria();
  private final Stock stock =
      new Stock(
          rewards,
          new InMemoryClaimStore(),
          new StockConfig(500, Duration.ZERO, Duration.ZERO),
          System::nanoTime,
          new Random());
  private final RewardService service =
      new RewardService(
          rewards,
          new EventService(events, ids, CLOCK, criteria),
          new DefinitionService(new InMemoryDefinitionStore(audit), ids, CLOCK),
          new RewardView(stock),
          new RewardJournal(ids, CLOCK, criteria, event -> {}),
          new Destinations(Directories.of("end_1")),
          10);

  private Event kept(EventState state, long secondsFromNow, Mode mode) {
    Event event =
        anEvent(state, NOW.plusSeconds(secondsFromNow), NOW.plusSeconds(secondsFromNow + 3_600));
    Event kept = with(event, new ClaimRules(mode, Approval.AUTO));
    events.insert(kept, anEntry(kept.id())).await();
    return kept;
  }

  private Future<Reply> create(Event event, String key) {
    JsonObject message =
        new JsonObject().put("eventId", event.id()).put("name", "Gem").put("type", "ITEM");
    return service.create(
        byOperator("reward.create", key == null ? message : message.put("Idempotency-Key", key)));
  }

  /** What one claim gives must not grow between the claims of two players. */
  @ParameterizedTest
  @CsvSource({
    "DRAFT, -60, ALL, done",
    "PUBLISHED, 1, ALL, done",
    "PUBLISHED, 0, ALL, event-running",
    "PAUSED, -60, ALL, event-running",
    "CANCELED, 60, ALL, event-running",
    "PUBLISHED, -60, EACH, done"
  })
  void create_byStateStartAndClaimMode_asPromised(
      EventState state, long startsInSeconds, Mode mode, String outcome) {
    Event event = kept(state, startsInSeconds, mode);

    assertThat(codeOf(create(event, null))).isEqualTo(outcome);

    assertThat(rewards.ofEvent(event.id(), 10).await()).hasSize(outcome.equals("done") ? 1 : 0);
  }

  @Test
  void create_repeatAfterAllOrNothingHasStarted_replayed() {
    Event event = kept(EventState.DRAFT, -60, Mode.ALL);
    JsonObject made = create(event, "once").await().body();
    events.replace(event.in(EventState.PUBLISHED, NOW), anEntry(event.id())).await();

    assertThat(create(event, "once").await().body()).isEqualTo(made);
  }

  private Future<Reply> createFor(Event event, String endpointId) {
    return service.create(
        byOperator(
            "reward.create",
            new JsonObject()
                .put("eventId", event.id())
                .put("name", "Gem")
                .put("type", "ITEM")
                .put("delivery", new JsonObject().put("endpointId", endpointId))));
  }

  @Test
  void create_namingAnEndpoint_keptIfThereIsOne() {
    Event event = kept(EventState.DRAFT, 60, Mode.EACH);

    createFor(event, "end_1").await();

    assertThat(codeOf(createFor(event, "end_2"))).isEqualTo("invalid-request");
    assertThat(rewards.ofEvent(event.id(), 10).await())
        .extracting(Reward::endpointId)
        .containsExactly("end_1");
  }
}
