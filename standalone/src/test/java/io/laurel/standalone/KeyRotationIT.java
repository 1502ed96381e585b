package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I6: a key is added while clients sign in, refresh and call; nobody is refused. */
final class KeyRotationIT {
  private static final int CLIENTS = 8;

  @TempDir private Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final Set<String> keysSeen = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
  private ClusterOfProcesses cluster;
  private Api api;
  private volatile boolean enough;

  @BeforeEach
  void start() throws Exception {
    cluster =
        new ClusterOfProcesses(
            directory, Map.of("TOKEN_KEY_POLL_MS", "1000", "TOKEN_KEY_ACTIVATION_SECONDS", "2"));
    api = new Api(vertx, cluster.url(), CLIENTS * 2);
  }

  @AfterEach
  void stop() {
    if (cluster != null) {
      api.close();
      cluster.close();
    }
    vertx.close().await();
  }

  @Test
  void i6_keysAddedUnderLoad_noHonestRequestFails() throws Exception {
    // One after the other: processes that have just started are not what is tried here.
    List<JsonObject> players = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      players.add(tokens(signIn("player-" + i)).await());
    }
    List<Future<Void>> clients = players.stream().map(this::goOn).toList();
    awaitKeys(1);
    Set<String> old = Set.copyOf(keysSeen);

    // Several, because which process reads one first is a matter of chance.
    for (int number = 2; number <= 4; number++) {
      cluster.addKey(number + ".pem");
      awaitKeys(number);
    }
    JsonObject afterwards = tokens(signIn("late")).await();
    enough = true;
    Future.all(clients).await();

    assertThat(refused).isEmpty();
    assertThat(old).doesNotContain(keyOf(afterwards));
    assertThat(published()).isEqualTo(keysSeen);
  }

  @Test
  void keyTakenAway_itsTokensAreRefusedAndTheOthersGoOn() throws Exception {
    JsonObject before = tokens(signIn("ada")).await();
    cluster.addKey("2.pem");
    JsonObject after = before;
    while (keyOf(after).equals(keyOf(before))) {
      vertx.timer(100).await();
      after = tokens(refresh(after)).await();
    }

    Files.delete(cluster.keys().resolve("1.pem"));
    while (published().size() > 1) {
      vertx.timer(100).await();
    }
    // Every process has polled by then.
    vertx.timer(1_000).await();

    assertThat(me(before).await().statusCode()).isEqualTo(401);
    assertThat(me(after).await().statusCode()).isEqualTo(200);
  }

  /** Calls and refreshes until told that it is enough. */
  private Future<Void> goOn(JsonObject tokens) {
    keysSeen.add(keyOf(tokens));
    return me(tokens)
        .onSuccess(answer -> check("me", answer))
        .compose(answer -> api.get("/events", tokens.getString("accessToken")))
        .onSuccess(answer -> check("events", answer))
        .compose(answer -> enough ? Future.succeededFuture() : tokens(refresh(tokens)))
        .compose(next -> next == null ? Future.succeededFuture() : goOn(next));
  }

  private Future<HttpResponse<Buffer>> signIn(String name) {
    JsonObject account =
        new JsonObject()
            .put("email", name + "@example.com")
            .put("username", name)
            .put("password", "correct-horse-battery");
    return api.post("/auth/register", null, account)
        .onSuccess(answer -> check("register", answer))
        .compose(
            registered ->
                api.post(
                    "/auth/login",
                    null,
                    new JsonObject().put("login", name).put("password", "correct-horse-battery")));
  }

  private Future<HttpResponse<Buffer>> refresh(JsonObject tokens) {
    JsonObject body = new JsonObject().put("refreshToken", tokens.getString("refreshToken"));
    return api.post("/auth/refresh", null, body);
  }

  private Future<HttpResponse<Buffer>> me(JsonObject tokens) {
    return api.get("/auth/me", tokens.getString("accessToken"));
  }

  private Future<JsonObject> tokens(Future<HttpResponse<Buffer>> request) {
    return request
        .onSuccess(answer -> check("tokens", answer))
        .map(answer -> answer.bodyAsJsonObject());
  }

  private void check(String what, HttpResponse<Buffer> answer) {
    if (answer.statusCode() >= 300) {
      refused.add(what + " " + answer.statusCode() + " " + answer.bodyAsString());
    }
  }

  private void awaitKeys(int count) {
    while (keysSeen.size() < count && refused.isEmpty()) {
      vertx.timer(50).await();
    }
    assertThat(refused).isEmpty();
  }

  private static String keyOf(JsonObject tokens) {
    String header = tokens.getString("accessToken").split("\\.", -1)[0];
    byte[] json = Base64.getUrlDecoder().decode(header);
    return new JsonObject(new String(json, StandardCharsets.UTF_8)).getString("kid");
  }

  private Set<String> published() {
    return WebClient.create(vertx)
        .requestAbs(HttpMethod.GET, cluster.url() + "/.well-known/jwks.json")
        .send()
        .await()
        .bodyAsJsonObject()
        .getJsonArray("keys")
        .stream()
        .map(key -> ((JsonObject) key).getString("kid"))
        .collect(Collectors.toSet());
  }
}
