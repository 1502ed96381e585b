package io.laurel.standalone;

import io.laurel.launch.ChildProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client of the API, as a test writes it. */
final class Api implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("API\\s+(http://[0-9.]+:[0-9]+)");
  private static final String BASE = "/api/v1";

  private static final int MAX_REPEATS = 60;
  private static final int MAX_SIGN_INS = 4;

  private final Vertx vertx;
  private final WebClient client;
  private final String url;

  /** A client of the server at {@code url} that opens at most {@code connections}. */
  Api(Vertx vertx, String url, int connections) {
    this.vertx = vertx;
    this.client =
        WebClient.create(
            vertx,
            new io.vertx.ext.web.client.WebClientOptions(),
            new PoolOptions().setHttp1MaxSize(connections));
    this.url = url;
  }

  /** Where the API of a process is, once it serves. */
  static String urlOf(ChildProcess process) throws InterruptedException {
    Matcher url = URL.matcher(process.awaitReady().awaitLine(line -> URL.matcher(line).find()));
    if (!url.find()) {
      throw new AssertionError(process.out());
    }
    return url.group(1);
  }

  /** Sends any request; {@code token} and {@code body} may be null. */
  Future<HttpResponse<Buffer>> send(
      HttpMethod method, String path, String token, JsonObject body, String... headers) {
    HttpRequest<Buffer> request =
        client.requestAbs(method, url + BASE + path).timeout(Duration.ofSeconds(60).toMillis());
    if (token != null) {
      request.putHeader("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.putHeader(headers[i], headers[i + 1]);
    }
    return body == null ? request.send() : request.sendJsonObject(body);
  }

  Future<HttpResponse<Buffer>> post(String path, String token, JsonObject body, String... headers) {
    return send(HttpMethod.POST, path, token, body, headers);
  }

  Future<HttpResponse<Buffer>> get(String path, String token) {
    return send(HttpMethod.GET, path, token, null);
  }

  /** Repeats what lost its answer, or was told to come back, until something else is answered. */
  Future<HttpResponse<Buffer>> untilDecided(Supplier<Future<HttpResponse<Buffer>>> request) {
    return untilBelow(500, request, MAX_REPEATS);
  }

  private Future<HttpResponse<Buffer>> untilBelow(
      int status, Supplier<Future<HttpResponse<Buffer>>> request, int repeats) {
    return request
        .get()
        .compose(
            answer ->
                answer.statusCode() >= status && repeats > 0
                    ? vertx.timer(100).compose(later -> untilBelow(status, request, repeats - 1))
                    : Future.succeededFuture(answer));
  }

  /** All items of a list, page by page; fails unless each is answered 200. */
  List<JsonObject> all(String path, String token) {
    List<JsonObject> items = new ArrayList<>();
    String pages = path + (path.contains("?") ? "&" : "?") + "limit=100";
    String cursor = "";
    while (cursor != null) {
      HttpResponse<Buffer> answer = get(pages + cursor, token).await();
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.statusCode() + " " + answer.bodyAsString());
      }
      JsonObject page = answer.bodyAsJsonObject();
      page.getJsonArray("items").forEach(item -> items.add((JsonObject) item));
      cursor = page.containsKey("nextCursor") ? "&cursor=" + page.getString("nextCursor") : null;
    }
    return items;
  }

  /** Claims the event's only reward; {@code key} may be null. */
  Future<HttpResponse<Buffer>> claim(String eventId, String token, String key) {
    return key == null
        ? post("/events/" + eventId + "/claims", token, null)
        : post("/events/" + eventId + "/claims", token, null, "Idempotency-Key", key);
  }

  /** A published event with one reward, made by {@code staff}; {@code stock} null for unlimited. */
  String publishedEvent(String staff, Integer stock) {
    Instant now = Instant.now();
    JsonObject event =
        new JsonObject()
            .put("name", "Spring festival")
            .put("startsAt", now.minusSeconds(3_600).toString())
            .put("endsAt", now.plusSeconds(3_600).toString());
    String eventId = created(post("/events", staff, event)).getString("id");
    JsonObject reward = new JsonObject().put("name", "100 gems").put("type", "CURRENCY");
    created(
        post(
            "/events/" + eventId + "/rewards",
            staff,
            stock == null ? reward : reward.put("stock", stock)));
    publish(staff, eventId);
    return eventId;
  }

  /** Publishes the event; fails unless that is answered 200. */
  void publish(String staff, String eventId) {
    JsonObject published = new JsonObject().put("state", "PUBLISHED");
    HttpResponse<Buffer> answer =
        send(HttpMethod.PUT, "/events/" + eventId + "/state", staff, published).await();
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.bodyAsString());
    }
  }

  /**
   * Signs in and returns the access token. Asks again where there was no time for it: the first
   * sign-in of a cluster meets processes that have computed nothing yet.
   */
  String login(String login, String password) {
    JsonObject credentials = new JsonObject().put("login", login).put("password", password);
    HttpResponse<Buffer> answer =
        untilBelow(503, () -> post("/auth/login", null, credentials), MAX_SIGN_INS - 1).await();
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.bodyAsString());
    }
    return answer.bodyAsJsonObject().getString("accessToken");
  }

  static JsonObject created(Future<HttpResponse<Buffer>> request) {
    HttpResponse<Buffer> answer = request.await();
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.statusCode() + " " + answer.bodyAsString());
    }
    return answer.bodyAsJsonObject();
  }

  @Override
  public void close() {
    client.close();
  }
}
