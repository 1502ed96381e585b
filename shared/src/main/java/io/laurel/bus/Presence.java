package io.laurel.bus;

import io.laurel.cluster.Peers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the others hear this process: it asks one of them to call it, and whether it would send
 * to it for each operation that is offered here. A process may be a member, call and be answered,
 * and yet be unknown to who looks for its operations, as after a split; or another may have its
 * identity. Between processes of the same make, no part of the contract.
 */
public final class Presence {
  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

  /** Within the two seconds from one probe to the next. */
  private static final Duration PATIENCE = Duration.ofMillis(1_800);

  private static final Duration CALL_PATIENCE = Duration.ofMillis(900);

  /** As many are asked at once: one of them may be dying itself. */
  private static final int ASKED = 3;

  /** The contract has fewer operations; more is not looked up for anybody. */
  private static final int MAX_OFFERED = 500;

  private static final String PREFIX = "_node.";
  private static final String NODE = "node";
  private static final String READY = "ready";
  private static final String CALLS = "calls";
  private static final String OFFERED = "offered";
  private static final String HEARD = "heard";
  private static final String UNKNOWN = "unknown";

  private final Vertx vertx;
  private final Peers peers;
  private final Offer offer;
  private final Supplier<Boolean> ready;
  private final AtomicInteger turn = new AtomicInteger();

  /** What a probe found. */
  public enum Found {
    /** There is nobody else. */
    ALONE,
    /** Somebody else calls this process, and knows what it offers. */
    HEARD,
    /** Somebody else calls it, but would not send to it for all that it offers. */
    UNKNOWN,
    /** There are others, and those who answer do not reach it. */
    UNHEARD,
    /** There are others, and this process does not know how to ask any of them. */
    BLIND
  }

  /**
   * That of a process, once for each.
   *
   * @param ready what it says to who asks whether it is ready
   */
  public Presence(Vertx vertx, Supplier<Boolean> ready) {
    this.vertx = vertx;
    this.peers = Peers.of(vertx);
    this.offer = Offer.of(vertx);
    this.ready = ready;
  }

  /** Answers to the others from now on. Completes when the whole cluster knows. */
  public Future<Void> start() {
    return vertx.eventBus().consumer(PREFIX + peers.self(), this::answer).completion();
  }

  /** Whether a node says that it is ready; fails where it does not answer. */
  public static Future<Boolean> isReady(Vertx vertx, String node) {
    return isReady(vertx, node, CALL_PATIENCE);
  }

  static Future<Boolean> isReady(Vertx vertx, String node, Duration patience) {
    return ask(vertx, node, new JsonObject(), patience)
        .map(
            answer ->
                node.equals(answer.getValue(NODE)) && Boolean.TRUE.equals(answer.getValue(READY)));
  }

  /** Asks some of the others, each time the next ones. Does not fail. */
  public Future<Found> probe() {
    return peers
        .others()
        .compose(others -> others.isEmpty() ? Future.succeededFuture(Found.ALONE) : askSome(others))
        .otherwise(Found.BLIND);
  }

  private Future<Found> askSome(List<String> others) {
    int first = Math.floorMod(turn.getAndAdd(ASKED), others.size());
    List<Future<Found>> asked = new ArrayList<>();
    for (int i = 0; i < Math.min(ASKED, others.size()); i++) {
      asked.add(askOne(others.get((first + i) % others.size())));
    }
    return Future.join(asked)
        .map(
            answered -> {
              List<Found> found = answered.list();
              // What says most, of what several found.
              return Stream.of(Found.UNKNOWN, Found.HEARD, Found.UNHEARD)
                  .filter(found::contains)
                  .findFirst()
                  .orElse(Found.BLIND);
            });
  }

  private Future<Found> askOne(String other) {
    JsonObject question =
        new JsonObject()
            .put(CALLS, peers.self())
            .put(OFFERED, new JsonArray(List.copyOf(offer.told())));
    return ask(vertx, other, question, PATIENCE)
        .map(
            answer -> {
              if (!Boolean.TRUE.equals(answer.getValue(HEARD))) {
                return Found.UNHEARD;
              }
              if (answer.getValue(UNKNOWN) instanceof JsonArray unknown && !unknown.isEmpty()) {
                LOG.warn("{} does not know that {} are served here", other, unknown);
                return Found.UNKNOWN;
              }
              return Found.HEARD;
            })
        .otherwise(
            cause ->
                cause instanceof ReplyException reply
                        && reply.failureType() == ReplyFailure.NO_HANDLERS
                    ? Found.BLIND
                    : Found.UNHEARD);
  }

  private static Future<JsonObject> ask(
      Vertx vertx, String node, JsonObject question, Duration patience) {
    DeliveryOptions options = new DeliveryOptions().setSendTimeout(patience.toMillis());
    long asked = System.nanoTime();
    return Peers.of(vertx)
        .follow(() -> vertx.eventBus().<Object>request(PREFIX + node, question, options), Set.of())
        .map(
            answer -> {
              // Who was frozen finds it in its socket before it finds that its time is over.
              if (System.nanoTime() - asked > patience.toNanos()) {
                throw new IllegalStateException("The answer of " + node + " is an old one");
              }
              return answer.body() instanceof JsonObject json ? json : new JsonObject();
            });
  }

  private void answer(Message<Object> question) {
    JsonObject own = new JsonObject().put(NODE, peers.self()).put(READY, ready.get());
    if (question.body() instanceof JsonObject asked
        && asked.getValue(CALLS) instanceof String node) {
      hears(node, asked)
          .onSuccess(heard -> question.reply(own.mergeIn(heard)))
          .onFailure(cause -> question.fail(500, "cannot tell"));
    } else {
      question.reply(own);
    }
  }

  private Future<JsonObject> hears(String node, JsonObject asked) {
    // Its link may outlive what makes it a member.
    Future<Boolean> called =
        ask(vertx, node, new JsonObject(), CALL_PATIENCE)
            .map(answer -> node.equals(answer.getValue(NODE)) && peers.isMember(node))
            .otherwise(false);
    return Future.join(called, unknown(node, asked))
        .map(
            known ->
                new JsonObject()
                    .put(HEARD, known.<Boolean>resultAt(0))
                    .put(UNKNOWN, known.<JsonArray>resultAt(1)));
  }

  /** Those of the operations for which this process would never send there. */
  private Future<JsonArray> unknown(String node, JsonObject asked) {
    List<String> addresses =
        asked.getValue(OFFERED) instanceof JsonArray offered
            ? offered.stream()
                .limit(MAX_OFFERED)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList()
            : List.of();
    return Future.join(addresses.stream().map(peers::serving).toList())
        .map(
            serving -> {
              JsonArray unknown = new JsonArray();
              for (int i = 0; i < addresses.size(); i++) {
                if (!serving.<Set<String>>resultAt(i).contains(node)) {
                  unknown.add(addresses.get(i));
                }
              }
              return unknown;
            });
  }
}
