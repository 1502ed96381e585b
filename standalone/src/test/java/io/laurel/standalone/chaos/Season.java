package io.laurel.standalone.chaos;

import io.laurel.standalone.chaos.Caller.Request;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The events of one trial.
 *
 * @param plenty has more units than are asked for
 * @param scarce has fewer
 * @param thrice gives each player three
 * @param waiting has staff decide, and few units
 * @param arena counts facts
 */
record Season(String plenty, String scarce, String thrice, String waiting, String arena) {
  static final int LIMIT = 3;
  static final String WIN = "WIN";

  /** What each player may get of the event. */
  int limit(String eventId) {
    return eventId.equals(thrice) ? LIMIT : 1;
  }

  /** The events that players claim in. */
  List<String> claimed() {
    return List.of(plenty, scarce, thrice, waiting);
  }

  /** Publishes them. */
  static Season open(Caller caller, String staff) {
    Office office = new Office(caller, staff);
    JsonObject thrice = new JsonObject().put("count", LIMIT).put("per", "EVENT");
    return new Season(
        office.publish(new JsonObject(), reward(100_000)),
        office.publish(new JsonObject(), reward(40)),
        office.publish(new JsonObject(), reward(100_000).put("limit", thrice)),
        office.publish(new JsonObject().put("approval", "MANUAL"), reward(30)),
        office.publish(
            new JsonObject()
                .put(
                    "conditions",
                    new JsonArray().add(asks("ACTIVITY_COUNT")).add(asks("ACTIVITY_SUM"))),
            reward(10)));
  }

  private static JsonObject reward(int stock) {
    return new JsonObject().put("name", "100 gems").put("type", "CURRENCY").put("stock", stock);
  }

  private static JsonObject asks(String type) {
    JsonObject params = new JsonObject().put("activity", WIN).put("target", 1_000_000);
    return new JsonObject().put("type", type).put("params", params);
  }

  /** Where events are made. */
  private record Office(Caller caller, String staff) {
    String publish(JsonObject terms, JsonObject reward) {
      Instant now = Instant.now();
      JsonObject event =
          new JsonObject()
              .put("name", "Spring festival")
              .put("startsAt", now.minus(Duration.ofDays(2)).toString())
              .put("endsAt", now.plus(Duration.ofDays(2)).toString())
              .mergeIn(terms);
      String path = "/events";
      String id = send(HttpMethod.POST, path, event).bodyAsJsonObject().getString("id");
      send(HttpMethod.POST, path + "/" + id + "/rewards", reward);
      JsonObject published = new JsonObject().put("state", "PUBLISHED");
      send(HttpMethod.PUT, path + "/" + id + "/state", published);
      return id;
    }

    private HttpResponse<Buffer> send(HttpMethod method, String path, JsonObject body) {
      String key = method.equals(HttpMethod.POST) ? UUID.randomUUID().toString() : null;
      return caller.ask(new Request("staff", method, path, staff, body, key)).await();
    }
  }
}
