package io.laurel.standalone;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Some clients that call again and again until they are told to stop. */
final class Load {
  private final Supplier<Future<HttpResponse<Buffer>>> request;
  private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
  private final List<Future<Void>> clients;
  private final AtomicInteger answers = new AtomicInteger();
  private volatile boolean stopped;

  /**
   * What became of one call that was not answered with 2xx.
   *
   * @param sent when it was sent, in nanoseconds
   * @param status 0 where there was no answer at all
   */
  record Outcome(long sent, long ended, int status, String body) {}

  /** Begins at once. */
  Load(int clients, Supplier<Future<HttpResponse<Buffer>>> request) {
    this.request = request;
    this.clients = IntStream.range(0, clients).mapToObj(i -> turn()).toList();
  }

  private Future<Void> turn() {
    if (stopped) {
      return Future.succeededFuture();
    }
    long sent = System.nanoTime();
    return request
        .get()
        .map(
            answer -> {
              if (answer.statusCode() / 100 == 2) {
                answers.incrementAndGet();
              } else {
                add(sent, answer.statusCode(), answer.bodyAsString());
              }
              return null;
            })
        .otherwise(
            cause -> {
              add(sent, 0, String.valueOf(cause));
              return null;
            })
        .compose(done -> turn());
  }

  private void add(long sent, int status, String body) {
    outcomes.add(new Outcome(sent, System.nanoTime(), status, body));
  }

  /** How many calls were answered with 2xx so far. */
  int answers() {
    return answers.get();
  }

  /** Stops, waits for what is under way, and gives what was not answered with 2xx. */
  List<Outcome> stop() {
    stopped = true;
    Future.join(clients).await();
    return List.copyOf(outcomes);
  }
}
