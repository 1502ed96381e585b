package io.laurel.bench.yardstick;

import io.laurel.id.Ids;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

/** The other end of the hop: one command to the database for each message. */
final class YardstickService extends VerticleBase {
  static final String READ = "yardstick.read";
  static final String CLAIM = "yardstick.claim";

  private final MongoClient mongo;
  private final Ids ids = Ids.by(Clock.systemUTC());

  YardstickService(MongoClient mongo) {
    this.mongo = mongo;
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(serve(READ, this::read).completion(), serve(CLAIM, this::claim).completion()));
  }

  private MessageConsumer<JsonObject> serve(
      String address, Function<JsonObject, Future<JsonObject>> service) {
    return vertx.eventBus().consumer(address, message -> answer(message, service));
  }

  private static void answer(
      Message<JsonObject> message, Function<JsonObject, Future<JsonObject>> service) {
    service
        .apply(message.body())
        .onSuccess(message::reply)
        .onFailure(cause -> message.fail(500, cause.toString()));
  }

  private Future<JsonObject> read(JsonObject message) {
    JsonObject byId = new JsonObject().put("_id", message.getString("eventId"));
    return mongo
        .findOne(YardstickMain.EVENTS, byId, null)
        .map(event -> event.put("id", event.remove("_id")));
  }

  private Future<JsonObject> claim(JsonObject message) {
    Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    JsonObject answer =
        new JsonObject()
            .put("id", ids.next("clm"))
            .put("eventId", message.getString("eventId"))
            .put("userId", message.getString("userId"))
            .put("eventVersion", 2)
            .put("status", "GRANTED")
            .put("rewards", new JsonArray().add(reward(message.getString("rewardId"))))
            .put("conditions", new JsonArray())
            .put("requestedAt", Instants.format(now))
            .put("decidedAt", Instants.format(now))
            .put("decidedBy", "system")
            .put("history", history(Instants.format(now)));
    return mongo.insert(YardstickMain.CLAIMS, document(answer, now)).map(answer);
  }

  private static JsonObject document(JsonObject claim, Instant now) {
    JsonObject date = new JsonObject().put("$date", now.toString());
    String userId = claim.getString("userId");
    String rewardId = claim.getJsonArray("rewards").getJsonObject(0).getString("rewardId");
    return new JsonObject()
        .put("_id", claim.getString("id"))
        .put("eventId", claim.getString("eventId"))
        .put("userId", userId)
        .put("eventVersion", claim.getInteger("eventVersion"))
        .put("status", claim.getString("status"))
        .put("rewards", claim.getJsonArray("rewards").copy())
        .put("locks", new JsonArray().add(rewardId + "@" + userId + "/EVENT/1"))
        .put("requestedAt", date)
        .put("history", history(date));
  }

  private static JsonObject reward(String rewardId) {
    return new JsonObject()
        .put("rewardId", rewardId)
        .put("name", "100 gems")
        .put("type", "CURRENCY")
        .put("quantity", 100);
  }

  private static JsonArray history(Object at) {
    return new JsonArray()
        .add(new JsonObject().put("at", at).put("status", "GRANTED").put("by", "system"));
  }
}
