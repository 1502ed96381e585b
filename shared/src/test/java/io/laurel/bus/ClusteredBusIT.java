package io.laurel.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.bus.Presence.Found;
import io.laurel.cluster.Node;
import io.laurel.cluster.Peers;
import io.laurel.cluster.TestCluster;
import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.laurel.failure.Failure;
import io.laurel.id.Creation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bus between several members, one of which ends, is forgotten, or takes its offer back. */
class ClusteredBusIT {
  private static final Contract CONTRACT =
      Contract.parse(
          """
          openapi: 3.1.0
          info: { title: Test, version: 1.0.0 }
          servers: [ { url: /base } ]
          paths:
            /things:
              get:
                operationId: thing.list
                x-event-bus-address: thing.list
                security: []
                responses: { '204': { description: Done. }, default: { description: Bad. } }
              post:
                operationId: thing.create
                x-event-bus-address: thing.create
                security: []
                parameters:
                  - { name: Idempotency-Key, in: header, schema: { type: string } }
                responses: { '204': { description: Done. }, default: { description: Bad. } }
              delete:
                operationId: thing.clear
                x-event-bus-address: thing.clear
                security: []
                responses: { '204': { description: Done. }, default: { description: Bad. } }
          """);
  private static final Operation LIST = CONTRACT.operation("thing.list");
  private static final Operation CREATE = CONTRACT.operation("thing.create");
  private static final JsonObject KEYED = new JsonObject().put(Creation.KEY, "k1");
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private static final TestCluster CLUSTER = new TestCluster();
  private static Vertx caller;
  private static Vertx server;

  @BeforeAll
  static void start() {
    caller = CLUSTER.join("gateway", CONTRACT);
    server = CLUSTER.join("event", CONTRACT);
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  private static BusEndpoints serve(
      Vertx member, String operation, Function<Call, Future<Reply>> service) {
    BusEndpoints endpoints =
        new BusEndpoints(member, CONTRACT, TestTokens.verifier(member)).serve(operation, service);
    endpoints.registered().await();
    return endpoints;
  }

  private static Future<Reply> answer(Call call) {
    return Future.succeededFuture(Reply.of(new JsonObject().put("by", "one that lives")));
  }

  private static Future<Reply> call(Operation operation, JsonObject message) {
    return new BusClient(caller, DEADLINE)
        .request(operation, message, new Sender(null, "req_1", Origin.UNKNOWN));
  }

  /** Until it holds once: some conditions ask one node after the other. */
  private static void await(BooleanSupplier condition) {
    for (int i = 0; i < 400; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      caller.timer(50).await();
    }
    throw new AssertionError("Does not come to hold");
  }

  private static boolean isServed(String address, Vertx member) {
    return Peers.of(caller).serving(address).await().contains(Peers.of(member).self());
  }

  @Test
  void request_nodeLeaves_whatMayBeRepeatedIsAnsweredByAnother() throws Exception {
    Vertx dying = CLUSTER.join("event", CONTRACT);
    List<Call> swallowed = new ArrayList<>();
    Function<Call, Future<Reply>> swallow =
        call -> {
          synchronized (swallowed) {
            swallowed.add(call);
          }
          return Promise.<Reply>promise().future();
        };
    serve(dying, "thing.list", swallow);
    serve(dying, "thing.create", swallow);
    await(() -> isServed("thing.list", dying) && isServed("thing.create", dying));

    Future<Reply> read = call(LIST, new JsonObject());
    Future<Reply> keyed = call(CREATE, KEYED);
    Future<Reply> keyless = call(CREATE, new JsonObject());
    await(
        () -> {
          synchronized (swallowed) {
            return swallowed.size() == 3;
          }
        });
    BusEndpoints living = serve(server, "thing.list", ClusteredBusIT::answer);
    BusEndpoints creating = serve(server, "thing.create", ClusteredBusIT::answer);
    await(() -> isServed("thing.list", server) && isServed("thing.create", server));
    CLUSTER.kill(dying);

    for (Future<Reply> repeated : List.of(read, keyed)) {
      Reply reply = repeated.await(30, TimeUnit.SECONDS);
      assertThat(reply.body().getString("by")).isEqualTo("one that lives");
    }
    Failure refused = catchThrowableOfType(Failure.class, () -> refusal(keyless));
    assertThat(refused.code()).isEqualTo("unavailable");
    assertThat(refused.retryAfter()).isNotNull();
    living.close(DEADLINE).await();
    creating.close(DEADLINE).await();
  }

  private static void refusal(Future<Reply> call) {
    try {
      call.await(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("neither answered nor refused", e);
    }
  }

  @Test
  void withdraw_offer_nobodySendsThereAndWhatWasSentIsAnswered() {
    BusEndpoints endpoints = serve(server, "thing.clear", ClusteredBusIT::answer);
    await(() -> isServed("thing.clear", server));

    Offer.of(server).withdraw().await();
    await(() -> !isServed("thing.clear", server));
    // As one that was under way when the caller had not heard of it yet.
    JsonObject late =
        server
            .eventBus()
            .<JsonObject>request(
                "thing.clear", new JsonObject(), new DeliveryOptions().setLocalOnly(true))
            .await()
            .body();
    assertThat(late.getString("by")).isEqualTo("one that lives");

    Offer.of(server).renew().await();
    await(() -> isServed("thing.clear", server));
    endpoints.close(DEADLINE).await();
    await(() -> !isServed("thing.clear", server));
  }

  @Test
  void probe_forgottenAfterASplit_isSeenAndHealed() {
    BusEndpoints endpoints = serve(server, "thing.list", ClusteredBusIT::answer);
    Presence asked = new Presence(caller, () -> true);
    Presence forgotten = new Presence(server, () -> true);
    asked.start().await();
    assertThat(forgotten.probe().await()).isEqualTo(Found.UNHEARD);
    forgotten.start().await();
    await(() -> forgotten.probe().await() == Found.HEARD);

    CLUSTER.forget(caller, "thing.list");
    await(() -> forgotten.probe().await() == Found.UNKNOWN);
    Peers.of(server).announceAnew().await();
    await(() -> forgotten.probe().await() == Found.HEARD);

    CLUSTER.forget(caller, "_node." + Peers.of(server).self());
    await(() -> forgotten.probe().await() == Found.UNHEARD);
    Peers.of(server).announceAnew().await();
    await(() -> forgotten.probe().await() == Found.HEARD);
    assertThat(Presence.isReady(caller, Peers.of(server).self()).await()).isTrue();
    endpoints.close(DEADLINE).await();
  }

  @Test
  void probe_answerThatWaitedWhileItWasFrozen_isNoSign() {
    Vertx living = CLUSTER.join("gateway", CONTRACT);
    Vertx freezing = CLUSTER.join("event", CONTRACT);
    Presence other = new Presence(living, () -> true);
    Presence frozen = new Presence(freezing, () -> true);
    other.start().await();
    frozen.start().await();
    await(() -> frozen.probe().await() == Found.HEARD);

    Promise<Found> found = Promise.promise();
    freezing.runOnContext(
        asked -> {
          frozen.probe().onComplete(found);
          // Longer than a probe waits; what was answered meanwhile is there before its time is
          // over.
          long end = System.nanoTime() + Duration.ofMillis(2_500).toNanos();
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
        });

    assertThat(found.future().await()).isNotEqualTo(Found.HEARD);
    await(() -> frozen.probe().await() == Found.HEARD);
    freezing.close().await();
    living.close().await();
  }

  /** A member that answers its peers and its calls as it is told to. */
  private static final class Moody {
    private final Vertx vertx = CLUSTER.join("event", CONTRACT);
    private final String self = Peers.of(vertx).self();
    private final AtomicInteger pulses = new AtomicInteger();
    private final AtomicBoolean silent = new AtomicBoolean();
    private final AtomicBoolean slow = new AtomicBoolean();
    private final AtomicBoolean ready = new AtomicBoolean(true);
    private final Promise<Reply> thawed = Promise.promise();

    Moody() {
      vertx
          .eventBus()
          .consumer(
              "_node." + self,
              question -> {
                pulses.incrementAndGet();
                if (!silent.get()) {
                  question.reply(new JsonObject().put("node", self).put("ready", ready.get()));
                }
              })
          .completion()
          .await();
      serve(
          vertx,
          "thing.list",
          call ->
              slow.get()
                  ? thawed.future()
                  : Future.succeededFuture(Reply.of(new JsonObject().put("by", self))));
      await(() -> isServed("thing.list", vertx));
    }

    void awaitPulses() {
      int before = pulses.get();
      await(() -> pulses.get() >= before + 2);
    }

    boolean answersSome() {
      return self.equals(call(LIST, new JsonObject()).await().body().getString("by"));
    }
  }

  /** One whose silence is longer than a busy machine is. */
  private static Pulse begun() {
    Pulse pulse = new Pulse(caller, Duration.ofSeconds(2));
    caller.runOnContext(begun -> pulse.start());
    return pulse;
  }

  @Test
  void pulse_nodeFallsSilent_whatItWasAskedIsAskedOfAnotherUntilItIsHeardAgain() throws Exception {
    BusEndpoints living = serve(server, "thing.list", ClusteredBusIT::answer);
    Moody moody = new Moody();
    Pulse pulse = begun();
    moody.awaitPulses();
    await(moody::answersSome);

    moody.silent.set(true);
    moody.slow.set(true);
    List<Future<Reply>> reads = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      reads.add(call(LIST, new JsonObject()));
    }
    for (Future<Reply> read : reads) {
      Reply reply = read.await(30, TimeUnit.SECONDS);
      assertThat(reply.body().getString("by")).isEqualTo("one that lives");
    }
    for (int i = 0; i < 6; i++) {
      assertThat(call(LIST, new JsonObject()).await(30, TimeUnit.SECONDS)).isNotNull();
    }

    moody.silent.set(false);
    moody.slow.set(false);
    await(moody::answersSome);
    pulse.stop();
    CLUSTER.kill(moody.vertx);
    living.close(DEADLINE).await();
  }

  @Test
  void pulse_nodeIsNotReady_getsNothingNewAndAnswersWhatItHas() throws Exception {
    BusEndpoints living = serve(server, "thing.list", ClusteredBusIT::answer);
    Moody moody = new Moody();
    moody.slow.set(true);
    List<Future<Reply>> reads = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      reads.add(call(LIST, new JsonObject()));
    }
    moody.slow.set(false);
    moody.ready.set(false);
    Pulse pulse = begun();
    moody.awaitPulses();
    moody.awaitPulses();

    for (int i = 0; i < 6; i++) {
      assertThat(moody.answersSome()).isFalse();
    }
    moody.thawed.complete(Reply.of(new JsonObject().put("by", moody.self)));
    List<String> by = new ArrayList<>();
    for (Future<Reply> read : reads) {
      by.add(read.await(30, TimeUnit.SECONDS).body().getString("by"));
    }
    assertThat(by).contains(moody.self);

    moody.ready.set(true);
    await(moody::answersSome);
    pulse.stop();
    CLUSTER.kill(moody.vertx);
    living.close(DEADLINE).await();
  }

  @Test
  void about_member_saysWhatItIs() {
    assertThat(Peers.of(caller).about(Peers.of(server).self()).await())
        .contains(new Node("event", "1.0", Instant.EPOCH));
    assertThat(Peers.of(caller).about("nobody").await()).isEmpty();
    assertThat(Peers.of(caller).others().await()).contains(Peers.of(server).self());
  }

  @Test
  void probe_alone_hasNobodyToAsk() {
    try (TestCluster lonely = new TestCluster()) {
      Vertx alone = lonely.join("event", CONTRACT);

      assertThat(new Presence(alone, () -> true).probe().await()).isEqualTo(Found.ALONE);
      assertThat(Peers.of(alone).serving("thing.list").await()).isEqualTo(Set.of());
    }
  }
}
