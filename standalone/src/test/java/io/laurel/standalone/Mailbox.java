package io.laurel.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one endpoint hears, judged as its game would: signature, headers and form of each request,
 * and each id once. Everything that is not as documented stands in {@link #faults}.
 */
final class Mailbox {
  private static final Set<String> TYPES =
      Set.of("reward.granted", "reward.revoked", "endpoint.test");
  private static final String INSTANT =
      "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z";
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final int MAX_BODY = 64 * 1024;

  private final String url;
  private final List<String> secrets = new ArrayList<>();
  private final List<Heard> heard = new ArrayList<>();
  private final Map<String, Integer> attempts = new HashMap<>();
  private final Map<String, JsonObject> bodies = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();
  private Function<Heard, WebhookAnswer> answers = one -> WebhookAnswer.status(204);
  private int underWay;
  private int mostUnderWay;

  Mailbox(String url) {
    this.url = url;
  }

  /** A request as it came. */
  record Request(String method, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /**
   * A request that could be read.
   *
   * @param attempt counted from 1, of this id
   * @param verified which of the trusted secrets signed it, as numbers in the order of their trust
   */
  record Heard(
      Instant at,
      String id,
      int attempt,
      JsonObject body,
      List<Integer> verified,
      Request request) {
    String type() {
      return body.getString("type", "");
    }

    JsonObject data() {
      return body.getJsonObject("data", new JsonObject());
    }

    String claimId() {
      return data().getString("claimId", "");
    }
  }

  /** Where it is. */
  String url() {
    return url;
  }

  /** From now on, what that secret signed is genuine too. */
  synchronized void trust(String secret) {
    secrets.add(secret);
  }

  /** From now on, answers so. */
  synchronized Mailbox answering(Function<Heard, WebhookAnswer> how) {
    answers = how;
    return this;
  }

  /** Takes a request and says what to do about it. */
  synchronized WebhookAnswer take(Request request) {
    underWay++;
    mostUnderWay = Math.max(mostUnderWay, underWay);
    String id = request.header("webhook-id");
    JsonObject body = json(request.body());
    Heard one =
        new Heard(
            Instant.now(),
            id,
            attempts.merge(id, 1, Integer::sum),
            body,
            verifying(request),
            request);
    heard.add(one);
    judge(one);
    JsonObject before = bodies.putIfAbsent(id, body);
    expect(before == null || before.equals(body), one, "the body is another than before");
    return answers.apply(one);
  }

  /** One that was taken is answered, or its connection is gone. */
  synchronized void ended() {
    underWay--;
  }

  private JsonObject json(String text) {
    try {
      return new JsonObject(text);
    } catch (DecodeException e) {
      faults.add("no JSON: " + text);
      return new JsonObject();
    }
  }

  private List<Integer> verifying(Request request) {
    List<Integer> verifying = new ArrayList<>();
    for (int i = 0; i < secrets.size(); i++) {
      if (WebhookSignature.verifies(
          secrets.get(i),
          request.header("webhook-id"),
          request.header("webhook-timestamp"),
          request.body(),
          request.header("webhook-signature"))) {
        verifying.add(i);
      }
    }
    return verifying;
  }

  private void judge(Heard one) {
    Request request = one.request();
    expect(!one.verified().isEmpty(), one, "nobody's signature");
    expect(request.method().equals("POST"), one, "the method is " + request.method());
    String type = request.header("content-type");
    expect(type.equals("application/json"), one, "the content type is " + type);
    expect(request.header("user-agent").startsWith("Laurel/"), one, "the user agent");
    expect(isNow(request.header("webhook-timestamp")), one, "the timestamp");
    expect(request.body().getBytes(UTF_8).length <= MAX_BODY, one, "more than 64 KiB");
    expect(TYPES.contains(one.type()), one, "the type");
    expect(one.body().getString("timestamp", "").matches(INSTANT), one, "the time");
    if (one.data().isEmpty()) {
      expect(false, one, "no data");
      return;
    }
    if (one.type().equals("endpoint.test")) {
      expect(one.id().startsWith("test_"), one, "the id of a test");
      expect(one.data().fieldNames().equals(Set.of("endpointId")), one, "the data of a test");
      return;
    }
    expect(one.id().matches(one.claimId() + "-[1-9][0-9]*"), one, "the id");
    expect(
        one.data().fieldNames().containsAll(Set.of("claimId", "eventId", "userId", "rewards")),
        one,
        "the data");
    expect(
        one.type().equals("reward.revoked") == one.data().containsKey("reason"), one, "the reason");
    JsonArray rewards = one.data().getJsonArray("rewards");
    expect(!rewards.isEmpty(), one, "no reward");
    rewards.stream()
        .map(JsonObject.class::cast)
        .forEach(
            reward ->
                expect(
                    reward.fieldNames().containsAll(Set.of("rewardId", "name", "type", "quantity")),
                    one,
                    "the reward"));
  }

  private static boolean isNow(String seconds) {
    return seconds.matches("[0-9]{10}")
        && Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), Instant.now())
                .abs()
                .compareTo(TOLERANCE)
            < 0;
  }

  private void expect(boolean fine, Heard one, String what) {
    if (!fine) {
      faults.add(what + " of " + one.id() + ": " + one.request());
    }
  }

  /** All that came, in order. */
  synchronized List<Heard> heard() {
    return List.copyOf(heard);
  }

  /** All that came of one claim, in order. */
  List<Heard> heard(String claimId) {
    return heard().stream().filter(one -> one.claimId().equals(claimId)).toList();
  }

  /** How many ids were heard. */
  synchronized int distinct() {
    return bodies.size();
  }

  /** Each id's body, in the order of their first arrival: what a game that keeps ids acts on. */
  synchronized Map<String, JsonObject> once() {
    return new LinkedHashMap<>(bodies);
  }

  /** Of each claim of which anything was heard, the type of what was heard last. */
  Map<String, String> lastWords() {
    return heard().stream()
        .collect(Collectors.toMap(Heard::claimId, Heard::type, (before, last) -> last));
  }

  /** The most requests that were under way at once. */
  synchronized int mostUnderWay() {
    return mostUnderWay;
  }

  /** Whatever was not as documented. */
  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public String toString() {
    return "heard " + heard().stream().map(one -> one.type() + " " + one.id()).toList() + faults();
  }
}
