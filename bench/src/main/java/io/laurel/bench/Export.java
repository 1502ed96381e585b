package io.laurel.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The export of all claims, read as fast as it comes.
 *
 * @param rows without the head
 * @param bytes of all
 * @param elapsed to the last byte
 * @param restBytes resident memory of the server before
 * @param peakBytes the most it had meanwhile; looked at ten times a second
 */
record Export(long rows, long bytes, Duration elapsed, long restBytes, long peakBytes) {
  private static final String PATH = "/api/v1/claims/export?format=csv";
  private static final Duration LONGEST = Duration.ofMinutes(20);
  private static final long LOOK_MILLIS = 100;

  /** Runs it. Blocks. */
  static Export run(Vertx vertx, ServerProcess server, String token) throws TimeoutException {
    Reading reading = new Reading();
    long rest = server.residentBytes();
    long begun = System.nanoTime();
    long looking =
        vertx.setPeriodic(
            LOOK_MILLIS, tick -> reading.peak = Math.max(reading.peak, server.residentBytes()));
    HttpClient client = vertx.createHttpClient();
    RequestOptions request =
        new RequestOptions().setHost("127.0.0.1").setPort(server.port()).setURI(PATH);
    client
        .request(request.setMethod(HttpMethod.GET).putHeader("Authorization", "Bearer " + token))
        .compose(sent -> sent.send().compose(reading::all))
        .await(LONGEST.toSeconds(), TimeUnit.SECONDS);
    vertx.cancelTimer(looking);
    client.close().await();
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
    return new Export(
        reading.lines - 1, reading.bytes, elapsed, rest, Math.max(rest, reading.peak));
  }

  /** As printed. */
  String text() {
    double seconds = elapsed.toNanos() / 1e9;
    return Report.format(
        "export of %d rows: %.1f s, %.0f rows a second, %.0f MiB; server resident %d MiB before, %d"
            + " MiB at most meanwhile",
        rows,
        seconds,
        rows / seconds,
        (double) bytes / (1 << 20),
        restBytes >> 20,
        peakBytes >> 20);
  }

  private static final class Reading {
    private volatile long peak;
    private long lines;
    private long bytes;

    Future<Void> all(HttpClientResponse response) {
      if (response.statusCode() != 200) {
        return response
            .body()
            .compose(body -> Future.failedFuture(response.statusCode() + " " + body));
      }
      response.handler(
          part -> {
            bytes += part.length();
            for (int i = 0; i < part.length(); i++) {
              if (part.getByte(i) == '\n') {
                lines++;
              }
            }
          });
      return response.end();
    }
  }
}
