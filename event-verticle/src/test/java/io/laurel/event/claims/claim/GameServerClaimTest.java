package io.laurel.event.claims.claim;

import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.bus.Reply;
import io.laurel.event.catalog.event.ClaimRules;
import io.laurel.event.catalog.event.ClaimRules.Approval;
import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.InMemoryEventStore;
import io.laurel.event.catalog.reward.InMemoryRewardStore;
import io.laurel.event.catalog.reward.Limit;
import io.laurel.event.catalog.reward.Limit.Period;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Game servers that claim for players whom only the studio knows. */
final class GameServerClaimTest {
  private static final String PLAYER = "steam:76561198000000000";

  private final Vertx vertx = Vertx.vertx();
  private final InMemoryEventStore events = new InMemoryEventStore();
  private final InMemoryRewardStore rewards = new InMemoryRewardStore();
  private final InMemoryClaimStore claims = new InMemoryClaimStore();
  private final Node node = node();

  private Node node() {
    return new Node(vertx, events, rewards, claims, CLOCK);
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Event kept(Event event, Integer stock) {
    events.insert(event, anEntry("x")).await();
    rewards.insert(aReward(event.id(), stock), anEntry("x")).await();
    return event;
  }

  private static Failure refusal(Future<Reply> answer) {
    return catchThrowableOfType(Failure.class, answer::await);
  }

  @Test
  void submit_forAPlayer_thePlayersAndSaysWhoAsked() {
    Event event = kept(anEvent(), 5);

    JsonObject claim = node.claimFor("usr_shard", PLAYER, event.id(), null).await().body();

    assertThat(claim.getString("userId")).isEqualTo(PLAYER);
    assertThat(claim.getString("requestedBy")).isEqualTo("usr_shard");
    assertThat(claim.getString("decidedBy")).isEqualTo("system");
    assertThat(claims.find(claim.getString("id")).await().locks())
        .anyMatch(lock -> lock.contains("@steam:76561198000000000/EVENT/1"));
  }

  @Test
  void submit_thatWaits_requestedByTheServiceInItsHistory() {
    Event event = kept(with(anEvent(), new ClaimRules(Mode.EACH, Approval.MANUAL)), null);

    JsonObject claim = node.claimFor("usr_shard", PLAYER, event.id(), null).await().body();

    assertThat(claim.getString("status")).isEqualTo("PENDING_APPROVAL");
    assertThat(claim.getJsonArray("history").getJsonObject(0).getString("by"))
        .isEqualTo("usr_shard");
  }

  @Test
  void submit_byAUser_saysNothingOfWhoAsked() {
    Event event = kept(anEvent(), 5);

    assertThat(
            node.claim("usr_1", event.id(), null, null).await().body().containsKey("requestedBy"))
        .isFalse();
  }

  @Test
  void submit_withoutAPlayer_refusedWithItsPointer() {
    Event event = kept(anEvent(), 5);

    Failure refusal = refusal(node.claimFor("usr_shard", null, event.id(), null));

    assertThat(refusal.code()).isEqualTo("invalid-request");
    assertThat(refusal.faults()).extracting(Failure.Fault::pointer).containsExactly("/userId");
  }

  @Test
  void submit_byTwoServicesForOnePlayer_once() {
    Event event = kept(anEvent(), 500);
    Node other = node();
    List<Future<Reply>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(node.claimFor("usr_shard", PLAYER, event.id(), null));
      all.add(other.claimFor("usr_tournament", PLAYER, event.id(), null));
    }
    Future.join(all).otherwiseEmpty().await();

    assertThat(all).filteredOn(Future::succeeded).hasSize(1);
    assertThat(all)
        .filteredOn(Future::failed)
        .extracting(answer -> ((Failure) answer.cause()).code())
        .containsOnly("already-claimed");
  }

  @Test
  void submit_sameKeyOfTheService_replayedForThePlayerAndRefusedForAnother() {
    Event event = kept(anEvent(), 5);
    JsonObject first = node.claimFor("usr_shard", PLAYER, event.id(), "k").await().body();

    Reply again = node.claimFor("usr_shard", PLAYER, event.id(), "k").await();
    Failure another = refusal(node.claimFor("usr_shard", "steam:2", event.id(), "k"));
    JsonObject ofAnother = node.claimFor("usr_other", "steam:2", event.id(), "k").await().body();

    assertThat(again.body()).isEqualTo(first);
    assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
    assertThat(another.code()).isEqualTo("idempotency-key-reused");
    assertThat(another.status()).isEqualTo(422);
    assertThat(ofAnother.getString("id")).isNotEqualTo(first.getString("id"));
  }

  /** Names that would be locks of others were they not escaped, or look like them. */
  @Test
  void submit_namesFullOfMarks_eachAPlayerOfItsOwn() {
    Event event = anEvent();
    events.insert(event, anEntry("x")).await();
    Reward reward = with(aReward(event.id(), null), new Limit(2, Period.DAY));
    rewards.insert(reward, anEntry("x")).await();
    List<String> names =
        Stream.of("a", "a/EVENT/1", "a%2FEVENT%2F1", "a@b", "a%40b", "a#b", "a%23b", "%", "/", "#1")
            .toList();
    Set<String> locks = new HashSet<>();

    for (String name : names) {
      for (int n = 0; n < 2; n++) {
        String id =
            node.claimFor("usr_shard", name, event.id(), null).await().body().getString("id");
        locks.addAll(claims.find(id).await().locks());
      }
      assertThat(refusal(node.claimFor("usr_shard", name, event.id(), null)).code())
          .isEqualTo("already-claimed");
    }

    assertThat(locks).hasSize(2 * names.size());
    assertThat(locks).allMatch(lock -> lock.indexOf('@') == lock.lastIndexOf('@'));
    assertThat(locks).allMatch(lock -> lock.chars().filter(c -> c == '/').count() == 2);
    assertThat(locks).noneMatch(lock -> lock.contains("#"));
  }
}
