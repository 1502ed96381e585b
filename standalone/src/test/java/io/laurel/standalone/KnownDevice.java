package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A player at a device of her own that has signed in before: she signs in and claims. */
final class KnownDevice implements AutoCloseable {
  static final String NAME = "mina";

  private static final String PASSWORD = "correct-horse-battery";
  private static final String ADDRESS = "127.0.0.7";

  private final WebClient client;
  private final String base;

  /** Registers her and signs in once. */
  KnownDevice(Vertx vertx, String url) {
    base = url + "/api/v1";
    client =
        WebClient.create(
            vertx,
            new WebClientOptions(new HttpClientOptions().setLocalAddress(ADDRESS))
                .setUserAgent("Mina's telephone"),
            new PoolOptions().setHttp1MaxSize(4));
    JsonObject account =
        new JsonObject()
            .put("email", NAME + "@example.com")
            .put("username", NAME)
            .put("password", PASSWORD);
    post(201, "/auth/register", null, account);
    signIn();
  }

  private String signIn() {
    JsonObject credentials = new JsonObject().put("login", NAME).put("password", PASSWORD);
    return post(200, "/auth/login", null, credentials).bodyAsJsonObject().getString("accessToken");
  }

  /**
   * Signs in and claims that often, one after the other; every one succeeds.
   *
   * @return how long each took
   */
  List<Duration> signInAndClaim(String eventId, int rounds) {
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      long begun = System.nanoTime();
      post(201, "/events/" + eventId + "/claims", signIn(), null);
      took.add(Duration.ofNanos(System.nanoTime() - begun));
    }
    return took;
  }

  static Duration p99(List<Duration> durations) {
    List<Duration> sorted = new ArrayList<>(durations);
    Collections.sort(sorted);
    return sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
  }

  private HttpResponse<Buffer> post(int status, String path, String token, JsonObject body) {
    var request = client.requestAbs(HttpMethod.POST, base + path).timeout(60_000);
    if (token != null) {
      request.putHeader("Authorization", "Bearer " + token);
    }
    HttpResponse<Buffer> answer =
        (body == null ? request.send() : request.sendJsonObject(body)).await();
    assertThat(answer.statusCode()).as(path + " " + answer.bodyAsString()).isEqualTo(status);
    return answer;
  }

  @Override
  public void close() {
    client.close();
  }
}
