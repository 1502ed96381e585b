package io.laurel.auth.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.laurel.auth.TestSettings;
import io.laurel.net.Destination;
import io.laurel.net.SystemTrust;
import io.laurel.security.TestIssuer;
import io.laurel.security.TestIssuer.IssuerKey;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Key sets over HTTP, and what answers instead of one. */
final class KeySetClientTest {
  private static final IssuerKey RSA = IssuerKey.rsa("r1", 2_048);
  private static final IssuerKey ED = IssuerKey.ed("d1");

  private final Vertx vertx = Vertx.vertx();
  private final KeySetClient client = within(20_000);
  private final KeySetClient hasty = within(500);

  private KeySetClient within(int millis) {
    return new KeySetClient(
        vertx,
        KeySetConfig.of(TestSettings.with(Map.of("JWKS_TIMEOUT_MS", millis))),
        new SystemTrust());
  }

  @AfterEach
  void close() {
    client.close().await();
    hasty.close().await();
    vertx.close().await();
  }

  private Destination serve(Handler<HttpServerRequest> handler) {
    HttpServer server =
        vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1").await();
    return Destination.parse("http://127.0.0.1:" + server.actualPort() + "/jwks?v=1");
  }

  private String fault(Handler<HttpServerRequest> handler) {
    return fault(client, handler);
  }

  private String fault(KeySetClient asking, Handler<HttpServerRequest> handler) {
    Throwable fault = catchThrowable(() -> asking.fetch(serve(handler)).await());
    assertThat(fault).isNotNull();
    return fault.getMessage();
  }

  private static String sent(Object document) {
    return document.toString();
  }

  @Test
  void fetch_usualSet_itsKeys() {
    KeySet keys =
        client
            .fetch(
                serve(
                    request -> {
                      assertThat(request.uri()).isEqualTo("/jwks?v=1");
                      request.response().end(sent(TestIssuer.keySet(RSA, ED)));
                    }))
            .await();

    assertThat(keys.find("r1", SigningAlgorithm.RS256)).contains(RSA.pair().getPublic());
    assertThat(keys.find(null, SigningAlgorithm.ED25519)).contains(ED.pair().getPublic());
    assertThat(keys.find("r1", SigningAlgorithm.ES256)).isEmpty();
    assertThat(keys.knows("r2")).isFalse();
  }

  /** What a provider publishes beside keys of ours is its own business. */
  @Test
  void fetch_oddKeys_leftOut() {
    JsonArray keys = TestIssuer.keys(RSA, ED, IssuerKey.rsa("short", 1_024));
    keys.add(new JsonObject().put("kty", "oct").put("k", "AAAA").put("kid", "shared"))
        .add(new JsonObject().put("kty", "NEW").put("kid", "new"))
        .add(new JsonObject().put("kid", "nothing"))
        .add(IssuerKey.rsa("private", 2_048).jwk().put("d", "AAAA"))
        .add(IssuerKey.ec("off", "secp256r1").jwk().put("y", "AAAA"))
        .add("text")
        .addNull();

    KeySet set =
        client
            .fetch(
                serve(request -> request.response().end(sent(new JsonObject().put("keys", keys)))))
            .await();

    assertThat(set.find(null, SigningAlgorithm.RS256)).contains(RSA.pair().getPublic());
    for (String id : new String[] {"short", "shared", "new", "nothing", "private", "off"}) {
      assertThat(set.knows(id)).as(id).isFalse();
    }
  }

  @Test
  void fetch_noneThere_none() {
    KeySet keys = client.fetch(serve(request -> request.response().end("{\"keys\":[]}"))).await();

    assertThat(keys.find(null, SigningAlgorithm.RS256)).isEqualTo(Optional.empty());
  }

  @Test
  void fetch_redirected_notFollowed() {
    AtomicInteger asked = new AtomicInteger();
    Destination elsewhere =
        serve(
            request -> {
              asked.incrementAndGet();
              request.response().end(sent(TestIssuer.keySet(RSA)));
            });

    String fault =
        fault(
            request ->
                request
                    .response()
                    .setStatusCode(302)
                    .putHeader("Location", "http://127.0.0.1:" + elsewhere.port() + "/")
                    .end());

    assertThat(fault).isEqualTo("it is answered 302");
    assertThat(asked).hasValue(0);
  }

  @Test
  void fetch_tooLong_refused() {
    assertThat(fault(request -> request.response().end(" ".repeat(70_000))))
        .isEqualTo("it has more than 65536 bytes");
    assertThat(
            fault(
                request -> {
                  // Without an end, and without a length that would tell.
                  request.response().setChunked(true).write(" ".repeat(70_000));
                }))
        .isEqualTo("it has more than 65536 bytes");
  }

  @Test
  void fetch_tooManyKeys_refused() {
    JsonArray keys = new JsonArray();
    for (int i = 0; i < 51; i++) {
      keys.add(new JsonObject());
    }

    assertThat(fault(request -> request.response().end(sent(new JsonObject().put("keys", keys)))))
        .isEqualTo("it has more than 50 keys");
  }

  @Test
  void fetch_noKeySet_refused() {
    for (String body : new String[] {"", "no", "[]", "{}", "{\"keys\":{}}", "null"}) {
      assertThat(fault(request -> request.response().end(body)))
          .as(body)
          .startsWith("it is no JSON");
    }
    assertThat(
            fault(request -> request.response().setStatusCode(500).end(sent(TestIssuer.keySet()))))
        .isEqualTo("it is answered 500");
  }

  @Test
  void fetch_silentOrDripping_givenUp() {
    assertThat(fault(hasty, request -> {})).isEqualTo("no answer within 500 ms");
    assertThat(
            fault(
                hasty,
                request -> {
                  request.response().setChunked(true);
                  vertx.setPeriodic(50, again -> request.response().write(" "));
                }))
        .isEqualTo("no answer within 500 ms");
  }

  @Test
  void fetch_nobodyThere_refused() {
    HttpServer server =
        vertx.createHttpServer().requestHandler(request -> {}).listen(0, "127.0.0.1").await();
    Destination gone = Destination.parse("http://127.0.0.1:" + server.actualPort());
    server.close().await();

    assertThat(catchThrowable(() -> client.fetch(gone).await())).isNotNull();
  }
}
