package io.laurel.auth.provider;

import io.laurel.json.StrictJson;
import io.laurel.net.Destination;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;

/**
 * Fetches the key sets of providers, each over a connection of its own. Follows no redirect: what
 * an operator wrote is where keys come from. Whose certificate is not of that host and of an
 * authority that this Java trusts has none.
 */
final class KeySetClient {
  private static final int OK = 200;

  private final Vertx vertx;
  private final KeySetConfig config;
  private final HttpClient client;

  /**
   * A client.
   *
   * @param trust whose certificates are believed
   */
  KeySetClient(Vertx vertx, KeySetConfig config, TrustOptions trust) {
    this.vertx = vertx;
    this.config = config;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout(Math.toIntExact(config.timeout().toMillis()))
                .setTrustOptions(trust)
                .setVerifyHost(true));
  }

  /** The set that is published there. The failure's message says what is wrong, for an operator. */
  Future<KeySet> fetch(Destination from) {
    Promise<Buffer> answer = Promise.promise();
    long timer =
        vertx.setTimer(
            config.timeout().toMillis(),
            late -> answer.tryFail("no answer within " + config.timeout().toMillis() + " ms"));
    client
        .request(options(from))
        .onSuccess(request -> send(request, answer))
        .onFailure(answer::tryFail);
    return answer
        .future()
        .onComplete(done -> vertx.cancelTimer(timer))
        .compose(
            body ->
                // Fifty keys are some milliseconds of arithmetic.
                vertx.executeBlocking(() -> parse(body), false));
  }

  private static RequestOptions options(Destination from) {
    return new RequestOptions()
        .setMethod(HttpMethod.GET)
        .setSsl(from.tls())
        .setHost(from.host())
        .setPort(from.port())
        .setURI(from.target())
        .setFollowRedirects(false)
        .putHeader(HttpHeaders.ACCEPT, "application/json");
  }

  private void send(HttpClientRequest request, Promise<Buffer> answer) {
    if (answer.future().isComplete()) {
      request.reset();
      return;
    }
    answer.future().onFailure(late -> request.reset());
    request.send().onSuccess(response -> read(response, answer)).onFailure(answer::tryFail);
  }

  private void read(HttpClientResponse response, Promise<Buffer> answer) {
    // First, or Vert.x logs as an error that the rest is not wanted.
    response.exceptionHandler(answer::tryFail);
    if (response.statusCode() != OK) {
      answer.tryFail("it is answered " + response.statusCode());
      return;
    }
    Buffer body = Buffer.buffer();
    response.handler(
        chunk -> {
          if (body.length() + chunk.length() > config.maxBytes()) {
            answer.tryFail("it has more than " + config.maxBytes() + " bytes");
          } else if (!answer.future().isComplete()) {
            body.appendBuffer(chunk);
          }
        });
    response.endHandler(end -> answer.tryComplete(body));
  }

  private KeySet parse(Buffer body) {
    try {
      return KeySet.published(StrictJson.read(body.getBytes()), config.maxKeys());
    } catch (IOException e) {
      throw new IllegalArgumentException("it is no JSON", e);
    }
  }

  /** Closes every connection. */
  Future<Void> close() {
    return client.close();
  }
}
