package io.laurel.standalone.chaos;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What clients were told, to be compared with what the system knows afterwards. */
final class Book {
  private final Map<Ask, String> answers = new ConcurrentHashMap<>();
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final Queue<JsonObject> facts = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> counted = new ConcurrentHashMap<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();

  /** One claim that a player means to make. */
  record Ask(String eventId, String userId, String key) {}

  /**
   * A claim that was answered 201.
   *
   * @param serial null where the reward is unlimited
   */
  record Grant(String claimId, String eventId, String userId, Integer serial) {}

  /** Notes the answer to a claim; a repeat has to be answered as before. */
  void claimed(Ask ask, HttpResponse<Buffer> answer) {
    JsonObject body = answer.bodyAsJsonObject();
    boolean made = answer.statusCode() == 201;
    String told = made ? body.getString("id") : body.getString("code");
    String before = answers.put(ask, told);
    // Between two equal asks a unit may have become free: refused and then granted is no fault.
    if (before != null
        && !before.equals(told)
        && !before.equals("out-of-stock")
        && !told.equals("out-of-stock")) {
      faults.add(ask + " was answered " + before + " and " + told);
    }
    if (made) {
      Integer serial = body.getJsonArray("rewards").getJsonObject(0).getInteger("serial");
      grants.put(told, new Grant(told, ask.eventId(), ask.userId(), serial));
    }
  }

  /** Notes a fact that is sent for the first time. */
  void sent(JsonObject fact) {
    facts.add(fact);
  }

  /** Notes what a batch was answered. */
  void acknowledged(HttpResponse<Buffer> answer) {
    for (Object each : answer.bodyAsJsonObject().getJsonArray("results")) {
      JsonObject result = (JsonObject) each;
      String id = result.getString("id");
      switch (result.getString("result")) {
        case "COUNTED" -> counted.merge(id, 1, Integer::sum);
        case "DUPLICATE" -> counted.merge(id, 0, Integer::sum);
        default -> faults.add("A fact was answered " + result.encode());
      }
    }
  }

  /** Notes something that must not be. */
  void fault(String what) {
    faults.add(what);
  }

  List<Grant> grants() {
    return List.copyOf(grants.values());
  }

  List<JsonObject> facts() {
    return List.copyOf(facts);
  }

  /** How often which fact was answered as counted; none is missing that was acknowledged. */
  Map<String, Integer> counted() {
    return Map.copyOf(counted);
  }

  List<String> faults() {
    return List.copyOf(faults);
  }
}
