package io.laurel.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.config.Settings;
import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.laurel.failure.Failure;
import io.laurel.rate.RateConfig;
import io.laurel.rate.Rates;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both ends of one call, and a plain member of the bus that has none of our classes. */
@VertxTest
class BusTest {
  private static final Contract CONTRACT =
      Contract.parse(
          """
          openapi: 3.1.0
          info: { title: Test, version: 1.0.0 }
          servers: [ { url: /base } ]
          paths:
            /things/{thingId}:
              put:
                operationId: thing.put
                x-event-bus-address: thing.put
                x-refusals: [out-of-stock, thing-off]
                security: [ { bearer: [OPERATOR, ADMIN] } ]
                parameters:
                  - { name: thingId, in: path, required: true, schema: { type: string } }
                  - { name: limit, in: query, schema: { type: integer, default: 20 } }
                responses: { '204': { description: Done. }, default: { description: Bad. } }
              get:
                operationId: thing.get
                x-event-bus-address: thing.get
                security: []
                responses: { '204': { description: Done. }, default: { description: Bad. } }
            /things:
              post:
                operationId: thing.import
                x-event-bus-address: thing.import
                x-deadline-ms: 2000
                security: []
                requestBody:
                  content:
                    application/json: { schema: { $ref: '#/components/schemas/Things' } }
                responses: { '204': { description: Done. }, default: { description: Bad. } }
          components:
            schemas:
              Things:
                type: object
                additionalProperties: false
                properties:
                  things: { type: array, maxItems: 5000, items: { type: string } }
          """);
  private static final Operation PUT = CONTRACT.operation("thing.put");
  private static final Operation GET = CONTRACT.operation("thing.get");
  private static final Operation IMPORT = CONTRACT.operation("thing.import");
  private static final JsonObject MESSAGE = new JsonObject().put("thingId", "t1");

  private Vertx vertx;
  private BusEndpoints endpoints;

  @BeforeEach
  void start(Vertx ofTest) {
    vertx = ofTest;
    endpoints = new BusEndpoints(vertx, CONTRACT, TestTokens.verifier(vertx));
  }

  private void serve(String name, Function<Call, Future<Reply>> service) {
    endpoints.serve(name, service).registered().await();
  }

  private Reply call(Operation operation, JsonObject message, String token) {
    return new BusClient(vertx, Duration.ofSeconds(2))
        .request(operation, message, new Sender(token, "req_1", Origin.UNKNOWN))
        .await();
  }

  private Failure refusal(Operation operation, JsonObject message, String token) {
    Failure failure = catchThrowableOfType(Failure.class, () -> call(operation, message, token));
    assertThat(failure).as("refused").isNotNull();
    return failure;
  }

  private static Function<Call, Future<Reply>> answers(Reply reply) {
    return call -> Future.succeededFuture(reply);
  }

  @Test
  void request_admitted_reachesTheServiceWithEverything() {
    AtomicReference<Call> seen = new AtomicReference<>();
    serve(
        "thing.put",
        call -> {
          seen.set(call);
          return Future.succeededFuture(Reply.replayed(new JsonObject().put("id", "t1")));
        });
    Reply reply = call(PUT, MESSAGE, TestTokens.with(Role.OPERATOR));
    assertThat(reply.body()).isEqualTo(new JsonObject().put("id", "t1"));
    assertThat(reply.headers()).containsEntry("Idempotency-Replayed", "true");
    assertThat(seen.get().principal().userId()).isEqualTo("usr_test");
    assertThat(seen.get().requestId()).isEqualTo("req_1");
    assertThat(seen.get().text("thingId")).isEqualTo("t1");
    assertThat(seen.get().message().getInteger("limit")).isEqualTo(20);
  }

  @Test
  void request_emptyReply_hasNoBody() {
    serve("thing.put", answers(Reply.empty()));
    assertThat(call(PUT, MESSAGE, TestTokens.with(Role.ADMIN)).body()).isNull();
  }

  /** Whoever asks, and whatever it is: nobody learns more than that it is off. */
  @Test
  void request_switchedOff_refusedBeforeAnythingIsJudged() {
    Failure off = Failure.notFound("thing-off", "Off.");
    endpoints.refuse("thing.put", off).registered().await();

    for (String token : new String[] {null, "forged", TestTokens.with(Role.OPERATOR)}) {
      assertThat(refusal(PUT, new JsonObject().put("unknown", 1), token).code())
          .isEqualTo("thing-off");
    }
  }

  @Test
  void request_anonymous_isUnauthorized() {
    serve("thing.put", answers(Reply.empty()));
    assertThat(refusal(PUT, MESSAGE, null).code()).isEqualTo("unauthorized");
  }

  @Test
  void request_badToken_isUnauthorized() {
    serve("thing.put", answers(Reply.empty()));
    assertThat(refusal(PUT, MESSAGE, "x.y.z").code()).isEqualTo("unauthorized");
  }

  @Test
  void request_wrongRole_isForbiddenBeforeTheSchema() {
    serve("thing.put", answers(Reply.empty()));
    assertThat(refusal(PUT, new JsonObject(), TestTokens.with(Role.USER)).code())
        .isEqualTo("forbidden");
  }

  @Test
  void request_badMessage_isInvalidWithPointers() {
    serve("thing.put", answers(Reply.empty()));
    Failure failure =
        refusal(PUT, new JsonObject().put("limit", "x"), TestTokens.with(Role.OPERATOR));
    assertThat(failure.faults())
        .extracting(Failure.Fault::pointer)
        .containsExactlyInAnyOrder("/thingId", "/limit");
  }

  @Test
  void request_openOperation_ignoresTheToken() {
    AtomicReference<Call> seen = new AtomicReference<>();
    serve(
        "thing.get",
        call -> {
          seen.set(call);
          return Future.succeededFuture(Reply.empty());
        });
    call(GET, new JsonObject(), "no token at all");
    assertThat(seen.get().principal().isAnonymous()).isTrue();
  }

  @Test
  void request_serviceRefuses_isThatRefusal() {
    serve(
        "thing.put", call -> Failure.conflict("out-of-stock", "Gone.").with("left", 0).asFuture());
    Failure failure = refusal(PUT, MESSAGE, TestTokens.with(Role.ADMIN));
    assertThat(failure.status()).isEqualTo(409);
    assertThat(failure.code()).isEqualTo("out-of-stock");
    assertThat(failure.toProblem("x").getInteger("left")).isZero();
  }

  @Test
  void request_serviceThrows_isInternalWithoutItsText() {
    serve(
        "thing.put",
        call -> {
          throw new IllegalStateException("secret");
        });
    Failure failure = refusal(PUT, MESSAGE, TestTokens.with(Role.ADMIN));
    assertThat(failure.code()).isEqualTo("internal");
    assertThat(failure.toProblem("x").encode()).doesNotContain("secret");
  }

  @Test
  void request_serviceGivesNoFuture_isInternalNotATimeout() {
    serve("thing.put", call -> null);
    assertThat(refusal(PUT, MESSAGE, TestTokens.with(Role.ADMIN)).code()).isEqualTo("internal");
  }

  @Test
  void request_serviceGivesNoReply_isInternalNotATimeout() {
    serve("thing.put", call -> Future.succeededFuture());
    assertThat(refusal(PUT, MESSAGE, TestTokens.with(Role.ADMIN)).code()).isEqualTo("internal");
  }

  @Test
  void request_replyThatCannotTravel_isInternalNotATimeout() {
    serve("thing.put", answers(Reply.of(new JsonObject().put("odd", new Object()))));
    assertThat(refusal(PUT, MESSAGE, TestTokens.with(Role.ADMIN)).code()).isEqualTo("internal");
  }

  @Test
  void request_nobodyServes_isUnavailableWithRetryAfter() {
    Failure failure = refusal(PUT, MESSAGE, TestTokens.with(Role.ADMIN));
    assertThat(failure.status()).isEqualTo(503);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void request_noAnswer_isDeadlineExceeded() {
    serve("thing.get", call -> Promise.<Reply>promise().future());
    Failure failure =
        catchThrowableOfType(
            Failure.class,
            () ->
                new BusClient(vertx, Duration.ofMillis(50))
                    .request(GET, new JsonObject(), new Sender(null, "req_1", Origin.UNKNOWN))
                    .await());
    assertThat(failure.status()).isEqualTo(504);
  }

  private Future<Reply> request(BusClient client, Operation operation) {
    return client.request(operation, new JsonObject(), new Sender(null, "req_1", Origin.UNKNOWN));
  }

  @Test
  void request_operationThatMayTakeLonger_isWaitedFor() {
    Promise<Reply> work = Promise.promise();
    serve("thing.get", call -> Promise.<Reply>promise().future());
    serve("thing.import", call -> work.future());
    BusClient client =
        new BusClient(
            vertx, Duration.ofMillis(50), Duration.ofSeconds(60), new SimpleMeterRegistry());
    Future<Reply> answer = request(client, IMPORT);
    // By then the ordinary one is over.
    assertThatThrownBy(() -> request(client, GET).await()).isInstanceOf(Failure.class);
    work.complete(Reply.empty());
    assertThat(answer.await().body()).isNull();
  }

  @Test
  void request_operationThatMayTakeLonger_notLongerThanTheClient() {
    serve("thing.import", call -> Promise.<Reply>promise().future());
    BusClient client = new BusClient(vertx, Duration.ofMillis(50));
    assertThatThrownBy(() -> request(client, IMPORT).await())
        .hasFieldOrPropertyWithValue("code", "deadline-exceeded");
  }

  private static JsonObject things(int count, Object thing) {
    return new JsonObject().put("things", new JsonArray(Collections.nCopies(count, thing)));
  }

  /** Whether somebody else than the event loop that asks reads the list, too. */
  private boolean isReadByAWorker(int count) {
    Set<Boolean> byLoop = ConcurrentHashMap.newKeySet();
    List<Object> watched =
        new AbstractList<>() {
          @Override
          public Object get(int index) {
            byLoop.add(Context.isOnEventLoopThread());
            return "x";
          }

          @Override
          public int size() {
            return count;
          }
        };
    JsonObject message = new JsonObject().put("things", new JsonArray(watched));
    Promise<JsonObject> admitted = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            run -> IMPORT.admit(vertx, Principal.ANONYMOUS, message).onComplete(admitted));
    admitted.future().await();
    return byLoop.contains(false);
  }

  @Test
  void request_longList_isCheckedWhileTheEventLoopGoesOn() {
    AtomicReference<JsonObject> seen = new AtomicReference<>();
    serve(
        "thing.import",
        call -> {
          assertThat(Context.isOnEventLoopThread()).isTrue();
          seen.set(call.message());
          return Future.succeededFuture(Reply.empty());
        });
    assertThat(isReadByAWorker(1_000)).isFalse();
    assertThat(isReadByAWorker(5_000)).isTrue();
    call(IMPORT, things(5_000, "x"), null);
    assertThat(seen.get()).isEqualTo(things(5_000, "x"));
    assertThat(refusal(IMPORT, things(5_000, 7), null).faults()).hasSize(Failure.MAX_FAULTS);
  }

  @Test
  void request_listTooLong_isOneFault() {
    serve("thing.import", answers(Reply.empty()));
    assertThat(refusal(IMPORT, things(5_001, 7), null).faults())
        .containsExactly(new Failure.Fault("/things", "must have at most 5000 items"));
  }

  @Test
  void request_foreignConsumerFailsInItsOwnWords_isInternal() {
    vertx.eventBus().consumer("thing.get", message -> message.fail(7, "boom")).completion().await();
    assertThat(refusal(GET, new JsonObject(), null).code()).isEqualTo("internal");
  }

  @Test
  void request_foreignConsumerAnswersNoObject_isInternal() {
    vertx.eventBus().consumer("thing.get", message -> message.reply("hi")).completion().await();
    assertThat(refusal(GET, new JsonObject(), null).code()).isEqualTo("internal");
  }

  private ReplyException plainRefusal(Object body, DeliveryOptions options) {
    return catchThrowableOfType(
        ReplyException.class, () -> vertx.eventBus().request("thing.put", body, options).await());
  }

  @Test
  void plainMember_refusal_isStatusAndProblem() {
    serve("thing.put", answers(Reply.empty()));
    ReplyException refusal =
        plainRefusal(MESSAGE, new DeliveryOptions().addHeader("X-Request-Id", "mine"));
    assertThat(refusal.failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
    assertThat(refusal.failureCode()).isEqualTo(401);
    JsonObject problem = new JsonObject(refusal.getMessage());
    assertThat(problem.getString("code")).isEqualTo("unauthorized");
    assertThat(problem.getString("requestId")).isEqualTo("mine");
  }

  @Test
  void plainMember_bodyThatIsNoObject_isInvalid() {
    serve("thing.put", answers(Reply.empty()));
    DeliveryOptions options =
        new DeliveryOptions().addHeader("Authorization", "Bearer " + TestTokens.with(Role.ADMIN));
    for (Object body : new Object[] {"text", 1, new JsonArray()}) {
      assertThat(plainRefusal(body, options).failureCode()).isEqualTo(400);
    }
  }

  @Test
  void plainMember_otherAuthorization_isUnauthorized() {
    serve("thing.put", answers(Reply.empty()));
    assertThat(
            plainRefusal(MESSAGE, new DeliveryOptions().addHeader("Authorization", "Basic eDp5"))
                .failureCode())
        .isEqualTo(401);
  }

  @Test
  void plainMember_identityHeaders_changeNothing() {
    serve("thing.put", answers(Reply.empty()));
    DeliveryOptions options =
        new DeliveryOptions().addHeader("X-User-Id", "usr_1").addHeader("X-User-Roles", "ADMIN");
    assertThat(plainRefusal(MESSAGE, options).failureCode()).isEqualTo(401);
  }

  @Test
  void close_requestInFlight_isAnsweredFirst() throws TimeoutException {
    Promise<Reply> work = Promise.promise();
    Promise<Void> begun = Promise.promise();
    serve(
        "thing.get",
        call -> {
          begun.complete();
          return work.future();
        });
    Future<Reply> answer =
        new BusClient(vertx, Duration.ofSeconds(2))
            .request(GET, new JsonObject(), new Sender(null, "req_1", Origin.UNKNOWN));
    begun.future().await();
    Future<Void> closed = endpoints.close(Duration.ofSeconds(60));
    assertThat(closed.isComplete()).isFalse();
    work.complete(Reply.empty());
    assertThat(answer.await().body()).isNull();
    closed.await(10, TimeUnit.SECONDS);
  }

  @Test
  void close_requestThatNeverEnds_isGivenUp() {
    Promise<Void> begun = Promise.promise();
    serve(
        "thing.get",
        call -> {
          begun.complete();
          return Promise.<Reply>promise().future();
        });
    new BusClient(vertx, Duration.ofSeconds(9))
        .request(GET, new JsonObject(), new Sender(null, "req_1", Origin.UNKNOWN));
    begun.future().await();
    endpoints.close(Duration.ofMillis(50)).await();
  }

  @Test
  void close_afterwards_nobodyServes() {
    serve("thing.get", answers(Reply.empty()));
    endpoints.close(Duration.ofSeconds(1)).await();
    assertThat(refusal(GET, new JsonObject(), null).code()).isEqualTo("unavailable");
  }

  /** As the node itself says of who is no gateway. */
  private Failure refusalOfPeer(Operation operation, String peer) {
    DeliveryOptions options = new DeliveryOptions().addHeader("X-Bus-Peer", peer);
    ReplyException refusal =
        catchThrowableOfType(
            ReplyException.class,
            () -> vertx.eventBus().request(operation.address(), new JsonObject(), options).await());
    return refusal == null ? null : Failure.fromProblem(refusal.getMessage());
  }

  private void limited(String name) {
    Settings settings =
        Settings.defaults(List.of("process")).with("test", Map.of("RATE_LIMITS", "write=2/60"));
    new BusEndpoints(
            vertx,
            CONTRACT,
            TestTokens.verifier(vertx),
            new SimpleMeterRegistry(),
            new Rates(RateConfig.of(settings), () -> 0))
        .serve(name, answers(Reply.of(new JsonObject())))
        .registered()
        .await();
  }

  @Test
  void request_pastTheGateways_openOperationIsLimitedByAddress() {
    limited("thing.import");
    assertThat(refusalOfPeer(IMPORT, "192.0.2.1")).isNull();
    assertThat(refusalOfPeer(IMPORT, "192.0.2.1")).isNull();
    Failure refusal = refusalOfPeer(IMPORT, "192.0.2.1");
    assertThat(refusal.status()).isEqualTo(429);
    assertThat(refusal.code()).isEqualTo("too-many-requests");
    assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(30));
    assertThat(refusalOfPeer(IMPORT, "192.0.2.2")).isNull();
  }

  @Test
  void request_byAGateway_isNotLimitedAgain() {
    limited("thing.import");
    for (int i = 0; i < 5; i++) {
      assertThat(call(IMPORT, new JsonObject(), null).body()).isNotNull();
    }
  }

  @Test
  void request_pastTheGatewaysWithToken_isLimitedByNobody() {
    limited("thing.put");
    for (int i = 0; i < 5; i++) {
      assertThat(refusalOfPeer(PUT, "192.0.2.1").code()).isEqualTo("unauthorized");
    }
  }
}
