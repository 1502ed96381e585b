package io.laurel.security;

import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the directory of token keys at the start, and again while the process runs. */
final class KeyReader {
  private static final Logger LOG = LoggerFactory.getLogger(KeyReader.class);

  private final Vertx vertx;
  private final Path directory;
  private final Clock clock;
  private final Sweeper sweeper;

  KeyReader(Vertx vertx, SecurityConfig config, Clock clock) {
    this.vertx = vertx;
    this.directory = config.keys();
    this.clock = clock;
    this.sweeper = new Sweeper(vertx, config.keyPoll());
  }

  /** The ring, which is kept up to date from now on. */
  Future<KeyRing> open() {
    // Found at the start, a key is as old as its file says.
    return read(0, KeyFile::modifiedAt)
        .map(KeyRing::of)
        .onSuccess(ring -> sweeper.add("token keys", () -> refresh(ring)).startLater());
  }

  /** Reads the directory now, beside the regular times. */
  Future<Void> refresh(KeyRing ring) {
    KeyRing.Keys before = ring.keys();
    // Found later, it is new, whatever date its file was copied with.
    return read(
            before.version() + 1,
            file -> before.since().getOrDefault(file.key().id(), clock.instant()))
        .map(
            found -> {
              if (!found.all().equals(before.all())) {
                LOG.info("Token keys were {}, are {}", before.all(), found.all());
                ring.set(found);
              }
              return null;
            });
  }

  private Future<KeyRing.Keys> read(long version, Function<KeyFile, Instant> since) {
    return KeyDirectory.files(vertx, directory).map(files -> keys(version, files, since));
  }

  private static KeyRing.Keys keys(
      long version, List<KeyFile> files, Function<KeyFile, Instant> since) {
    Map<String, Instant> times = new HashMap<>();
    files.forEach(file -> times.putIfAbsent(file.key().id(), since.apply(file)));
    return new KeyRing.Keys(version, files.stream().map(KeyFile::key).toList(), times);
  }
}
