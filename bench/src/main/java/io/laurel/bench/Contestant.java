package io.laurel.bench;

import io.laurel.bench.load.Load;
import io.laurel.bench.load.Tally;
import io.laurel.bench.load.Tally.Limit;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One server and the requests of one scenario that it has yet to answer.
 *
 * @param name for messages
 * @param server the server
 * @param requests never the same claim twice
 */
record Contestant(String name, ServerProcess server, Supplier<Buffer> requests) {
  /** Sends requests up to that limit; complains on the first round that has a failure. */
  Sample round(Load load, int status, Limit limit) throws TimeoutException {
    // First, as it is last behind the round: to ask costs the server some time itself.
    long allocated = server.allocatedBytes();
    Duration before = server.processorTime();
    Duration database = server.databaseTime();
    Tally tally = sound(load.run(server.port(), requests, status, limit));
    return Sample.of(
        tally,
        server.processorTime().minus(before),
        server.databaseTime().minus(database),
        server.allocatedBytes() - allocated);
  }

  /** The same at a steady rate. */
  Tally steady(Load load, int status, Limit limit, int perSecond) throws TimeoutException {
    return sound(load.pace(server.port(), requests, status, limit, perSecond));
  }

  private Tally sound(Tally tally) {
    if (tally.failures() > 0) {
      System.err.println(name + " failed, first with:\n" + tally.firstFailure());
    }
    return tally;
  }
}
