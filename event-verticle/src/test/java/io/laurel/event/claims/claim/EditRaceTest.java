package io.laurel.event.claims.claim;

import static io.laurel.event.Calls.byOperator;
import static io.laurel.event.Calls.codeOf;
import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.InMemoryAuditStore;
import io.laurel.bus.Reply;
import io.laurel.event.Fixtures;
import io.laurel.event.catalog.endpoint.Directories;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventLifecycleService;
import io.laurel.event.catalog.event.EventService;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.event.EventTerms;
import io.laurel.event.catalog.event.MongoEventStore;
import io.laurel.event.catalog.offer.Offer;
import io.laurel.event.catalog.offer.OfferConfig;
import io.laurel.event.catalog.offer.Offers;
import io.laurel.event.catalog.reward.Destinations;
import io.laurel.event.catalog.reward.MongoRewardStore;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.reward.RewardJournal;
import io.laurel.event.catalog.reward.RewardLifecycleService;
import io.laurel.event.catalog.stock.Stock;
import io.laurel.event.catalog.stock.StockConfig;
import io.laurel.event.claims.attempt.InMemoryAttemptStore;
import io.laurel.event.facts.activity.InMemoryActivityStore;
import io.laurel.event.facts.condition.Criteria;
import io.laurel.id.Ids;
import io.laurel.mongo.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that edit one event while others edit it and players claim. */
final class EditRaceTest {
  private final TestDatabase test = new TestDatabase();
  private final InMemoryAuditStore audit = new InMemoryAuditStore();
  private final MongoRewardStore rewards = new MongoRewardStore(test.database(), audit);
  private final MongoEventStore events =
      new MongoEventStore(test.database(), audit, rewards::dropAllOf);
  private final MongoClaimStore claims =
      new MongoClaimStore(test.database(), new InMemoryAuditStore());
  private final Ids ids = Ids.by(CLOCK);
  private final Criteria criteria = Fixtures.criteria();

  @BeforeEach
  void prepare() {
    Future.all(events.prepare(), rewards.prepare(), claims.prepare()).await();
  }

  @AfterEach
  void close() {
    test.close();
  }

  private EventLifecycleService editor() {
    return new EventLifecycleService(events, ids, CLOCK, criteria, event -> {});
  }

  private RewardLifecycleService rewardEditor() {
    Stock stock =
        new Stock(
            rewards,
            claims,
            new StockConfig(500, Duration.ZERO, Duration.ZERO),
            System::nanoTime,
            new Random());
    return new RewardLifecycleService(
        rewards,
        new EventService(events, ids, CLOCK, criteria),
        stock,
        new RewardJournal(ids, CLOCK, criteria, event -> {}),
        new Destinations(Directories.of()));
  }

  private Event kept(Event event) {
    events.insert(event, anEntry("x")).await();
    return event;
  }

  private Reward kept(Reward reward) {
    rewards.insert(reward, anEntry("x")).await();
    return reward;
  }

  private static Event upcoming() {
    return anEvent(EventState.PUBLISHED, NOW.plusSeconds(60), NOW.plusSeconds(3_600));
  }

  @Test
  void update_twoNodesAtOnce_oneWinsAndOneMismatches() {
    List<EventLifecycleService> nodes = List.of(editor(), editor());
    for (int round = 0; round < 50; round++) {
      Event event = kept(upcoming());
      List<Future<Reply>> edits =
          nodes.stream()
              .map(
                  node ->
                      node.update(
                          byOperator(
                              "event.update",
                              new JsonObject()
                                  .put("eventId", event.id())
                                  .put("If-Match", "\"1\"")
                                  .put("name", "By " + nodes.indexOf(node)))))
              .toList();

      assertThat(edits.stream().map(edit -> codeOf(edit)))
          .containsExactlyInAnyOrder("done", "version-mismatch");
      Event after = events.find(event.id()).await();
      Future<Reply> winner = edits.get(edits.get(0).succeeded() ? 0 : 1);
      assertThat(after.version()).isEqualTo(2);
      assertThat(after.terms().name()).isEqualTo(winner.result().body().getString("name"));
      assertThat(entries(audit, event.id())).hasSize(1);
    }
  }

  @Test
  void update_anyVersionWillDo_everyEditIsMadeOneAfterTheOther() {
    Event event = kept(upcoming());
    List<Future<Reply>> edits =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    editor()
                        .update(
                            byOperator(
                                "event.update",
                                new JsonObject()
                                    .put("eventId", event.id())
                                    .put("If-Match", "*")
                                    .put("name", "By " + i))))
            .toList();

    assertThat(edits.stream().map(edit -> codeOf(edit))).containsOnly("done");
    assertThat(events.find(event.id()).await().version()).isEqualTo(9);
    assertThat(entries(audit, event.id())).hasSize(8);
  }

  /** The event is always edited first, so an offer with another distance never was there. */
  @Test
  void offers_whileEventAndRewardAreEdited_onlyWhatWasThereAtOnce() {
    Event event = kept(upcoming());
    Reward reward = kept(aReward(event.id(), 10));
    Offers offers =
        new Offers(
            events::find,
            id -> rewards.ofEvent(id, 10),
            new OfferConfig(Duration.ZERO, 10),
            System::nanoTime);
    Future<Void> editing = edits(event, reward, 1, 60);

    List<Offer> seen = new ArrayList<>();
    while (!editing.isComplete()) {
      offers.fresh(event.id()).onSuccess(seen::add).otherwiseEmpty().await();
    }

    editing.await();
    assertThat(seen).hasSizeGreaterThan(10);
    assertThat(seen).allSatisfy(offer -> assertThat(isWhole(offer)).isTrue());
  }

  private static boolean isWhole(Offer offer) {
    int behind = offer.event().version() - offer.rewards().get(0).version();
    return behind == 0 || behind == 1;
  }

  private Future<Void> edits(Event event, Reward reward, int from, int to) {
    if (from == to) {
      return Future.succeededFuture();
    }
    EventTerms terms =
        new EventTerms(
            "Quantity " + from, null, event.schedule(), event.conditions(), event.rules());
    Event next =
        new Event(event.id(), terms, event.state(), from + 1, "usr_1", NOW, NOW, null, null);
    return events
        .replace(next, anEntry("x"))
        .compose(done -> rewards.find(event.id(), reward.id()))
        .compose(
            before ->
                rewardEditor()
                    .update(
                        byOperator(
                            "reward.update",
                            new JsonObject()
                                .put("eventId", event.id())
                                .put("rewardId", reward.id())
                                .put("If-Match", "\"" + before.version() + "\"")
                                .put("quantity", from))))
        .compose(done -> edits(event, reward, from + 1, to));
  }

  /** P2 while the stock grows: every unit is sold, none twice, on every node at once. */
  @Test
  void update_moreStockWhileNodesSell_everyUnitOfItIsSoldOnce() {
    Event event = kept(anEvent());
    Reward reward = kept(aReward(event.id(), 40));
    List<Node> nodes =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    new Node(
                        test.vertx(),
                        new Node.Stores(
                            events,
                            rewards,
                            claims,
                            new InMemoryActivityStore(),
                            new InMemoryAttemptStore()),
                        CLOCK,
                        Duration.ZERO))
            .toList();
    List<Future<Reply>> first = claim(nodes, event, reward, 0, 150);
    Future<Reply> raised =
        rewardEditor()
            .update(
                byOperator(
                    "reward.update",
                    new JsonObject()
                        .put("eventId", event.id())
                        .put("rewardId", reward.id())
                        .put("If-Match", "\"1\"")
                        .put("stock", 100)));
    assertThat(codeOf(raised)).isEqualTo("done");
    settled(first);
    List<Future<Reply>> second = claim(nodes, event, reward, 150, 300);
    settled(second);

    List<Integer> serials = new ArrayList<>();
    for (Future<Reply> answer : first) {
      serials.addAll(serial(answer));
    }
    for (Future<Reply> answer : second) {
      serials.addAll(serial(answer));
    }
    assertThat(serials)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 100).boxed().toList());
  }

  private static List<Future<Reply>> claim(
      List<Node> nodes, Event event, Reward reward, int fromUser, int toUser) {
    return IntStream.range(fromUser, toUser)
        .mapToObj(user -> nodes.get(user % 3).claim("usr_" + user, event.id(), reward.id(), null))
        .toList();
  }

  private static void settled(List<Future<Reply>> answers) {
    Future.join(answers).transform(done -> Future.succeededFuture()).await();
  }

  private static List<Integer> serial(Future<Reply> answer) {
    return answer.failed()
        ? List.of()
        : List.of(
            answer.result().body().getJsonArray("rewards").getJsonObject(0).getInteger("serial"));
  }
}
