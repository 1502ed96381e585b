package io.laurel.event.catalog.reward;

import static io.laurel.event.Calls.byOperator;
import static io.laurel.event.Calls.codeOf;
import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.bus.Reply;
import io.laurel.event.Fixtures;
import io.laurel.event.catalog.endpoint.Directories;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventService;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.event.InMemoryEventStore;
import io.laurel.event.catalog.stock.Decade;
import io.laurel.event.catalog.stock.HeldSerials;
import io.laurel.event.catalog.stock.Stock;
import io.laurel.event.catalog.stock.StockConfig;
import io.laurel.event.facts.condition.Criteria;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.laurel.id.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RewardLifecycleServiceTest {
  private final InMemoryAuditStore audit = new InMemoryAuditStore();
  private final InMemoryEventStore events = new InMemoryEventStore(audit);
  private final InMemoryRewardStore rewards = new InMemoryRewardStore(audit);
  private final List<Event> told = new ArrayList<>();
  private int sold;
  private final Stock stock =
      new Stock(
          rewards,
          new Sold(),
          new StockConfig(500, Duration.ZERO, Duration.ZERO),
          System::nanoTime,
          new Random());
  private final Ids ids = Ids.by(CLOCK);
  private final Criteria criteria = Fixtures.criteria();
  private final RewardLifecycleService service =
      new RewardLifecycleService(
          rewards,
          new EventService(events, ids, CLOCK, criteria),
          stock,
          new RewardJournal(ids, CLOCK, criteria, told::add),
          new Destinations(Directories.of("end_1")));

  /** As many units as a test says are in claims. */
  private final class Sold implements HeldSerials {
    @Override
    public Future<Integer> countHeld(String eventId, String rewardId, Decade decade) {
      return Future.succeededFuture(sold);
    }

    @Override
    public Future<Set<Integer>> held(String eventId, String rewardId, Decade decade) {
      throw new UnsupportedOperationException();
    }
  }

  private Event event(EventState state, long secondsFromNow) {
    Event event =
        anEvent(state, NOW.plusSeconds(secondsFromNow), NOW.plusSeconds(secondsFromNow + 3_600));
    events.insert(event, anEntry("evt_made")).await();
    return event;
  }

  private Event draft() {
    return event(EventState.DRAFT, -60);
  }

  private Event upcoming() {
    return event(EventState.PUBLISHED, 60);
  }

  private Event running() {
    return event(EventState.PUBLISHED, -60);
  }

  private Reward reward(Event event, Integer units) {
    Reward reward = aReward(event.id(), units);
    rewards.insert(reward, anEntry("rwd_made")).await();
    return reward;
  }

  private static JsonObject message(Reward reward, String ifMatch) {
    JsonObject message =
        new JsonObject().put("eventId", reward.eventId()).put("rewardId", reward.id());
    return ifMatch == null ? message : message.put("If-Match", ifMatch);
  }

  private Future<Reply> update(Reward reward, String ifMatch, String patch) {
    return service.update(
        byOperator("reward.update", message(reward, ifMatch).mergeIn(new JsonObject(patch))));
  }

  private Future<Reply> delete(Reward reward, String ifMatch) {
    return service.delete(byOperator("reward.delete", message(reward, ifMatch)));
  }

  @Test
  void update_asRead_newVersionWithItsEntryAndRemaining() {
    Event event = draft();
    Reward reward = reward(event, 10);
    sold = 4;

    JsonObject after =
        update(
                reward,
                "\"1\"",
                "{\"stock\":20,\"attributes\":{\"color\":null,\"weight\":2,\"new\":true}}")
            .await()
            .body();

    assertThat(after.getInteger("version")).isEqualTo(2);
    assertThat(after.getInteger("stock")).isEqualTo(20);
    assertThat(after.getInteger("remaining")).isEqualTo(16);
    assertThat(after.getJsonObject("attributes"))
        .isEqualTo(new JsonObject("{\"weight\":2,\"rare\":true,\"new\":true}"));
    AuditEntry entry = entries(audit, reward.id()).get(0);
    assertThat(entry.action()).isEqualTo("reward.update");
    assertThat(entry.before().getInteger("stock")).isEqualTo(10);
    assertThat(entry.after().getInteger("stock")).isEqualTo(20);
    assertThat(told).containsExactly(event);
  }

  @Test
  void update_nothingChanges_noVersionAndNoEntry() {
    Reward reward = reward(running(), 10);

    JsonObject after = update(reward, "\"1\"", "{\"quantity\":100,\"stock\":10}").await().body();

    assertThat(after.getInteger("version")).isEqualTo(1);
    assertThat(entries(audit, reward.id())).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void update_precondition_asOfAnEvent() {
    Reward reward = reward(draft(), 10);

    assertThat(codeOf(update(reward, null, "{\"name\":\"x\"}"))).isEqualTo("if-match-required");
    assertThat(codeOf(update(reward, "\"2\"", "{\"name\":\"x\"}"))).isEqualTo("version-mismatch");
    assertThat(codeOf(update(reward, "*", "{\"name\":\"x\"}"))).isEqualTo("done");
    assertThat(codeOf(update(aReward(reward.eventId(), 1), null, "{\"name\":\"x\"}")))
        .isEqualTo("reward-not-found");
    assertThat(codeOf(update(aReward("evt_none", 1), null, "{\"name\":\"x\"}")))
        .isEqualTo("event-not-found");
  }

  /** What a field may do in which state; the stock is 10, of which 4 are sold. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"name\":\"x\"}|done|event-running",
        "{\"description\":\"x\"}|done|done",
        "{\"description\":null}|done|done",
        "{\"type\":\"ITEM\"}|done|event-running",
        "{\"quantity\":1}|done|event-running",
        "{\"quantity\":1000}|done|event-running",
        "{\"attributes\":{\"color\":\"red\"}}|done|event-running",
        "{\"attributes\":null}|done|event-running",
        "{\"conditions\":[{\"type\":\"LOGIN_DAYS\",\"params\":{\"days\":2}}]}|done|event-running",
        "{\"match\":\"ANY\"}|done|event-running",
        "{\"stock\":11}|done|done",
        "{\"stock\":null}|done|done",
        "{\"stock\":9}|done|event-running",
        "{\"stock\":4}|done|event-running",
        "{\"stock\":3}|done|stock-below-sold",
        "{\"stock\":11,\"name\":\"x\"}|done|event-running",
      })
  void update_fieldInState_asTheTableSays(String patch, String before, String running) {
    assertThat(codeOf(update(reward(draft(), 10), "\"1\"", patch))).isEqualTo(before);
    assertThat(codeOf(update(reward(upcoming(), 10), "\"1\"", patch))).isEqualTo(before);
    Reward upcomingPaused = reward(event(EventState.PAUSED, 60), 10);
    assertThat(codeOf(update(upcomingPaused, "\"1\"", patch))).isEqualTo(before);
    sold = 4;
    assertThat(codeOf(update(reward(running(), 10), "\"1\"", patch))).isEqualTo(running);
    Reward paused = reward(event(EventState.PAUSED, -60), 10);
    assertThat(codeOf(update(paused, "\"1\"", patch))).isEqualTo(running);
    Reward canceled = reward(event(EventState.CANCELED, 60), 10);
    assertThat(codeOf(update(canceled, "\"1\"", patch))).isEqualTo(running);
  }

  @Test
  void update_limitWhereThereWasNone_notInARunningEvent() {
    assertThat(codeOf(update(reward(running(), null), "\"1\"", "{\"stock\":1000}")))
        .isEqualTo("event-running");
    assertThat(codeOf(update(reward(upcoming(), null), "\"1\"", "{\"stock\":1000}")))
        .isEqualTo("done");
  }

  @Test
  void update_stockBelowWhatNodesHold_stockBelowSold() {
    Reward reward = reward(upcoming(), 100);
    rewards.takeSerials(reward.id(), 100, 7).await();

    assertThat(codeOf(update(reward, "\"1\"", "{\"stock\":6}"))).isEqualTo("stock-below-sold");
    assertThat(codeOf(update(reward, "*", "{\"stock\":6}"))).isEqualTo("stock-below-sold");
    assertThat(codeOf(update(reward, "\"1\"", "{\"stock\":7}"))).isEqualTo("done");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"name\":null}|/name",
        "{\"name\":\"\"}|/name",
        "{\"type\":\"gems\"}|/type",
        "{\"type\":null}|/type",
        "{\"quantity\":0}|/quantity",
        "{\"quantity\":-1}|/quantity",
        "{\"quantity\":1.5}|/quantity",
        "{\"quantity\":1000000001}|/quantity",
        "{\"quantity\":9007199254740993}|/quantity",
        "{\"stock\":0}|/stock",
        "{\"stock\":-3}|/stock",
        "{\"stock\":2.5}|/stock",
        "{\"stock\":10000001}|/stock",
        "{\"stock\":\"7\"}|/stock",
        "{\"attributes\":{\"a\":{\"$b\":1}}}|/attributes/a/$b",
        "{\"attributes\":{\"a\":[[[[{}]]]]}}|/attributes/a/0/0/0/0",
        "{\"attributes\":[]}|/attributes",
        "{\"conditions\":[{\"type\":\"LOGIN_DAYS\",\"params\":{}}]}|/conditions/0/params/days",
        "{\"nextSerial\":1}|/nextSerial",
        "{\"remaining\":1}|/remaining",
        "{\"version\":1}|/version",
        "{\"$inc\":{\"stock\":1}}|/$inc",
      })
  void update_badField_pointerAndNothingIsWritten(String patch, String pointer) {
    Reward reward = reward(draft(), 10);

    Failure refused =
        catchThrowableOfType(Failure.class, () -> update(reward, "\"1\"", patch).await());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.faults()).extracting(Fault::pointer).containsOnly(pointer);
    assertThat(rewards.find(reward.eventId(), reward.id()).await()).isEqualTo(reward);
  }

  /** Each half fits, and the two together do not. */
  @Test
  void update_moreAttributesThanFitTogether_pointer() {
    Reward reward = reward(draft(), 10);
    update(reward, "\"1\"", attribute("first", "x".repeat(3_000))).await();

    Failure refused =
        catchThrowableOfType(
            Failure.class,
            () -> update(reward, "\"2\"", attribute("second", "x".repeat(3_000))).await());

    assertThat(refused.faults()).extracting(Fault::pointer).containsExactly("/attributes");
  }

  private static String attribute(String name, String value) {
    return new JsonObject().put("attributes", new JsonObject().put(name, value)).encode();
  }

  @Test
  void update_attributes_mergedAtEveryDepthAndNullInsideStays() {
    Reward reward = reward(draft(), 10);
    update(reward, "\"1\"", "{\"attributes\":{\"deep\":{\"a\":1,\"b\":[null,{\"c\":null}]}}}")
        .await();

    JsonObject after =
        update(reward, "\"2\"", "{\"attributes\":{\"deep\":{\"a\":null,\"d\":{\"e\":2}}}}")
            .await()
            .body();

    assertThat(after.getJsonObject("attributes").getJsonObject("deep"))
        .isEqualTo(new JsonObject("{\"b\":[null,{\"c\":null}],\"d\":{\"e\":2}}"));
  }

  @Test
  void update_null_bringsTheDefaultBack() {
    Reward reward = reward(draft(), 10);
    update(reward, "\"1\"", "{\"quantity\":7,\"match\":\"ANY\",\"limit\":{\"count\":3}}").await();

    JsonObject after =
        update(
                reward,
                "\"2\"",
                "{\"quantity\":null,\"match\":null,\"limit\":null,\"coded\":null,\"conditions\":null}")
            .await()
            .body();

    assertThat(after.getInteger("quantity")).isEqualTo(1);
    assertThat(after.getString("match")).isEqualTo("ALL");
    assertThat(after.getJsonObject("limit").getInteger("count")).isEqualTo(1);
    assertThat(after.getBoolean("coded")).isFalse();
  }

  @Test
  void delete_beforeItRuns_goneWithItsEntry() {
    Event event = upcoming();
    Reward reward = reward(event, 10);

    assertThat(delete(reward, "\"1\"").await()).isEqualTo(Reply.empty());

    assertThat(rewards.find(event.id(), reward.id()).await()).isNull();
    AuditEntry entry = entries(audit, reward.id()).get(0);
    assertThat(entry.action()).isEqualTo("reward.delete");
    assertThat(entry.before().getInteger("stock")).isEqualTo(10);
    assertThat(entry.after()).isNull();
    assertThat(told).containsExactly(event);
  }

  @Test
  void delete_refused_saysWhy() {
    assertThat(codeOf(delete(reward(running(), 10), null))).isEqualTo("event-running");
    assertThat(codeOf(delete(reward(event(EventState.CANCELED, 60), 10), null)))
        .isEqualTo("event-running");
    assertThat(codeOf(delete(reward(draft(), 10), "\"2\""))).isEqualTo("version-mismatch");
    assertThat(codeOf(delete(aReward(draft().id(), 10), null))).isEqualTo("reward-not-found");
  }
}
