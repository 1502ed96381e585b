package io.laurel.event.claims.claim;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.event.catalog.code.CodeKey;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.reward.RewardTerms;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A reward as it was when it was claimed.
 *
 * @param version of the reward, which judged it
 * @param quantity of the thing, each time
 * @param attributes null for none
 * @param count how often it is granted in one
 * @param serials which units of a limited stock, as many as {@code count}; none of an unlimited one
 * @param coded whether each unit is a code, which is nobody else's once it was shown
 * @param endpointId where it is delivered to; null for nowhere
 */
public record ClaimedReward(
    String rewardId,
    int version,
    String name,
    String type,
    long quantity,
    @Nullable JsonObject attributes,
    int count,
    List<Integer> serials,
    boolean coded,
    @Nullable String endpointId) {
  private static final String COUNT = "count";
  private static final String SERIAL = "serial";
  private static final String SERIALS = "serials";
  private static final String CODED = "coded";
  private static final String ENDPOINT_ID = "endpointId";

  /** Copies the serials. */
  public ClaimedReward {
    serials = List.copyOf(serials);
  }

  /** One that is granted once; {@code serial} null for an unlimited reward. */
  public ClaimedReward(
      String rewardId,
      int version,
      String name,
      String type,
      long quantity,
      @Nullable JsonObject attributes,
      @Nullable Integer serial,
      boolean coded,
      @Nullable String endpointId) {
    this(
        rewardId,
        version,
        name,
        type,
        quantity,
        attributes,
        1,
        serial == null ? List.of() : List.of(serial),
        coded,
        endpointId);
  }

  static ClaimedReward of(Reward reward, int count, List<Integer> serials) {
    RewardTerms terms = reward.terms();
    return new ClaimedReward(
        reward.id(),
        reward.version(),
        terms.name(),
        terms.type(),
        terms.quantity(),
        terms.attributes(),
        count,
        serials,
        reward.isCoded(),
        terms.endpointId());
  }

  /** Where its codes are, in the order of its serials; none where it hands out none. */
  public Stream<CodeKey> codes() {
    return coded ? serials.stream().map(serial -> new CodeKey(rewardId, serial)) : Stream.empty();
  }

  /** The locks of its units; none for an unlimited reward. */
  Stream<String> locks() {
    return serials.stream().map(serial -> Locks.stock(rewardId, serial));
  }

  /**
   * Adds to what is told of it the code, or where it is granted more than once all of them, in the
   * order of its serials; nothing where one is not known.
   *
   * @param known gives null where it does not know
   */
  public void putCodes(JsonObject json, Function<CodeKey, @Nullable String> known) {
    List<String> told = codes().map(known).filter(Objects::nonNull).toList();
    if (told.isEmpty() || told.size() < serials.size()) {
      return;
    }
    if (count == 1) {
      json.put("code", told.get(0));
    } else {
      json.put("codes", new JsonArray(told));
    }
  }

  /** As answered, but for codes. */
  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("rewardId", rewardId)
            .put("version", version)
            .put("name", name)
            .put("type", type)
            .put("quantity", quantity);
    if (attributes != null) {
      json.put("attributes", attributes.copy());
    }
    if (count > 1) {
      json.put(COUNT, count);
    }
    if (serials.isEmpty()) {
      return json;
    }
    return count == 1
        ? json.put(SERIAL, serials.get(0))
        : json.put(SERIALS, new JsonArray(serials));
  }

  /** As stored. */
  JsonObject toDocument() {
    JsonObject document = toJson();
    if (coded) {
      document.put(CODED, true);
    }
    putPresent(document, ENDPOINT_ID, endpointId);
    return document;
  }

  static ClaimedReward fromDocument(JsonObject json) {
    return new ClaimedReward(
        json.getString("rewardId"),
        json.getInteger("version"),
        json.getString("name"),
        json.getString("type"),
        json.getLong("quantity"),
        json.getJsonObject("attributes"),
        json.getInteger(COUNT, 1),
        serials(json),
        json.getBoolean(CODED, false),
        json.getString(ENDPOINT_ID));
  }

  private static List<Integer> serials(JsonObject json) {
    Integer one = json.getInteger(SERIAL);
    return one == null
        ? json.getJsonArray(SERIALS, new JsonArray()).stream().map(Integer.class::cast).toList()
        : List.of(one);
  }
}
