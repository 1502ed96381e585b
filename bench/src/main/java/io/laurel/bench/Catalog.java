package io.laurel.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes events with one reward each, over the public API, as an operator would. Blocks. */
final class Catalog implements AutoCloseable {
  /** Of a limited reward: more than a run can claim. */
  private static final int STOCK = 1_000_000;

  private static final int LARGEST_PAGE = 100;

  /** For so long events have been running, and what players did counts. */
  static final int LATEST_DAYS = 30;

  private final WebClient client;
  private final String adminToken;

  Catalog(Vertx vertx, int port, String adminToken) {
    this.client =
        WebClient.create(
            vertx, new WebClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port));
    this.adminToken = adminToken;
  }

  /**
   * An event that can be claimed.
   *
   * @param event as answered
   * @param rewardId its one reward
   */
  record Claimable(JsonObject event, String rewardId) {
    String eventId() {
      return event.getString("id");
    }
  }

  /** Waits for nothing: the service says that it is there, or fails. */
  void ping() {
    sent(client.get("/api/v1/"), null);
  }

  /** As many events that run. */
  List<Claimable> events(int count, boolean limited) {
    JsonObject terms = limited ? new JsonObject().put("stock", STOCK) : new JsonObject();
    return Stream.generate(() -> event(terms)).limit(count).toList();
  }

  /** As many events that run, whose rewards are delivered there. */
  List<Claimable> deliveredEvents(int count, String endpointId) {
    JsonObject delivery = new JsonObject().put("endpointId", endpointId);
    JsonObject terms = new JsonObject().put("delivery", delivery);
    return Stream.generate(() -> event(terms)).limit(count).toList();
  }

  /** As many events that run, one after the other asking for each of these activities once. */
  List<Claimable> askingEvents(int count, List<String> activities) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              JsonObject once =
                  new JsonObject()
                      .put("activity", activities.get(i % activities.size()))
                      .put("target", 1);
              JsonObject condition =
                  new JsonObject().put("type", "ACTIVITY_COUNT").put("params", once);
              return event(
                  new JsonObject().put("conditions", new JsonArray().add(condition)),
                  new JsonObject());
            })
        .toList();
  }

  /** Tells of what players did, at most a thousand facts. */
  void tell(List<JsonObject> facts) {
    JsonObject batch = new JsonObject().put("activities", new JsonArray(facts));
    String answer = sent(client.post("/api/v1/activities"), batch).encode();
    if (answer.contains("REJECTED")) {
      throw new IllegalStateException(answer);
    }
  }

  /** The id of a webhook endpoint that is disabled. */
  String endpoint(String url, int concurrency) {
    JsonObject terms =
        new JsonObject()
            .put("name", "The sink")
            .put("channel", "WEBHOOK")
            .put("url", url)
            .put("concurrency", concurrency)
            .put("enabled", false);
    return sent(client.post("/api/v1/endpoints"), terms).getString("id");
  }

  /** What is parked for that new endpoint is due. */
  void enable(String endpointId) {
    HttpRequest<Buffer> patch = client.patch("/api/v1/endpoints/" + endpointId);
    sent(patch.putHeader("If-Match", "\"1\""), new JsonObject().put("enabled", true));
  }

  private Claimable event(JsonObject terms) {
    return event(new JsonObject(), terms);
  }

  private Claimable event(JsonObject asking, JsonObject terms) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    JsonObject draft =
        sent(
            client.post("/api/v1/events"),
            new JsonObject()
                .put("name", "Spring festival")
                .put("description", "Sign in on seven days and take your gems home.")
                .put("startsAt", now.minus(LATEST_DAYS, ChronoUnit.DAYS).toString())
                .put("endsAt", now.plus(7, ChronoUnit.DAYS).toString())
                .mergeIn(asking));
    String path = "/api/v1/events/" + draft.getString("id");
    JsonObject gems =
        new JsonObject().put("name", "100 gems").put("type", "CURRENCY").put("quantity", 100);
    JsonObject reward = sent(client.post(path + "/rewards"), gems.mergeIn(terms));
    JsonObject event =
        sent(client.put(path + "/state"), new JsonObject().put("state", "PUBLISHED"));
    return new Claimable(event, reward.getString("id"));
  }

  /** The claim of an event by the owner of that token. */
  JsonObject claim(Claimable event, String token) {
    JsonObject body = new JsonObject().put("rewardId", event.rewardId());
    return sent(client.post("/api/v1/events/" + event.eventId() + "/claims"), token, body);
  }

  /**
   * Where a list goes on after so many items, or up to 99 fewer; null if it ends before or they are
   * fewer than 100.
   */
  String cursorAfter(String list, String token, int items) {
    String cursor = null;
    for (int read = LARGEST_PAGE; read <= items; read += LARGEST_PAGE) {
      HttpRequest<Buffer> request = client.get(list).addQueryParam("limit", "" + LARGEST_PAGE);
      cursor =
          sent(cursor == null ? request : request.addQueryParam("cursor", cursor), token, null)
              .getString("nextCursor");
      if (cursor == null) {
        return null;
      }
    }
    return cursor;
  }

  private JsonObject sent(HttpRequest<Buffer> request, JsonObject body) {
    return sent(request, adminToken, body);
  }

  private static JsonObject sent(HttpRequest<Buffer> request, String token, JsonObject body) {
    request.bearerTokenAuthentication(token);
    HttpResponse<Buffer> response =
        (body == null ? request.send() : request.sendJsonObject(body)).await();
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          response.statusCode() + " for " + body + ": " + response.bodyAsString());
    }
    return response.bodyAsJsonObject();
  }

  @Override
  public void close() {
    client.close();
  }
}
