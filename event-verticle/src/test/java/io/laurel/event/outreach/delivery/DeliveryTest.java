package io.laurel.event.outreach.delivery;

import static io.laurel.event.Calls.codeOf;
import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.InMemoryAuditStore;
import io.laurel.event.TestTime;
import io.laurel.event.catalog.endpoint.Endpoint;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.event.InMemoryEventStore;
import io.laurel.event.catalog.reward.InMemoryRewardStore;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.event.claims.claim.InMemoryClaimStore;
import io.laurel.event.outreach.channel.Outcome;
import io.laurel.event.outreach.channel.Parcel;
import io.laurel.event.outreach.delivery.Delivery.State;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P7: what is granted reaches the game, whoever dies, and the last word is the claim's. */
final class DeliveryTest {
  private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(31);

  /** Longer than what may pass between the taking of a lease and the sending. */
  private static final Duration SLOW_STEP = Duration.ofSeconds(8);

  private final Vertx vertx = Vertx.vertx();
  private final TestTime time = new TestTime(NOW);
  private final InMemoryEventStore events = new InMemoryEventStore(new InMemoryAuditStore());
  private final InMemoryRewardStore rewards = new InMemoryRewardStore(new InMemoryAuditStore());
  private final InMemoryClaimStore claims = new InMemoryClaimStore();
  private final InMemoryDeliveryStore deliveries = new InMemoryDeliveryStore();
  private final TestEndpointDirectory endpoints = new TestEndpointDirectory();
  private final Game game = new Game();
  private final DeliveryNode.World world =
      new DeliveryNode.World(
          events, rewards, claims, deliveries, endpoints, game, time.clockOff(Duration.ZERO));
  private final Event event =
      anEvent(EventState.PUBLISHED, NOW.minus(1, ChronoUnit.DAYS), NOW.plus(100, ChronoUnit.DAYS));
  private Endpoint endpoint;

  @BeforeEach
  void keepReward() {
    endpoint = endpoints.add(10);
    events.insert(event, anEntry("x")).await();
    rewards.insert(to(endpoint.id(), aReward(event.id(), null)), anEntry("x")).await();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private String claimed(DeliveryNode node, String userId) {
    return node.claim(userId, event.id()).await().getString("id");
  }

  /** Waits, as long as a test may, for what happens on other threads. */
  private void until(BooleanSupplier condition) {
    for (int look = 0; !condition.getAsBoolean(); look++) {
      assertThat(look).as("still not so").isLessThan(4_000);
      vertx.timer(5).await();
    }
  }

  private Delivery find(String claimId, int n) {
    List<Delivery> found = deliveries.find(List.of(claimId + "-" + n)).await();
    return found.isEmpty() ? null : found.get(0);
  }

  private boolean is(String claimId, int n, State state) {
    Delivery found = find(claimId, n);
    return found != null && found.progress().state() == state;
  }

  @Test
  void claim_granted_gameHearsOfItOnce() {
    DeliveryNode node = new DeliveryNode(vertx, world);

    String claimId = claimed(node, "usr_1");
    until(() -> is(claimId, 1, State.DELIVERED));

    Parcel parcel = game.heard().get(0);
    JsonObject json = new JsonObject(parcel.json());
    assertThat(parcel.id()).isEqualTo(claimId + "-1");
    assertThat(json.getString("type")).isEqualTo("reward.granted");
    assertThat(json.getString("timestamp")).isEqualTo("2026-05-03T12:00:00.123Z");
    assertThat(json.getJsonObject("data").fieldNames())
        .containsExactly("claimId", "eventId", "userId", "rewards");
    assertThat(json.getJsonObject("data").getJsonArray("rewards").getJsonObject(0).fieldNames())
        .containsExactly("rewardId", "name", "type", "quantity", "attributes");
    assertThat(game.heard()).hasSize(1);
    until(() -> claims.unsent(10).await().isEmpty());
  }

  @Test
  void claim_granted_claimantAndStaffSeeWhatBecameOfIt() {
    DeliveryNode node = new DeliveryNode(vertx, world);
    JsonObject made = node.claim("usr_1", event.id()).await();
    String claimId = made.getString("id");
    until(() -> is(claimId, 1, State.DELIVERED));
    JsonObject id = new JsonObject().put("claimId", claimId);

    JsonObject own = node.call("claim.get", Role.USER, "usr_1", id).await();
    JsonObject staffs = node.staff("claim.get", id).await();

    assertThat(made.getJsonArray("deliveries").getJsonObject(0).getString("state"))
        .isEqualTo("PENDING");
    assertThat(own.getJsonArray("deliveries").getJsonObject(0).fieldNames())
        .containsExactlyInAnyOrder("kind", "rewardIds", "state");
    assertThat(own.getJsonArray("deliveries").getJsonObject(0).getString("state"))
        .isEqualTo("DELIVERED");
    assertThat(staffs.getJsonArray("deliveries").getJsonObject(0).fieldNames())
        .containsExactlyInAnyOrder(
            "n", "kind", "endpointId", "rewardIds", "state", "attempts", "deliveredAt");
  }

  @Test
  void send_gameIsAway_triedBySchedule() {
    DeliveryNode node = new DeliveryNode(vertx, world);
    AtomicInteger sent = new AtomicInteger();
    game.answers(parcel -> Game.failed("refused " + sent.incrementAndGet()));
    String claimId = claimed(node, "usr_1");
    // Not by the count of attempts, which is told before one ends.
    until(() -> find(claimId, 1) != null && isLastError(claimId, "refused 1"));

    assertThat(find(claimId, 1).progress().nextAt())
        .isBetween(NOW.plusSeconds(5), NOW.plusSeconds(6));
    time.pass(Duration.ofSeconds(6));
    until(() -> isLastError(claimId, "refused 2"));
    assertThat(find(claimId, 1).progress().attempts()).isEqualTo(2);
    time.pass(Duration.ofSeconds(36));
    until(() -> is(claimId, 1, State.FAILED));

    assertThat(game.heard())
        .hasSize(3)
        .extracting(Parcel::json)
        .containsOnly(game.heard().get(0).json());
    assertThat(find(claimId, 1).progress().lastError()).isEqualTo("refused 3");
  }

  private boolean isLastError(String claimId, String error) {
    return error.equals(find(claimId, 1).progress().lastError());
  }

  @Test
  void send_gameIsAwayFor72Hours_hearsOfEverythingAfterwards() {
    DeliveryNode node =
        new DeliveryNode(
            vertx, world, Map.of("DELIVERY_POLL_MS", 50, "DELIVERY_CIRCUIT_FAILURES", 1_000));
    game.answers(parcel -> Game.failed("unresolved"));
    List<String> ids = IntStream.range(0, 5).mapToObj(i -> claimed(node, "usr_" + i)).toList();
    for (int hour = 0; hour < 72; hour++) {
      time.pass(Duration.ofHours(1));
      until(
          () ->
              deliveries.find(ids.stream().map(id -> id + "-1").toList()).await().stream()
                  .allMatch(
                      each ->
                          each.progress().lastError() != null
                              && each.progress().nextAt().isAfter(time.now())));
    }
    game.answers(parcel -> Game.accepted());
    time.pass(Duration.ofHours(29));

    until(() -> ids.stream().allMatch(id -> is(id, 1, State.DELIVERED)));
  }

  @Test
  void send_retryAfter_theLaterOfBoth() {
    DeliveryNode node = new DeliveryNode(vertx, world);
    game.answers(
        parcel ->
            Future.succeededFuture(new Outcome.Failed("status-429", 429, Duration.ofMinutes(50))));
    String claimId = claimed(node, "usr_1");

    until(() -> find(claimId, 1) != null && find(claimId, 1).progress().lastError() != null);

    assertThat(find(claimId, 1).progress().nextAt()).isEqualTo(NOW.plus(Duration.ofMinutes(50)));
  }

  @Test
  void send_gone_failedAtOnceAndTheEndpointDisabled() {
    DeliveryNode node = new DeliveryNode(vertx, world);
    game.answers(parcel -> Future.succeededFuture(new Outcome.Gone()));

    String claimId = claimed(node, "usr_1");
    until(() -> is(claimId, 1, State.FAILED));
    until(() -> !endpoints.find(endpoint.id()).await().orElseThrow().terms().enabled());

    assertThat(find(claimId, 1).progress().lastError()).isEqualTo("status-410");
  }

  @Test
  void disabled_parksUntilEnabled() {
    endpoints.enable(endpoint.id(), false);
    DeliveryNode node = new DeliveryNode(vertx, world);
    String claimId = claimed(node, "usr_1");
    until(() -> find(claimId, 1) != null && find(claimId, 1).progress().nextAt() == null);
    assertThat(game.heard()).isEmpty();

    endpoints.enable(endpoint.id(), true);

    until(() -> is(claimId, 1, State.DELIVERED));
    assertThat(find(claimId, 1).progress().attempts()).isEqualTo(1);
  }

  @Test
  void redeliver_failed_beginsAnewUnderItsId() {
    DeliveryNode node = new DeliveryNode(vertx, world);
    game.answers(parcel -> Future.succeededFuture(new Outcome.Gone()));
    String claimId = claimed(node, "usr_1");
    until(() -> is(claimId, 1, State.FAILED));
    until(() -> !endpoints.find(endpoint.id()).await().orElseThrow().terms().enabled());
    game.answers(parcel -> Game.accepted());
    endpoints.enable(endpoint.id(), true);

    node.staff("claim.redeliver", new JsonObject().put("claimId", claimId)).await();

    until(() -> is(claimId, 1, State.DELIVERED));
    assertThat(game.heard()).extracting(Parcel::id).containsOnly(claimId + "-1");
    assertThat(find(claimId, 1).progress().attempts()).isEqualTo(1);
  }

  @Test
  void redeliver_ofEndpoint_leavesTheCallersOwnOutAndIsProved() {
    DeliveryNode node =
        new DeliveryNode(vertx, world, Map.of("DELIVERY_SCHEDULE", "0", "DELIVERY_POLL_MS", 50));
    game.answers(parcel -> Game.failed("refused"));
    String others = claimed(node, "usr_1");
    String own = claimed(node, "usr_olga");
    until(() -> is(others, 1, State.FAILED) && is(own, 1, State.FAILED));
    game.answers(parcel -> Game.accepted());

    JsonObject answer =
        node.staff("endpoint.redeliver", new JsonObject().put("endpointId", endpoint.id())).await();

    assertThat(answer.getInteger("count")).isEqualTo(1);
    until(() -> is(others, 1, State.DELIVERED));
    assertThat(is(own, 1, State.FAILED)).isTrue();
    assertThat(endpoints.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.actor()).isEqualTo("usr_olga");
              assertThat(entry.after().getJsonObject("redelivery").getLong("count")).isEqualTo(1);
            });
  }

  @Test
  void send_secondAttemptSucceeds_toldOnce() {
    AtomicLong told = new AtomicLong();
    vertx
        .eventBus()
        .<JsonObject>consumer("claim.delivered", message -> told.incrementAndGet())
        .completion()
        .await();
    DeliveryNode node = new DeliveryNode(vertx, world);
    game.answers(parcel -> Game.failed("refused"));
    String claimId = claimed(node, "usr_1");
    until(() -> find(claimId, 1) != null && find(claimId, 1).progress().lastError() != null);
    game.answers(parcel -> Game.accepted());

    time.pass(Duration.ofSeconds(6));

    until(() -> is(claimId, 1, State.DELIVERED));
    until(() -> told.get() > 0);
    vertx.timer(100).await();
    assertThat(told.get()).isEqualTo(1);
  }

  @Test
  void revoke_nobodyHeardOfIt_bothAreDropped() {
    endpoints.enable(endpoint.id(), false);
    DeliveryNode node = new DeliveryNode(vertx, world);
    String claimId = claimed(node, "usr_1");

    revoke(node, claimId);
    until(() -> is(claimId, 2, State.DROPPED));

    assertThat(is(claimId, 1, State.DROPPED)).isTrue();
    endpoints.enable(endpoint.id(), true);
    vertx.timer(200).await();
    assertThat(game.heard()).isEmpty();
  }

  private static void revoke(DeliveryNode node, String claimId) {
    revocation(node, claimId).await();
  }

  private static Future<JsonObject> revocation(DeliveryNode node, String claimId) {
    return node.staff(
        "claim.revoke", new JsonObject().put("claimId", claimId).put("reason", "a mistake"));
  }

  private boolean isRevoked(String claimId) {
    return claims.find(claimId).await().status() == ClaimStatus.REVOKED;
  }

  @Test
  void revoke_delivered_gameHearsOfIt() {
    DeliveryNode node = new DeliveryNode(vertx, world);
    String claimId = claimed(node, "usr_1");
    until(() -> is(claimId, 1, State.DELIVERED));

    revoke(node, claimId);
    until(() -> is(claimId, 2, State.DELIVERED));

    assertThat(game.heardOf(claimId)).containsExactly("reward.granted", "reward.revoked");
    JsonObject last = new JsonObject(game.heard().get(1).json());
    assertThat(last.getJsonObject("data").getString("reason")).isEqualTo("a mistake");
  }

  @Test
  void revoke_attemptUnderWay_waitsForItsEndAndIsTheLastWord() {
    Promise<Outcome> pending = Promise.promise();
    game.answers(parcel -> pending.future());
    DeliveryNode node = new DeliveryNode(vertx, world);
    String claimId = claimed(node, "usr_1");
    until(() -> game.heard().size() == 1);

    revoke(node, claimId);
    until(() -> find(claimId, 2) != null);
    vertx.timer(200).await();
    assertThat(game.heardOf(claimId)).containsExactly("reward.granted");
    game.answers(parcel -> Game.accepted());
    pending.complete(new Outcome.Failed("timeout", 0, null));

    until(() -> is(claimId, 2, State.DELIVERED));
    assertThat(game.heardOf(claimId)).containsExactly("reward.granted", "reward.revoked");
    assertThat(find(claimId, 1).progress().state()).isEqualTo(State.FAILED);
    assertThat(find(claimId, 1).progress().lastError()).isEqualTo("revoked");
  }

  @Test
  void revoke_failedBefore_gameHearsOfItAndTheGrantIsNeverRedelivered() {
    game.answers(parcel -> Game.failed("refused"));
    DeliveryNode node =
        new DeliveryNode(vertx, world, Map.of("DELIVERY_SCHEDULE", "0", "DELIVERY_POLL_MS", 50));
    String claimId = claimed(node, "usr_1");
    until(() -> is(claimId, 1, State.FAILED));
    game.answers(parcel -> Game.accepted());

    revoke(node, claimId);
    until(() -> is(claimId, 2, State.DELIVERED));
    Future<JsonObject> again =
        node.staff("claim.redeliver", new JsonObject().put("claimId", claimId));

    assertThat(codeOf(again)).isEqualTo("delivery-not-failed");
    assertThat(game.heardOf(claimId)).containsExactly("reward.granted", "reward.revoked");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void node_diesAtAnyWrite_nothingIsLost(boolean written) {
    for (int death = 1; ; death++) {
      DyingDeliveryStore dying = new DyingDeliveryStore(deliveries, death, written);
      DeliveryNode first = new DeliveryNode(vertx, world.with(dying));
      String granted = claimed(first, "usr_a" + death + written);
      String revoked = claimed(first, "usr_b" + death + written);
      until(() -> dying.isDead() || is(revoked, 1, State.DELIVERED));
      // A process that is dead answers nothing; the claim is revoked all the same.
      Future<JsonObject> unheard = revocation(first, revoked);
      until(() -> isRevoked(revoked));
      until(() -> dying.isDead() || is(revoked, 2, State.DELIVERED));
      if (!dying.isDead()) {
        assertThat(death).isGreaterThan(6);
        return;
      }

      DeliveryNode second = new DeliveryNode(vertx, world);
      time.pass(LONGER_THAN_A_LEASE);
      until(() -> is(granted, 1, State.DELIVERED));
      until(() -> is(revoked, 2, State.DELIVERED) || is(revoked, 2, State.DROPPED));

      assertThat(List.of(second, unheard)).isNotEmpty();
      assertLastWord(revoked);
      until(() -> claims.unsent(10).await().isEmpty());
    }
  }

  @Test
  void node_diesInTheLastAttempt_failedAndNotSentAgain() {
    Map<String, ?> once = Map.of("DELIVERY_SCHEDULE", "0", "DELIVERY_POLL_MS", 50);
    DyingDeliveryStore diesHoldingTheLease = new DyingDeliveryStore(deliveries, 2, true);
    DeliveryNode first = new DeliveryNode(vertx, world.with(diesHoldingTheLease), once);
    String claimId = claimed(first, "usr_1");
    until(diesHoldingTheLease::isDead);

    DeliveryNode second = new DeliveryNode(vertx, world, once);
    time.pass(LONGER_THAN_A_LEASE);
    until(() -> is(claimId, 1, State.FAILED));

    assertThat(second).isNotNull();
    assertThat(find(claimId, 1).progress().lastError()).isEqualTo("timeout");
    assertThat(game.heard()).isEmpty();
  }

  @Test
  void send_halfOfTheLeaseIsOver_notSent() {
    AtomicLong nanos = new AtomicLong();
    DeliveryNode slow =
        new DeliveryNode(
            vertx, world, DeliveryNode.SETTINGS, () -> nanos.addAndGet(SLOW_STEP.toNanos()));

    String claimId = claimed(slow, "usr_1");
    until(() -> find(claimId, 1) != null && find(claimId, 1).progress().attempts() == 1);
    vertx.timer(200).await();

    assertThat(game.heard()).isEmpty();
  }

  /** What the game heard last of a revoked claim is that, if it heard anything. */
  private void assertLastWord(String revoked) {
    List<String> heard = game.heardOf(revoked);
    if (is(revoked, 2, State.DROPPED)) {
      assertThat(heard).isEmpty();
    } else {
      assertThat(heard).last().isEqualTo("reward.revoked");
    }
  }

  @Test
  void revoke_racesWithDelivery1000TimesOnThreeNodes_lastWordIsTheClaims() {
    Random random = new Random(4711);
    game.answers(
        parcel ->
            vertx
                .timer(1 + random.nextInt(5))
                .map(
                    late ->
                        random.nextInt(4) == 0
                            ? new Outcome.Failed("closed", 0, null)
                            : new Outcome.Accepted(200)));
    List<DeliveryNode> nodes =
        IntStream.range(0, 3).mapToObj(i -> new DeliveryNode(vertx, world)).toList();
    List<String> ids = new ArrayList<>();
    List<Future<?>> revocations = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String claimId = claimed(nodes.get(i % 3), "usr_" + i);
      ids.add(claimId);
      DeliveryNode revoker = nodes.get(random.nextInt(3));
      revocations.add(
          vertx.timer(1 + random.nextInt(12)).compose(now -> revocation(revoker, claimId)));
    }
    Future.all(revocations).await();
    until(
        () -> {
          time.pass(Duration.ofSeconds(7));
          vertx.timer(50).await();
          return ids.stream().allMatch(id -> isOver(id, 1) && isOver(id, 2));
        });

    Set<List<String>> stories = new HashSet<>();
    for (String id : ids) {
      assertLastWord(id);
      stories.add(game.heardOf(id));
    }
    assertThat(stories).as("both fates were met").hasSizeGreaterThan(1);
  }

  private boolean isOver(String claimId, int n) {
    Delivery found = find(claimId, n);
    return found != null && found.progress().state() != State.PENDING;
  }

  @Test
  void send_threeNodes_noMoreThanTwiceItsConcurrency() {
    game.answers(parcel -> vertx.timer(20).map(late -> new Outcome.Accepted(200)));
    List<DeliveryNode> nodes =
        IntStream.range(0, 3).mapToObj(i -> new DeliveryNode(vertx, world)).toList();
    vertx.timer(Nodes.INTERVAL.toMillis() + 500).await();

    List<String> ids =
        IntStream.range(0, 600).mapToObj(i -> claimed(nodes.get(i % 3), "usr_" + i)).toList();
    until(() -> ids.stream().allMatch(id -> is(id, 1, State.DELIVERED)));

    assertThat(game.most(endpoint.id())).isBetween(4, 20);
  }

  @Test
  void send_oneHangs_othersAreNotSlowed() {
    Endpoint dead = endpoints.add(10);
    Event other = anEvent();
    events.insert(other, anEntry("x")).await();
    rewards.insert(to(dead.id(), aReward(other.id(), null)), anEntry("x")).await();
    game.answers(
        parcel ->
            parcel.json().contains(other.id())
                ? Promise.<Outcome>promise().future()
                : Game.accepted());
    DeliveryNode node = new DeliveryNode(vertx, world);
    IntStream.range(0, 100).forEach(i -> node.claim("usr_" + i, other.id()).await());

    List<String> ids = IntStream.range(0, 100).mapToObj(i -> claimed(node, "usr_" + i)).toList();

    until(() -> ids.stream().allMatch(id -> is(id, 1, State.DELIVERED)));
    assertThat(game.most(dead.id())).isEqualTo(10);
  }
}
