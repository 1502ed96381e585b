package io.laurel.standalone;

import static io.vertx.core.http.HttpMethod.PATCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * Endpoints, events whose rewards go there, and what became of them, as staff makes and reads it.
 */
final class Campaigns {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Vertx vertx;
  private final Api api;
  private final String admin;

  /** With an ADMIN's token. */
  Campaigns(Vertx vertx, Api api, String admin) {
    this.vertx = vertx;
    this.api = api;
    this.admin = admin;
  }

  /** What a webhook endpoint there is made of. */
  static JsonObject webhook(String url) {
    return new JsonObject()
        .put("name", "The game's inventory")
        .put("channel", "WEBHOOK")
        .put("url", url);
  }

  /** The id of a new endpoint whose mailbox that is; its secret is trusted there. */
  String endpoint(Mailbox mailbox) {
    return endpoint(mailbox, new JsonObject());
  }

  /** The same, with fields of its own. */
  String endpoint(Mailbox mailbox, JsonObject terms) {
    JsonObject endpoint = create(webhook(mailbox.url()).mergeIn(terms));
    mailbox.trust(endpoint.getString("secret"));
    return endpoint.getString("id");
  }

  /** A new endpoint, as answered. */
  JsonObject create(JsonObject endpoint) {
    // A cluster that has just lost a node may say 503 for a moment, before it does anything.
    return Api.created(api.untilDecided(() -> api.post("/endpoints", admin, endpoint)));
  }

  /** The endpoint as it is. */
  JsonObject endpoint(String endpointId) {
    return read("/endpoints/" + endpointId);
  }

  /** Changes it as it is now; fails unless that is answered 200. */
  JsonObject change(String endpointId, JsonObject patch) {
    String version = "\"" + endpoint(endpointId).getInteger("version") + "\"";
    HttpResponse<Buffer> answer =
        api.send(PATCH, "/endpoints/" + endpointId, admin, patch, "If-Match", version).await();
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
    return answer.bodyAsJsonObject();
  }

  /** Parks what goes there, or no longer. */
  void enable(String endpointId, boolean enabled) {
    change(endpointId, new JsonObject().put("enabled", enabled));
  }

  /** A reward that goes there; nowhere for null. */
  static JsonObject reward(String endpointId) {
    JsonObject reward = new JsonObject().put("name", "100 gems").put("type", "CURRENCY");
    return endpointId == null
        ? reward
        : reward.put("delivery", new JsonObject().put("endpointId", endpointId));
  }

  /** A published event with one reward that goes there. */
  String eventFor(String endpointId) {
    return event(new JsonObject(), List.of(reward(endpointId)));
  }

  /** A published event with those rewards; {@code terms} differ from the usual ones. */
  String event(JsonObject terms, List<JsonObject> rewards) {
    Instant now = Instant.now();
    JsonObject event =
        new JsonObject()
            .put("name", "Spring festival")
            .put("startsAt", now.minusSeconds(3_600).toString())
            .put("endsAt", now.plusSeconds(3_600).toString())
            .mergeIn(terms);
    String eventId = Api.created(api.post("/events", admin, event)).getString("id");
    for (JsonObject reward : rewards) {
      Api.created(api.post("/events/" + eventId + "/rewards", admin, reward));
    }
    api.publish(admin, eventId);
    return eventId;
  }

  /** The id of a new claim of the event's only reward. */
  String claim(String eventId, String player) {
    return Api.created(api.claim(eventId, player, null)).getString("id");
  }

  /** Decides a claim: approval, rejection, revocation or redelivery. */
  Future<HttpResponse<Buffer>> decide(String claimId, String decision) {
    JsonObject reason = new JsonObject().put("reason", "a mistake");
    boolean given = decision.equals("rejection") || decision.equals("revocation");
    return api.post("/claims/" + claimId + "/" + decision, admin, given ? reason : null);
  }

  /** Whatever a GET answers with 200. */
  JsonObject read(String path) {
    HttpResponse<Buffer> answer = api.get(path, admin).await();
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
    return answer.bodyAsJsonObject();
  }

  /** All pages of a list. */
  List<JsonObject> all(String path) {
    return api.all(path, admin);
  }

  /** All deliveries of a claim. */
  List<JsonObject> deliveries(String claimId) {
    return all("/deliveries?claimId=" + claimId);
  }

  /** The deliveries of a claim, once there are so many and each fits. */
  List<JsonObject> await(String claimId, int count, Predicate<JsonObject> fits) {
    return Eventually.see(
        vertx,
        PATIENCE,
        () -> deliveries(claimId),
        seen -> seen.size() == count && seen.stream().allMatch(fits));
  }

  /** The only delivery of a claim, once it is in that state. */
  JsonObject await(String claimId, String state) {
    return await(claimId, 1, one -> one.getString("state").equals(state)).get(0);
  }

  /** Waits until the mailbox is as that says. */
  void await(Mailbox mailbox, Predicate<Mailbox> fits) {
    Eventually.see(vertx, PATIENCE, () -> mailbox, fits);
  }
}
