package io.laurel.event.catalog.code;

import static io.laurel.event.Calls.byOperator;
import static io.laurel.event.Calls.codeOf;
import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aCodedReward;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.anId;
import static io.laurel.event.Fixtures.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.bus.Reply;
import io.laurel.event.Fixtures;
import io.laurel.event.catalog.code.DyingCodeStore.Death;
import io.laurel.event.catalog.code.DyingCodeStore.Moment;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventService;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.event.InMemoryEventStore;
import io.laurel.event.catalog.reward.CodedStock;
import io.laurel.event.catalog.reward.InMemoryRewardStore;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.reward.RewardJournal;
import io.laurel.event.catalog.reward.RewardStore;
import io.laurel.event.facts.condition.Criteria;
import io.laurel.failure.Failure;
import io.laurel.id.Ids;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CodeServiceTest {
  private static Vertx vertx;

  private final InMemoryAuditStore audit = new InMemoryAuditStore();
  private final InMemoryEventStore events = new InMemoryEventStore(audit);
  private final InMemoryRewardStore rewards = new InMemoryRewardStore(audit);
  private final CodeStore codes = new InMemoryCodeStore();
  private final List<Event> told = new ArrayList<>();
  private final Event event = anEvent();

  CodeServiceTest() {
    events.insert(event, anEntry("evt_made")).await();
  }

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  private CodeService service(CodeStore store, RewardStore rewardStore) {
    Ids ids = Ids.by(CLOCK);
    Criteria criteria = Fixtures.criteria();
    return new CodeService(
        TestVault.of(store, vertx),
        new EventService(events, ids, CLOCK, criteria),
        new CodedStock(rewardStore, new RewardJournal(ids, CLOCK, criteria, told::add)));
  }

  private Reward coded() {
    Reward reward = aCodedReward(event.id(), 0);
    rewards.insert(reward, anEntry("rwd_made")).await();
    return reward;
  }

  private static List<String> texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "SPRING-" + i).toList();
  }

  private static Future<Reply> send(CodeService service, Reward reward, List<String> codes) {
    return service.importCodes(
        byOperator(
            "reward.importCodes",
            new JsonObject()
                .put("eventId", reward.eventId())
                .put("rewardId", reward.id())
                .put("codes", new JsonArray(codes))));
  }

  private JsonObject imported(Reward reward, List<String> codes) {
    return send(service(this.codes, rewards), reward, codes).await().body();
  }

  private static JsonObject counts(int imported, int duplicates, int stock) {
    return new JsonObject()
        .put("imported", imported)
        .put("duplicates", duplicates)
        .put("stock", stock);
  }

  private Reward now(Reward reward) {
    return rewards.find(reward.eventId(), reward.id()).await();
  }

  /** What lies at the places of a reward, in their order, up to the first empty one. */
  private List<String> lying(Reward reward) {
    Collection<CodeKey> places =
        IntStream.rangeClosed(1, 10_000).mapToObj(i -> new CodeKey(reward.id(), i)).toList();
    List<CodeKey> taken =
        codes.find(places).await().stream()
            .map(SealedCode::key)
            .sorted((a, b) -> a.serial() - b.serial())
            .toList();
    assertThat(taken)
        .extracting(CodeKey::serial)
        .isEqualTo(IntStream.rangeClosed(1, taken.size()).boxed().toList());
    var read = TestVault.of(codes, vertx).read(taken).await();
    return taken.stream().map(read::get).toList();
  }

  @Test
  void importCodes_new_countedStoredInOrderAndTold() {
    Reward reward = coded();

    assertThat(imported(reward, texts(0, 2_300))).isEqualTo(counts(2_300, 0, 2_300));

    assertThat(lying(reward)).isEqualTo(texts(0, 2_300));
    assertThat(now(reward).stock()).isEqualTo(2_300);
    assertThat(now(reward).version()).isEqualTo(2);
    assertThat(told).containsExactly(event);
  }

  @Test
  void importCodes_repeatsWithinAndAgainstEarlier_countedNotStored() {
    Reward reward = coded();
    imported(reward, List.of("a", "b", "a"));

    assertThat(imported(reward, List.of("c", "b", "c", "A"))).isEqualTo(counts(2, 2, 4));

    assertThat(lying(reward)).containsExactly("a", "b", "c", "A");
  }

  @Test
  void importCodes_nothingNew_noVersionAndNoEntry() {
    Reward reward = coded();
    imported(reward, List.of("a", "b"));
    told.clear();

    assertThat(imported(reward, List.of("b", "a"))).isEqualTo(counts(0, 2, 2));

    assertThat(now(reward).version()).isEqualTo(2);
    assertThat(entries(audit, reward.id())).hasSize(1);
    assertThat(told).isEmpty();
  }

  @Test
  void importCodes_entry_countsAndNeverACode() {
    Reward reward = coded();
    imported(reward, List.of("WINTER-1", "WINTER-2", "WINTER-1"));

    AuditEntry entry = entries(audit, reward.id()).get(0);

    assertThat(entry.action()).isEqualTo("reward.importCodes");
    assertThat(entry.actor()).isEqualTo("usr_OPERATOR");
    assertThat(entry.before()).isEqualTo(new JsonObject().put("stock", 0));
    assertThat(entry.after())
        .isEqualTo(new JsonObject().put("stock", 2).put("imported", 2).put("duplicates", 1));
  }

  @Test
  void importCodes_notCoded_refused() {
    Reward reward = aReward(event.id(), 5);
    rewards.insert(reward, anEntry("rwd_made")).await();

    assertThat(codeOf(send(service(codes, rewards), reward, List.of("a"))))
        .isEqualTo("reward-not-coded");
    assertThat(lying(reward)).isEmpty();
  }

  @Test
  void importCodes_noSuchRewardHere_refusedAndTheOtherEventsKeepsItsCodes() {
    Reward reward = coded();
    imported(reward, List.of("a", "b"));
    Event other = anEvent(EventState.DRAFT, NOW, NOW.plusSeconds(60));
    events.insert(other, anEntry("evt_made")).await();
    Reward elsewhere = aCodedReward(other.id(), 0);

    JsonObject message =
        new JsonObject()
            .put("eventId", other.id())
            .put("rewardId", reward.id())
            .put("codes", new JsonArray().add("c"));
    Future<Reply> wrongEvent =
        service(codes, rewards).importCodes(byOperator("reward.importCodes", message));

    assertThat(codeOf(wrongEvent)).isEqualTo("reward-not-found");
    assertThat(codeOf(send(service(codes, rewards), elsewhere, List.of("c"))))
        .isEqualTo("reward-not-found");
    assertThat(codeOf(send(service(codes, rewards), aCodedReward(anId("evt"), 0), List.of("c"))))
        .isEqualTo("event-not-found");
    assertThat(lying(reward)).containsExactly("a", "b");
  }

  @Test
  void importCodes_moreThanAReward_canHave_refusedAndNothingStored() {
    Reward reward = coded();
    Reward full = reward.withStock(CodeImport.MAX_CODES - 1, NOW);
    rewards.replace(reward, full, anEntry(reward.id())).await();

    assertThat(codeOf(send(service(codes, rewards), reward, List.of("a", "b"))))
        .isEqualTo("too-many-codes");
    assertThat(lying(reward)).isEmpty();
  }

  /** Deletes the reward as soon as somebody reads it for the second time. */
  @Test
  void importCodes_rewardDeletedMeanwhile_refusedAndItsCodesAreGone() {
    Reward reward = coded();
    RewardStore deleting =
        new InMemoryRewardStore(audit) {
          private int reads;

          @Override
          public synchronized Future<Reward> find(String eventId, String id) {
            reads++;
            return reads == 1 ? Future.succeededFuture(reward) : Future.succeededFuture();
          }
        };

    assertThat(codeOf(send(service(codes, deleting), reward, List.of("a", "b"))))
        .isEqualTo("reward-not-found");
    assertThat(lying(reward)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void importCodes_processDiesAtAnyStep_theSameAgainMakesItWhole(Moment moment) {
    List<String> sent = texts(0, 2_500);
    boolean died = true;
    int deaths = 0;
    while (died) {
      Reward reward = coded();
      imported(reward, texts(1_000, 1_100));
      DyingCodeStore dying = new DyingCodeStore(codes, new Death(deaths + 1, moment));

      died = codeOf(send(service(dying, rewards), reward, sent)).equals("unavailable");

      assertThat(dying.died()).isEqualTo(died);
      int stored = lying(reward).size();
      assertThat(now(reward).stock()).isLessThanOrEqualTo(stored);
      JsonObject again = imported(reward, sent);
      assertThat(again).isEqualTo(counts(2_500 - stored, stored, 2_500));
      assertThat(lying(reward)).containsExactlyInAnyOrderElementsOf(sent);
      assertThat(now(reward).stock()).isEqualTo(2_500);
      deaths++;
    }
    // It asks thirteen times what is known, once where to begin, appends thrice, asks where it
    // ends.
    assertThat(deaths).isGreaterThan(17);
  }

  @Test
  void importCodes_diedBeforeTheStockWasRaised_anyNextImportRaisesIt() {
    Reward reward = coded();
    AuditStore none = new InMemoryAuditStore();
    RewardStore dying =
        new InMemoryRewardStore(none) {
          @Override
          public synchronized Future<Reward> find(String eventId, String id) {
            return rewards.find(eventId, id);
          }

          @Override
          public synchronized Future<Boolean> replace(
              Reward before, Reward after, AuditEntry entry) {
            return Failure.unavailable("dead", Duration.ofSeconds(1)).asFuture();
          }
        };
    assertThat(codeOf(send(service(codes, dying), reward, texts(0, 50)))).isEqualTo("unavailable");
    assertThat(now(reward).stock()).isZero();

    assertThat(imported(reward, List.of("other"))).isEqualTo(counts(1, 0, 51));

    assertThat(lying(reward)).hasSize(51);
    assertThat(imported(reward, texts(0, 50))).isEqualTo(counts(0, 50, 51));
  }

  @Test
  void importCodes_manyAtOnce_everyCodeOnceEveryImportTold() {
    Reward reward = coded();

    List<Future<Reply>> all =
        IntStream.range(0, 8)
            .mapToObj(i -> send(service(codes, rewards), reward, texts(i * 100, i * 100 + 500)))
            .toList();
    Future.all(all).await();

    assertThat(all.stream().mapToInt(one -> one.result().body().getInteger("imported")).sum())
        .isEqualTo(1_200);
    assertThat(all)
        .allSatisfy(
            one -> {
              JsonObject body = one.result().body();
              assertThat(body.getInteger("imported") + body.getInteger("duplicates"))
                  .isEqualTo(500);
            });
    assertThat(lying(reward)).containsExactlyInAnyOrderElementsOf(texts(0, 1_200));
    assertThat(now(reward).stock()).isEqualTo(1_200);
    assertThat(
            entries(audit, reward.id()).stream()
                .mapToInt(entry -> entry.after().getInteger("imported"))
                .sum())
        .isEqualTo(1_200);
  }

  private Failure refusal(JsonArray codes) {
    JsonObject message =
        new JsonObject().put("eventId", event.id()).put("rewardId", "rwd_1").put("codes", codes);
    return catchThrowableOfType(Failure.class, () -> byOperator("reward.importCodes", message));
  }

  @Test
  void importCodes_badCodes_refusedEachWithItsPointer() {
    JsonArray bad =
        new JsonArray()
            .add("good")
            .add("")
            .add("with space")
            .add("größe")
            .add("line\n")
            .add("x".repeat(129))
            .add(7)
            .addNull()
            .add(new JsonObject());

    assertThat(refusal(bad).faults())
        .extracting(Failure.Fault::pointer)
        .contains("/codes/1", "/codes/2", "/codes/3", "/codes/4", "/codes/5", "/codes/6")
        .contains("/codes/7", "/codes/8")
        .doesNotContain("/codes/0");
    assertThat(refusal(new JsonArray()).faults())
        .containsExactly(new Failure.Fault("/codes", "must have at least 1 items"));
    assertThat(refusal(new JsonArray(java.util.Collections.nCopies(100_001, "x"))).faults())
        .containsExactly(new Failure.Fault("/codes", "must have at most 100000 items"));
  }
}
